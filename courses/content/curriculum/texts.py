"""Courses, modules and lessons of the data as the pages they become, one text for each language."""

from collections.abc import Iterator, Mapping
from uuid import UUID

from courses.content.curriculum.files import Folder
from courses.content.curriculum.keys import key_of
from courses.content.curriculum.markdown import to_rich_text
from courses.content.curriculum.objectives import numbered
from courses.content.curriculum.screens import block_key, blocks
from courses.content.curriculum.units import Units
from courses.content.curriculum.words import structure_in
from courses.content.curriculum.writing import PageText
from courses.content.models import CoursePage, LessonPage, ModulePage


def course_texts(curriculum, units: Units, home: UUID) -> Iterator[PageText]:
    """Yield the pages of all courses, parents before their children."""
    siblings = tuple(key_of("course", course.id) for course in curriculum.courses)
    for course in curriculum.courses:
        yield from _course_texts(course, home, siblings)
        modules = course.structure["modules"]
        keys = tuple(key_of("module", name) for name in modules)
        for name in modules:
            module = curriculum.folders[name]
            yield from _module_texts(module, key_of("course", course.id), keys)
            yield from _lessons_texts(module, units)


def _course_texts(course: Folder, home: UUID, siblings) -> Iterator[PageText]:
    for language, words in course.words.items():
        yield PageText(
            name=f"course/{course.id}",
            key=key_of("course", course.id),
            language=language,
            model=CoursePage,
            parent=home,
            siblings=siblings,
            fields={
                "title": words["title"],
                "slug": course.structure["slug"],
                "code": course.structure["code"],
                "summary": words["summary"],
                "audience": words.get("audience", ""),
            },
            state=words.get("state", ""),
        )


def _module_texts(module: Folder, course_key: UUID, siblings) -> Iterator[PageText]:
    objectives = {name: key_of("block", f"{module.id}/{name}") for name in module.structure["objectives"]}
    for language, words in module.words.items():
        yield PageText(
            name=f"module/{module.id}",
            key=key_of("module", module.id),
            language=language,
            model=ModulePage,
            parent=course_key,
            siblings=siblings,
            places={str(key): name for name, key in objectives.items()},
            fields={
                "title": words["title"],
                "slug": module.structure["slug"],
                "code": module.structure["code"],
                "summary": words["summary"],
                "minutes": module.structure["minutes"],
                "objectives": [
                    {"type": "objective", "value": words["objectives"][name], "id": str(key)}
                    for name, key in objectives.items()
                    if name in words.get("objectives", {})
                ],
                "commitment": words.get("commitment", ""),
                "session": _session(module, words),
            },
            state=words.get("state", ""),
        )


def _lessons_texts(module: Folder, units: Units) -> Iterator[PageText]:
    names = [lesson["id"] for lesson in module.structure["lessons"]]
    siblings = tuple(key_of("lesson", name) for name in names)
    there = {
        language: {lesson["id"]: lesson for lesson in structure_in(module.structure, words)["lessons"]}
        for language, words in module.words.items()
    }
    for name in names:
        for language, words in module.words.items():
            if lesson := there[language].get(name):
                yield _lesson_text(module, lesson, language, words, siblings, units)


def _lesson_text(module, lesson, language, module_words, siblings, units) -> PageText:
    name, words = lesson["id"], module_words["lessons"][lesson["id"]]
    # A language that has only titles shows the screens of its fallback.
    screens = numbered(lesson["screens"], module.structure["objectives"])
    body = blocks(name, screens, words["screens"], units) if "screens" in words else []
    return PageText(
        name=f"lesson/{name}",
        key=key_of("lesson", name),
        language=language,
        model=LessonPage,
        parent=key_of("module", module.id),
        siblings=siblings,
        places=places_of(name, lesson["screens"]),
        fields={
            "title": words["title"],
            "slug": lesson["slug"],
            "code": lesson["code"],
            "summary": words.get("summary", ""),
            "minutes": lesson["minutes"],
            "edition": lesson.get("edition", 1),
            "body": body,
        },
        state=module_words.get("state", ""),
    )


def _session(module: Folder, words: Mapping) -> list[dict]:
    """Return the steps of the session in the classroom; [] in a language that has no words for them."""
    return [
        {
            "type": "step",
            "value": {
                "minutes": step["minutes"],
                "title": words["session"][step["id"]]["title"].strip(),
                "notes": to_rich_text(words["session"][step["id"]]["notes"]),
            },
            "id": str(key_of("block", f"{module.id}/session/{step['id']}")),
        }
        for step in structure_in(module.structure, words).get("session", [])
        if "session" in words
    ]


def places_of(owner: str, screens) -> dict[str, str]:
    """Return {block id: id of the screen in the data}."""
    return {str(block_key(owner, screen)): screen["id"] for screen in screens}
