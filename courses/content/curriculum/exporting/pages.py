"""Courses and modules in the CMS -> folders of the data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.utils.translation import gettext as _

from courses.content.curriculum.exporting.languages import Screen, screens_of, structure_of, words_of
from courses.content.curriculum.exporting.live import LivePages, Versions
from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.telling import given
from courses.content.curriculum.files import Folder
from courses.content.curriculum.objectives import named
from courses.content.curriculum.validation import FORMAT
from courses.content.curriculum.words import TITLES, WITHOUT

SOURCE = settings.LANGUAGE_CODE


def course_folder(course: Versions, modules: list[str], live: LivePages, names: Names) -> Folder:
    """Return the folder of a course; `modules` are the names of its modules in order."""
    page = course[SOURCE]
    words = {
        language: {
            **given(state=live.state_of([course], language)),
            "title": own.title,
            "summary": own.summary,
            **given(audience=own.audience),
        }
        for language, own in course.items()
    }
    structure = {"format": FORMAT, "kind": "course", "code": page.code, "slug": page.slug}
    return Folder(names.of(page.translation_key), structure | {"modules": modules}, words)


@dataclass
class Lesson:
    """One lesson in all its languages: `screens` is {language: screens}."""

    name: str
    versions: Versions
    screens: dict[str, dict[str, Screen]] = field(default_factory=dict)

    @classmethod
    def of(cls, versions: Versions, names: Names, report: Callable[[str], None]):
        name = names.of(versions[SOURCE].translation_key)
        screens = {
            language: screens_of(page.body.raw_data, names, _told_by(report, f"lesson/{name}", language))
            for language, page in versions.items()
        }
        return cls(name, versions, screens)

    @property
    def structure(self) -> dict:
        page = self.versions[SOURCE]
        return {
            "id": self.name,
            "code": page.code,
            "slug": page.slug,
            "minutes": page.minutes,
            **({"edition": page.edition} if page.edition > 1 else {}),
            "screens": structure_of(self.screens[SOURCE]),
        }

    def words(self, language: str, report) -> tuple[dict, list[str]]:
        page, own = self.versions[language], self.screens[language]
        words = {"title": page.title, **given(summary=page.summary)}
        told = _told_by(report, f"lesson/{self.name}", language)
        screens, without = words_of(self.screens[SOURCE], own, told)
        if own or not self.screens[SOURCE]:
            words["screens"] = screens
        return words, [f"lessons.{self.name}.{place}" for place in without]


def module_folder(
    module: Versions, lessons: list[Versions], live: LivePages, names: Names, report: Callable[[str], None]
) -> Folder:
    """Return the folder of a module with its lessons."""
    told = [Lesson.of(versions, names, report) for versions in lessons]
    page = module[SOURCE]
    objectives = [names.of(block["id"]) for block in page.objectives.raw_data]
    session = [
        {"id": names.of(block["id"]), "minutes": block["value"]["minutes"]} for block in page.session.raw_data
    ]
    structure = {
        "format": FORMAT,
        "kind": "module",
        "code": page.code,
        "slug": page.slug,
        "minutes": page.minutes,
        "objectives": objectives,
        **given(session=session),
        "lessons": [
            lesson.structure | {"screens": named(lesson.structure["screens"], objectives)} for lesson in told
        ],
    }
    words = {}
    for language in module:
        state = live.state_of([module, *lessons], language)
        words[language] = _module_words(module[language], language, told, structure, names, report)
        if state:
            words[language] = {"state": state} | words[language]
    return Folder(names.of(page.translation_key), structure, words)


def _module_words(page, language: str, lessons: list[Lesson], structure, names: Names, report) -> dict:
    objectives = {names.of(block["id"]): block["value"] for block in page.objectives.raw_data}
    session = {
        names.of(block["id"]): {
            "title": block["value"]["title"],
            "notes": names.prose(block["value"]["notes"]),
        }
        for block in page.session.raw_data
    }
    there = [lesson for lesson in lessons if language in lesson.versions]
    only_titles = language != SOURCE and not session and _has_only_titles(there, language)
    without = [f"lessons.{lesson.name}" for lesson in lessons if lesson not in there]
    told, lesson_words = [], {}
    for lesson in there:
        lesson_words[lesson.name], places = lesson.words(language, report)
        told += places
    if not only_titles:
        without += [f"objectives.{name}" for name in structure["objectives"] if name not in objectives]
        without += told
    steps = [step["id"] for step in structure.get("session", [])]
    if session:
        without += [f"session.{name}" for name in steps if name not in session]
    return {
        **given(extent=TITLES if only_titles else "", **{WITHOUT: without}),
        "title": page.title,
        "summary": page.summary,
        **given(commitment=page.commitment),
        **given(
            objectives={name: objectives[name] for name in structure["objectives"] if name in objectives}
        ),
        **({"session": {name: session[name] for name in steps if name in session}} if session else {}),
        "lessons": lesson_words,
    }


def _has_only_titles(lessons: list[Lesson], language: str) -> bool:
    return not any(lesson.screens[language] for lesson in lessons) and any(
        lesson.screens[SOURCE] for lesson in lessons
    )


def page_folder(versions: Versions, place: str, names: Names, report: Callable[[str], None]) -> Folder:
    """Return the folder of a page made of screens, below `place` ("pages/")."""
    page = versions[SOURCE]
    name = names.of(page.translation_key)
    screens = {
        language: screens_of(own.body.raw_data, names, _told_by(report, f"page/{name}", language))
        for language, own in versions.items()
    }
    words: dict[str, Mapping] = {}
    for language, own in versions.items():
        told, without = words_of(
            screens[SOURCE], screens[language], _told_by(report, f"page/{name}", language)
        )
        words[language] = {
            **given(**{WITHOUT: without}),
            "title": own.title,
            **given(summary=own.summary),
            "screens": told,
        }
    structure = {"format": FORMAT, "kind": "page", "slug": page.slug}
    return Folder(f"{place}{name}", structure | {"screens": structure_of(screens[SOURCE])}, words)


def _told_by(report: Callable[[str], None], name: str, language: str) -> Callable[[str], None]:
    """Return a report that says which text it is about."""

    def told(line: str) -> None:
        report(_("%(text)s: %(line)s") % {"text": f"{name} ({language})", "line": line})

    return told
