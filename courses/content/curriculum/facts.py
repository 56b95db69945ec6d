"""Country facts and sources of the curriculum -> the database, unless an editor has changed them there."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from parler.models import TranslatableModel

from courses.content.curriculum.keys import key_of
from courses.content.curriculum.writing import Tally, digest
from courses.content.models import CountryFact, LoadedText

FACT_FIELDS = ("certainty", "source", "checked_on")


@dataclass(frozen=True)
class RowText:
    """One row as the data has it: `fields` are its own, `words` is {language: {field: text}}."""

    name: str
    identity: Mapping[str, str]
    fields: Mapping[str, object]
    words: Mapping[str, Mapping[str, str]]


def fact_texts(countries: Mapping) -> Iterator[RowText]:
    """Yield a RowText for every country and token of countries.yaml."""
    for country, tokens in countries["countries"].items():
        for token, fact in tokens.items():
            yield RowText(
                name=f"fact/{country}/{token}",
                identity={"country": country, "token": token},
                fields={
                    "certainty": fact["certainty"],
                    "source": ", ".join(fact.get("source") or []),
                    "checked_on": fact.get("checked_on"),
                },
                words={code: {"value": text} for code, text in (fact.get("value") or {}).items()},
            )


def source_texts(sources: Mapping) -> Iterator[RowText]:
    """Yield a RowText for every source of sources.yaml."""
    for code, titles in sources["sources"].items():
        yield RowText(
            name=f"source/{code}",
            identity={"code": code},
            fields={},
            words={language: {"title": title} for language, title in titles.items()},
        )


def route_texts(routes: Mapping) -> Iterator[RowText]:
    """Yield a RowText for every route of routes.yaml."""
    for position, (code, route) in enumerate((routes.get("routes") or {}).items(), start=1):
        yield RowText(
            name=f"route/{code}",
            identity={"code": code},
            fields={
                "position": position,
                "module_keys": [str(key_of("module", name)) for name in route["modules"]],
            },
            words={
                language: {"title": title, "summary": (route.get("summary") or {}).get(language, "")}
                for language, title in route["title"].items()
            },
        )


def routes_faults(routes: Mapping, folders: Collection[str]) -> Iterator[str]:
    """Yield what is wrong with routes.yaml; `folders` are the names of those there are."""
    for code, route in (routes.get("routes") or {}).items():
        where = f"routes.yaml: routes.{code}"
        if settings.LANGUAGE_CODE not in (route.get("title") or {}):
            yield f"{where}.title: " + _("has no words")
        for name in route.get("modules") or []:
            if name not in folders:
                yield f"{where}.modules.{name}: " + _("there is no such folder")


def facts_faults(countries: Mapping, sources: Mapping) -> Iterator[str]:
    """Yield what is wrong with countries.yaml and sources.yaml."""
    known = set(sources.get("sources") or {})
    for country, tokens in (countries.get("countries") or {}).items():
        for token, fact in tokens.items():
            where = f"countries.yaml: countries.{country}.{token}"
            if token not in CountryFact.Token.values:
                yield f"{where}: " + _("unknown country token")
            yield from _fact_faults(fact, where, known)
    for source, titles in (sources.get("sources") or {}).items():
        if settings.LANGUAGE_CODE not in titles:
            yield f"sources.yaml: sources.{source}: " + _("has no words")


def _fact_faults(fact: Mapping, where: str, known_sources: set[str]):
    if fact.get("certainty") not in CountryFact.Certainty.values:
        yield f"{where}: " + _("certainty must be good, check or unknown")
    for code in sorted(set(fact.get("source") or []) - known_sources):
        yield f"{where}: " + _("unknown source “%(code)s”") % {"code": code}
    for code in sorted(set(fact.get("value") or {}) - set(dict(settings.LANGUAGES))):
        yield f"{where}: " + _("unknown language “%(code)s”") % {"code": code}


def write_rows(
    *, model: type[TranslatableModel], texts: list[RowText], report: Callable[[str], None], tally: Tally
) -> None:
    """Write the rows that are new or whose data changed, and leave those an editor changed, saying so."""
    rows = {row_name(row): row for row in model.objects.prefetch_related("translations")}
    records = {
        record.name: record for record in LoadedText.objects.filter(name__in=[text.name for text in texts])
    }
    for text in texts:
        _write_row(model, text, rows.get(text.name), records.get(text.name), report, tally)


def row_name(row) -> str:
    if isinstance(row, CountryFact):
        return f"fact/{row.country}/{row.token}"
    return f"{row._meta.model_name}/{row.code}"


def _write_row(model, text, row, record, report, tally):
    loaded = digest({"fields": text.fields, "words": text.words})
    if row is None and record is None:
        row = model(**text.identity)
        tally.new += 1
    elif row is None:
        tally.edited += 1
        report(_("%(text)s: deleted in the CMS, not loaded again") % {"text": text.name})
        return
    elif (found := digest(_stored(row, text.fields))) == loaded or (record and found == record.stored):
        if record and record.loaded == loaded:
            tally.same += 1
            return
        tally.renewed += 1
    else:
        tally.edited += 1
        report(_("%(text)s: changed in the CMS, left as it is") % {"text": text.name})
        return
    _save(row, text)
    LoadedText.objects.update_or_create(
        name=text.name, language="", defaults={"loaded": loaded, "stored": loaded}
    )


def _stored(row, fields) -> dict:
    words = {
        translation.language_code: {
            name: getattr(translation, name) for name in translation.get_translated_fields()
        }
        for translation in row.translations.all()
    }
    return {"fields": {name: getattr(row, name) for name in fields}, "words": words}


def _save(row, text):
    for name, value in text.fields.items():
        setattr(row, name, value)
    row.save()
    # Nobody but the loader has written here: a language that left the data leaves the database.
    row.translations.exclude(language_code__in=text.words).delete()
    for language, words in text.words.items():
        row.translations.update_or_create(language_code=language, defaults=words)
