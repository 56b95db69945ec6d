"""How far the curriculum is in every language, as it stands in the database: what `curriculum_report` prints.

"complete": every page is there for readers with all its words, and no source has changed since. "state": missing
where there is nothing, draft as long as one page is a draft, else reviewed.
"""

from collections.abc import Iterable, Mapping

from django.conf import settings

from assessments.glossary.terms import Entry, read_glossary
from assessments.scenarios.completeness import word_problems
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.validation import problems
from assessments.studio.drafting.document import compile_document
from assessments.studio.translating.states import DRAFT, MISSING, REVIEWED, source_language
from cms.translation.board.scenarios import documents_of, newest_versions, states_of
from cms.translation.board.texts import LESSON, MODULE, SHEET, Text, below, read_texts
from courses.content.countries import Country
from courses.content.models import CountryFact, LessonPage, Route
from courses.content.outline import question_count
from courses.content.translations.counting import words_in

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def curriculum_report() -> dict:
    """Return {"modules", "routes", "scenarios", "sheets", "glossary", "open_tokens"} as plain JSON values."""
    texts = [text for text in read_texts() if text.versions[text.source].is_live]
    modules = [text for text in texts if text.model == MODULE]
    return {
        "modules": _modules(modules, texts),
        "routes": _routes({str(module.key): module.code for module in modules}),
        "scenarios": [
            _scenario(version, doc) for version, doc in documents_of([*newest_versions().values()])
        ],
        "sheets": [
            {"id": text.code, "languages": _languages([text])} for text in texts if text.model == SHEET
        ],
        "glossary": _glossary(read_glossary()),
        "open_tokens": _open_tokens(),
    }


def _modules(modules: list[Text], texts: list[Text]) -> list[dict]:
    checks = _check_questions(texts)
    found = []
    for module in modules:
        lessons = below(module, texts, LESSON)
        found.append(
            {
                "id": module.code,
                "lessons": len(lessons),
                "checks": sum(checks.get(lesson.versions[lesson.source].pk, 0) for lesson in lessons),
                "languages": _languages([module, *lessons]),
            }
        )
    return found


def _check_questions(texts: list[Text]) -> dict[int, int]:
    """Return {primary key of a lesson in its source language: how many questions its checks have}. One query."""
    wanted = [text.versions[text.source].pk for text in texts if text.model == LESSON]
    pages = LessonPage.objects.filter(pk__in=wanted).only("body")
    return {page.pk: question_count(page) for page in pages}


def _languages(pages: list[Text]) -> dict[str, dict]:
    return {code: _standing(pages, code) for code in LANGUAGES}


def _standing(pages: list[Text], language: str) -> dict:
    there = [page.wording(language) for page in pages if _is_live(page, language)]
    complete = len(there) == len(pages) and all(wording.has_all and not wording.is_stale for wording in there)
    return {
        "words": sum(wording.words for wording in there),
        "complete": complete,
        "state": _state(wording.is_draft for wording in there),
    }


def _is_live(page: Text, language: str) -> bool:
    return language in page.versions and page.versions[language].is_live


def _state(drafts: Iterable[bool]) -> str:
    found = list(drafts)
    if not found:
        return MISSING
    return DRAFT if any(found) else REVIEWED


def _routes(codes: Mapping[str, str]) -> list[dict]:
    return [
        {
            "id": route.code,
            "modules": [codes[key] for key in route.module_keys if key in codes],
            "languages": sorted(
                (row.language_code for row in route.translations.all() if row.title), key=LANGUAGES.index
            ),
        }
        for route in Route.objects.prefetch_related("translations")
    ]


def _scenario(version: ScenarioVersion, doc: dict) -> dict:
    structure, words = compile_document(doc)
    source = source_language(doc)
    faults = word_problems(structure, words, languages=LANGUAGES, source_language=source)
    wanting = {fault.values["language"] for fault in faults}
    states = states_of(version)
    return {
        "id": version.scenario.code,
        "scenes": len(structure["scenes"]),
        "problems": len(problems(version.structure))
        + sum(fault.values["language"] == source for fault in faults),
        "languages": {
            code: {
                "words": _words_of(doc["words"].get(code, {})),
                "complete": code in words and code not in wanting,
                "state": states.get(code, MISSING),
            }
            for code in LANGUAGES
        },
    }


def _words_of(texts: Mapping[str, Mapping[str, str]]) -> int:
    """Return how many words a scenario has in one language, from {address: {field: text}}."""
    return sum(words_in(text) for own in texts.values() for text in own.values())


def _glossary(entries: Mapping[int, Entry]) -> dict:
    found = {}
    for code in LANGUAGES:
        words = [entry.words[code] for entry in entries.values() if code in entry.words]
        found[code] = {
            "terms": len(words),
            "definitions": sum(bool(word.definition) for word in words),
            "reviewed": sum(word.is_reviewed for word in words),
        }
    return {"terms": len(entries), "languages": found}


def _open_tokens() -> dict[str, list[str]]:
    """Return {country: the tokens that have no value there}; a value that is to be checked is one."""
    known = {
        (fact.country, fact.token)
        for fact in CountryFact.objects.exclude(certainty=CountryFact.Certainty.UNKNOWN).prefetch_related(
            "translations"
        )
        if any(row.value for row in fact.translations.all())
    }
    missing = {
        country: [token for token in CountryFact.Token.values if (country, token) not in known]
        for country in Country.values
    }
    return {country: tokens for country, tokens in missing.items() if tokens}
