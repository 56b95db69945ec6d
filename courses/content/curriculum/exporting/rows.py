"""Country facts, sources, learner routes and rules in the database -> the four files of the data."""

from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.telling import given
from courses.content.curriculum.keys import key_of
from courses.content.curriculum.rules import data_of
from courses.content.curriculum.validation import FORMAT
from courses.content.models import CountryFact, QualificationRule, Route, Source


def countries_file() -> dict:
    """Return countries.yaml: what each token stands for in each country."""
    found: dict[str, dict] = {}
    for fact in CountryFact.objects.prefetch_related("translations"):
        sources = [code.strip() for code in fact.source.split(",") if code.strip()]
        found.setdefault(fact.country, {})[fact.token] = {
            "certainty": fact.certainty,
            **given(source=sources, checked_on=fact.checked_on, value=_words(fact, "value") or None),
        }
    return {"format": FORMAT, "countries": found}


def sources_file() -> dict:
    """Return sources.yaml: the titles of the documents facts rest on."""
    rows = Source.objects.prefetch_related("translations")
    return {"format": FORMAT, "sources": {row.code: _words(row, "title") for row in rows}}


def routes_file(names: Names) -> dict:
    """Return routes.yaml: the modules of each route in order."""
    found = {}
    for route in Route.objects.prefetch_related("translations"):
        found[route.code] = {
            "modules": [names.of(key) for key in route.module_keys],
            "title": _words(route, "title"),
            **given(summary=_words(route, "summary") or None),
        }
    return {"format": FORMAT, "routes": found}


def rules_file(names: Names) -> dict:
    """Return rules.yaml: what each rule asks for."""
    scenarios = {str(key_of("scenario", name)): name for name in names.scenarios.values()}
    found = {}
    for rule in QualificationRule.objects.prefetch_related("translations"):
        found[rule.code] = given(**data_of(rule.content, scenarios)) | {"title": _words(rule, "title")}
    return {"format": FORMAT, "rules": found}


def _words(row, name: str) -> dict[str, str]:
    """Return {language: text} of a translated field, without those that say nothing."""
    return {
        translation.language_code: text
        for translation in sorted(row.translations.all(), key=lambda each: each.language_code)
        if (text := getattr(translation, name))
    }
