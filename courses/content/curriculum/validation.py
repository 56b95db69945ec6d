"""Is a folder of the curriculum fit to be loaded? Every fault is named by file and place."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.content.curriculum.exercises import options
from courses.content.curriculum.files import STRUCTURE, Folder
from courses.content.curriculum.objectives import unknown
from courses.content.curriculum.screens import SCREENS
from courses.content.curriculum.shape import Misfit, Mismatch, mismatches
from courses.content.curriculum.words import TITLES, WITHOUT, extent_of, shape_of
from courses.content.models import CountryFact
from courses.content.screens.citations import CODE

FORMAT = 1
NEEDS = {
    "course": ("code", "slug", "modules"),
    "module": ("code", "slug", "minutes", "objectives", "lessons"),
    "lesson": ("id", "code", "slug", "minutes", "screens"),
    "page": ("slug", "screens"),
    "home": ("slug", "courses", "pages"),
    "sheet": ("code", "slug", "picture", "steps", "contacts", "checked_on"),
    "sheets": ("slug", "sheets"),
}
# What a structure names that is a folder of its own, and where such folders are.
PARTS = (("modules", ""), ("courses", ""), ("pages", "pages/"), ("sheets", "sheets/"))
QUESTION_KINDS = ("single", "multiple", "true_false", "ordering")
TOKEN = re.compile(r"\{\{(.*?)\}\}|\{\{|\}\}")

MISFITS = {
    Misfit.MISSING: gettext_lazy("has no words"),
    Misfit.UNKNOWN: gettext_lazy("is not in the structure"),
    Misfit.NOT_TEXT: gettext_lazy("must be text"),
    Misfit.NOT_MAPPING: gettext_lazy("must be a mapping"),
    Misfit.WRONG_LENGTH: gettext_lazy("must have %(expected)s items, has %(found)s"),
}


@dataclass(frozen=True)
class Known:
    """What a folder may refer to: ids of sources and scenarios, names of drawings and of other folders, keys of H5P
    content and of course packages."""

    sources: Collection[str]
    scenarios: Collection[str]
    folders: Collection[str]
    drawings: Collection[str]
    h5p: Collection[str] = ()
    packages: Collection[str] = ()


def faults_of(folder: Folder, known: Known) -> list[str]:
    """Return what is wrong with a folder, "m4/ru.yaml: lessons.m4-1: has no words"; empty when fit."""
    structure = f"{folder.name}/{STRUCTURE}"
    faults = [f"{structure}: {fault}" for fault in structure_faults(folder.structure, known)]
    if faults:
        # What the words must be cannot be said from a broken structure.
        return faults
    if settings.LANGUAGE_CODE not in folder.words:
        file = f"{folder.name}/{settings.LANGUAGE_CODE}.yaml"
        faults.append(_("%(file)s: the file is missing") % {"file": file})
    for language, words in folder.words.items():
        file = f"{folder.name}/{language}.yaml"
        if extent_of(words) == TITLES and language == settings.LANGUAGE_CODE:
            faults.append(_("%(file)s: the source has all words, not only titles") % {"file": file})
        shape, text = shape_of(folder.structure, words), {**words}
        if text.pop(WITHOUT, None) and language == settings.LANGUAGE_CODE:
            faults.append(_("%(file)s: the source is without nothing") % {"file": file})
        faults += [f"{file}: {_told(mismatch)}" for mismatch in mismatches(shape, text)]
        faults += [f"{file}: {fault}" for fault in token_faults(words)]
    return faults


def _told(mismatch: Mismatch) -> str:
    text = MISFITS[mismatch.misfit] % {"expected": mismatch.expected, "found": mismatch.found}
    return f"{mismatch.where}: {text}"


def structure_faults(structure: Mapping, known: Known) -> Iterator[str]:
    """Yield what is wrong with a structure."""
    if structure.get("format") != FORMAT:
        yield _("format must be %(format)s") % {"format": FORMAT}
        return
    kind = structure.get("kind")
    if kind not in NEEDS:
        yield _("unknown kind “%(kind)s”") % {"kind": kind}
        return
    yield from _missing(structure, NEEDS[kind], "")
    yield from _parts_faults(structure, known)
    yield from _lessons_faults(structure.get("lessons", []), known)
    yield from _objectives_faults(structure)
    yield from _screens_faults(structure.get("screens", []), "", known)
    for step in structure.get("session", []):
        yield from _missing(step, ("id", "minutes"), "session")
    if kind == "sheet":
        yield from sheet_faults(structure, known.drawings)


def _parts_faults(structure: Mapping, known: Known):
    for part, prefix in PARTS:
        for name in structure.get(part, []):
            if f"{prefix}{name}" not in known.folders:
                yield f"{part}.{name}: " + _("there is no such folder")


def _lessons_faults(lessons: list, known: Known):
    for lesson in lessons:
        where = f"lessons.{lesson.get('id')}"
        yield from _missing(lesson, NEEDS["lesson"], where)
        yield from _screens_faults(lesson.get("screens", []), where, known)
    yield from _twice([lesson.get("id") for lesson in lessons], "lessons")


def _objectives_faults(structure: Mapping):
    for lesson in structure.get("lessons", []):
        for screen, question, name in unknown(lesson.get("screens", []), structure.get("objectives", [])):
            place = f"lessons.{lesson.get('id')}.screens.{screen}.questions.{question}"
            yield f"{place}.objective: " + _("the module has no objective “%(id)s”") % {"id": name}


def _missing(mapping: Mapping, names, where: str):
    for name in names:
        if name not in mapping:
            yield f"{where}.{name}".lstrip(".") + ": " + _("is missing")


def _twice(ids: list, where: str):
    for name in sorted({str(name) for name in ids if ids.count(name) > 1}):
        yield f"{where}.{name}: " + _("stands twice")


def _screens_faults(screens: list, where: str, known: Known):
    yield from _twice([screen.get("id") for screen in screens], f"{where}.screens".lstrip("."))
    for screen in screens:
        place = f"{where}.screens.{screen.get('id')}".lstrip(".")
        kind = SCREENS.get(screen.get("type"))
        if kind is None:
            yield f"{place}: " + _("unknown type “%(type)s”") % {"type": screen.get("type")}
            continue
        yield from _missing(screen, ("id", *kind.needs), place)
        yield from _reference_faults(screen, place, known)
        if screen["type"] == "knowledge_check":
            yield from _questions_faults(screen.get("questions", []), place)
        elif screen["type"] == "sorting":
            yield from sorting_faults(screen, place)
        elif screen["type"] == "chart" and not isinstance(screen.get("on"), date):
            yield f"{place}.on: " + _("must be a date, like 2024-01-01")


def _reference_faults(screen: Mapping, place: str, known: Known):
    if "scenario" in screen and screen["scenario"] not in known.scenarios:
        yield f"{place}: " + _("there is no scenario “%(id)s”") % {"id": screen["scenario"]}
    if "h5p" in screen and screen["h5p"] not in known.h5p:
        yield f"{place}: " + _("there is no H5P content “%(key)s”: import its package first") % {
            "key": screen["h5p"]
        }
    if "package" in screen and screen["package"] not in known.packages:
        yield f"{place}: " + _("there is no course package “%(key)s”: import it first") % {
            "key": screen["package"]
        }
    if "file" in screen and screen["file"] not in known.drawings:
        yield f"{place}: " + _("there is no drawing “%(file)s”") % {"file": screen["file"]}
    yield from cites_faults(screen, place)
    facts = screen.get("facts", [])
    yield from _twice([fact.get("id") for fact in facts], f"{place}.facts")
    for fact in facts:
        yield from _sources_faults(fact, f"{place}.facts.{fact.get('id')}", known)
    yield from _sources_faults(screen, place, known)


def _sources_faults(cited: Mapping, place: str, known: Known):
    for code in cited.get("sources", []):
        if code not in known.sources:
            yield f"{place}: " + _("unknown source “%(code)s”") % {"code": code}


def _questions_faults(questions: list, where: str):
    yield from _twice([question.get("id") for question in questions], f"{where}.questions")
    for question in questions:
        place = f"{where}.questions.{question.get('id')}"
        if question.get("kind") not in QUESTION_KINDS:
            yield f"{place}: " + _("unknown kind “%(kind)s”") % {"kind": question.get("kind")}
            continue
        needs = {"ordering": ("options",), "true_false": ("correct",)}
        missing = list(_missing(question, needs.get(question["kind"], ("options", "correct")), place))
        yield from missing or _answer_faults(question, place)


def _answer_faults(question: Mapping, place: str):
    yield from cites_faults(question, place)
    for option, codes in question.get("option_cites", {}).items():
        yield from cites_faults({"cites": codes}, f"{place}.option_cites.{option}")
    given = question.get("correct", [])
    right = [given] if isinstance(given, str) else given
    yield from _twice(options(question), place)
    for option in right:
        if option not in options(question):
            yield f"{place}: " + _("the right answer “%(id)s” is not an option") % {"id": option}
    if question["kind"] in ("single", "true_false") and len(right) != 1:
        yield f"{place}: " + _("must have exactly one right answer")


def cites_faults(cited: Mapping, place: str) -> Iterator[str]:
    """Yield the codes that are no chapter of the Manual and no article of the Code."""
    for code in cited.get("cites", []):
        if not re.match(CODE, str(code)):
            yield f"{place}.cites: " + _("“%(code)s” is no chapter (M4.1) and no article (CP5)") % {
                "code": code
            }


def sorting_faults(screen: Mapping, place: str) -> Iterator[str]:
    """Yield the cards that stand twice or belong to a group that is not there."""
    cards, groups = screen.get("cards", []), screen.get("categories", [])
    yield from _twice([card.get("id") for card in cards], f"{place}.cards")
    for card in cards:
        if not card.get("right") or set(card["right"]) - set(groups):
            yield f"{place}.cards.{card.get('id')}: " + _("right must name groups of this screen")


def sheet_faults(structure: Mapping, drawings: Collection[str]) -> Iterator[str]:
    if structure.get("picture") not in drawings:
        yield "picture: " + _("there is no drawing “%(file)s”") % {"file": structure.get("picture")}
    for part in ("contacts", "needs"):
        for token in structure.get(part, []):
            if token not in CountryFact.Token.values:
                yield f"{part}: " + _("unknown country token “%(token)s”") % {"token": token}


def token_faults(words, where: str = "") -> Iterator[str]:
    """Yield the places with a {{token}} that no country can fill in."""
    if isinstance(words, dict):
        for name, inner in words.items():
            yield from token_faults(inner, f"{where}.{name}".lstrip("."))
    elif isinstance(words, list):
        for number, inner in enumerate(words, start=1):
            yield from token_faults(inner, f"{where}.{number}")
    elif isinstance(words, str):
        for match in TOKEN.finditer(words):
            if match[1] not in CountryFact.Token.values:
                yield f"{where}: " + _("unknown country token “%(token)s”") % {"token": match[0]}
