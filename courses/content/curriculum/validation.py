"""Is a folder of the curriculum fit to be loaded? Every fault is named by file and place."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.content.curriculum.files import STRUCTURE, Folder
from courses.content.curriculum.screens import SCREENS, options
from courses.content.curriculum.shape import OPTIONAL, TEXT, Misfit, Mismatch, Shape, mismatches
from courses.content.models import CountryFact

FORMAT = 1
NEEDS = {
    "course": ("code", "slug", "modules"),
    "module": ("code", "slug", "minutes", "objectives", "lessons"),
    "lesson": ("id", "code", "slug", "minutes", "screens"),
    "page": ("slug", "screens"),
    "home": ("slug", "courses", "pages"),
}
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
    """What a folder may refer to: ids of sources and scenarios, names of drawings and of other folders."""

    sources: Collection[str]
    scenarios: Collection[str]
    folders: Collection[str]
    drawings: Collection[str]


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
    shape = SHAPES[folder.structure["kind"]](folder.structure)
    for language, words in folder.words.items():
        file = f"{folder.name}/{language}.yaml"
        faults += [f"{file}: {_told(mismatch)}" for mismatch in mismatches(shape, words)]
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
    if kind not in ("course", "module", "page", "home"):
        yield _("unknown kind “%(kind)s”") % {"kind": kind}
        return
    yield from _missing(structure, NEEDS[kind], "")
    for part, prefix in (("modules", ""), ("courses", ""), ("pages", "pages/")):
        for name in structure.get(part, []):
            if f"{prefix}{name}" not in known.folders:
                yield f"{part}.{name}: " + _("there is no such folder")
    for lesson in structure.get("lessons", []):
        where = f"lessons.{lesson.get('id')}"
        yield from _missing(lesson, NEEDS["lesson"], where)
        yield from _screens_faults(lesson.get("screens", []), where, known)
    yield from _twice([lesson.get("id") for lesson in structure.get("lessons", [])], "lessons")
    yield from _screens_faults(structure.get("screens", []), "", known)


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


def _reference_faults(screen: Mapping, place: str, known: Known):
    if "scenario" in screen and screen["scenario"] not in known.scenarios:
        yield f"{place}: " + _("there is no scenario “%(id)s”") % {"id": screen["scenario"]}
    if "file" in screen and screen["file"] not in known.drawings:
        yield f"{place}: " + _("there is no drawing “%(file)s”") % {"file": screen["file"]}
    facts = screen.get("facts", [])
    yield from _twice([fact.get("id") for fact in facts], f"{place}.facts")
    for fact in facts:
        for code in fact.get("sources", []):
            if code not in known.sources:
                yield f"{place}.facts.{fact.get('id')}: " + _("unknown source “%(code)s”") % {"code": code}


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
    given = question.get("correct", [])
    right = [given] if isinstance(given, str) else given
    yield from _twice(options(question), place)
    for option in right:
        if option not in options(question):
            yield f"{place}: " + _("the right answer “%(id)s” is not an option") % {"id": option}
    if question["kind"] in ("single", "true_false") and len(right) != 1:
        yield f"{place}: " + _("must have exactly one right answer")


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


def _course_shape(structure: Mapping) -> Shape:
    return {"title": TEXT, "summary": TEXT, "audience": OPTIONAL}


def _module_shape(structure: Mapping) -> Shape:
    return {
        "title": TEXT,
        "summary": TEXT,
        "commitment": OPTIONAL,
        "objectives": dict.fromkeys(structure["objectives"], TEXT),
        "lessons": {
            lesson["id"]: {"title": TEXT, "summary": OPTIONAL, "screens": _screens_shape(lesson["screens"])}
            for lesson in structure["lessons"]
        },
    }


def _page_shape(structure: Mapping) -> Shape:
    return {"title": TEXT, "summary": OPTIONAL, "screens": _screens_shape(structure["screens"])}


def _home_shape(structure: Mapping) -> Shape:
    return {"title": TEXT, "summary": TEXT}


def _screens_shape(screens) -> Shape:
    return {screen["id"]: SCREENS[screen["type"]].shape(screen) for screen in screens}


SHAPES = {"course": _course_shape, "module": _module_shape, "page": _page_shape, "home": _home_shape}
