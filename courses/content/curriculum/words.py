"""Which words the structure of a folder asks for, in a language that has all of them or only titles."""

from collections.abc import Mapping

from courses.content.curriculum.absent import structure_without
from courses.content.curriculum.screens import SCREENS
from courses.content.curriculum.shape import BLANK, OPTIONAL, TEXT, Shape

# How far a language has come in a folder: all words, or titles and summaries while the text is that of a fallback.
ALL, TITLES = "all", "titles"
# About the words, not of them.
HEAD = {"extent": OPTIONAL, "state": OPTIONAL}
# Not words either: the places of the structure a language does not have yet (absent.py).
WITHOUT = "without"


def extent_of(words: Mapping) -> str:
    return words.get("extent", ALL)


def structure_in(structure: Mapping, words: Mapping) -> Mapping:
    """Return the structure as far as a language has come in it."""
    return structure_without(structure, words.get(WITHOUT) or [])


def shape_of(structure: Mapping, words: Mapping) -> Shape:
    """Return the shape (shape.py) that the words of a folder must have, but for `without`."""
    structure = structure_in(structure, words)
    shape = SHAPES[structure["kind"]](structure)
    if extent_of(words) == TITLES and structure["kind"] == "module":
        shape = _titles_shape(structure)
    if structure["kind"] == "module" and "session" not in words:
        # For the lecturer; a language can do without.
        shape.pop("session", None)
    return HEAD | shape


def _titles_shape(structure: Mapping) -> Shape:
    lesson = {"title": TEXT, "summary": OPTIONAL}
    return {
        "title": TEXT,
        "summary": BLANK,
        "objectives": dict.fromkeys(structure["objectives"], OPTIONAL),
        "commitment": OPTIONAL,
        "lessons": {lesson_data["id"]: lesson for lesson_data in structure["lessons"]},
    }


def _course_shape(structure: Mapping) -> Shape:
    return {"title": TEXT, "summary": BLANK, "audience": OPTIONAL}


def _module_shape(structure: Mapping) -> Shape:
    return {
        "title": TEXT,
        "summary": BLANK,
        "commitment": OPTIONAL,
        "session": {step["id"]: {"title": TEXT, "notes": TEXT} for step in structure.get("session", [])},
        "objectives": dict.fromkeys(structure["objectives"], TEXT),
        "lessons": {
            lesson["id"]: {"title": TEXT, "summary": OPTIONAL, "screens": _screens_shape(lesson["screens"])}
            for lesson in structure["lessons"]
        },
    }


def _page_shape(structure: Mapping) -> Shape:
    return {"title": TEXT, "summary": OPTIONAL, "screens": _screens_shape(structure["screens"])}


def _home_shape(structure: Mapping) -> Shape:
    return {"title": TEXT, "summary": BLANK}


def _screens_shape(screens) -> Shape:
    return {screen["id"]: SCREENS[screen["type"]].shape(screen) for screen in screens}


def _sheet_shape(structure: Mapping) -> Shape:
    return {
        "title": TEXT,
        "short": TEXT,
        "lead": TEXT,
        "steps": [TEXT] * structure["steps"],
        "know": BLANK,
        "careful": OPTIONAL,
    }


SHAPES = {
    "course": _course_shape,
    "module": _module_shape,
    "page": _page_shape,
    "home": _home_shape,
    "sheets": _home_shape,
    "sheet": _sheet_shape,
}
