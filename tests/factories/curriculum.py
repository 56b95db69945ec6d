"""A small curriculum of our own: one course with every kind of lesson and screen, in English and Russian."""

import shutil
from pathlib import Path

import yaml
from django.utils import translation
from wagtail.models import Page

from assessments.xapi.keys import stable_key
from cms.pages.loading import load_curriculum
from courses.content.models import LessonPage

DATA = Path(__file__).parent.parent / "courses" / "content" / "data"


def copy_curriculum(folder: Path) -> Path:
    """Return a copy of the small curriculum below `folder`, for a test to change."""
    return Path(shutil.copytree(DATA, folder / "curriculum"))


def change(path: Path, *steps, to):
    """Set the value under the steps (keys or positions) in a YAML file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    inner = data
    for step in steps[:-1]:
        inner = inner[step]
    inner[steps[-1]] = to
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def drop(path: Path, *steps):
    """Remove what stands under the steps in a YAML file."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    inner = data
    for step in steps[:-1]:
        inner = inner[step]
    del inner[steps[-1]]
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")


def load_small(folder: Path = DATA):
    """Load the small curriculum; return (tally, lines reported). What it says, it says in English."""
    lines = []
    with translation.override("en"):
        tally = load_curriculum(report=lines.append, folder=folder)
    return tally, lines


def lesson(name: str, language: str = "en") -> LessonPage:
    """Return the page of a lesson ("m0-1") in a language."""
    return LessonPage.objects.get(translation_key=stable_key("lesson", name), locale__language_code=language)


def edit(page: Page, **fields) -> None:
    """Change a page as an editor does: a revision, published."""
    page = page.specific
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(log_action=True).publish()
