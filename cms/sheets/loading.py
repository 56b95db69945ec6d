"""The information sheets of the curriculum as pages: their list and the sheets below it, in every language."""

from collections.abc import Iterator
from uuid import UUID

from assessments.xapi.keys import stable_key
from cms.sheets.models import SheetIndexPage, SheetPage
from courses.content.curriculum.files import Folder
from courses.content.curriculum.keys import key_of
from courses.content.curriculum.loading import Curriculum
from courses.content.curriculum.markdown import to_rich_text
from courses.content.curriculum.writing import PageText

INDEX_FOLDER = "sheets/index"
SHEETS = stable_key("page", "sheets")


def sheet_texts(curriculum: Curriculum, home: UUID) -> Iterator[PageText]:
    """Yield the list of sheets and the sheets in its order, all below the page with the key `home`."""
    found = curriculum.folders.get(INDEX_FOLDER)
    if found is None:
        return
    sheets = [curriculum.folders[f"sheets/{name}"] for name in found.structure["sheets"]]
    # The pages about the site come first: siblings that are not named here stay where they are.
    siblings = (*(key_of("page", page.id) for page in curriculum.pages), SHEETS)
    for language, words in found.words.items():
        yield PageText(
            name="page/sheets",
            key=SHEETS,
            language=language,
            model=SheetIndexPage,
            parent=home,
            siblings=siblings,
            fields={"title": words["title"], "slug": found.structure["slug"], "summary": words["summary"]},
        )
    keys = tuple(key_of("page", sheet.name) for sheet in sheets)
    for sheet in sheets:
        for language, words in sheet.words.items():
            yield _sheet_text(sheet, language, words, keys)


def _sheet_text(sheet: Folder, language: str, words: dict, siblings: tuple[UUID, ...]) -> PageText:
    structure = sheet.structure
    steps = [
        {"type": "step", "value": text, "id": _block_key(sheet, f"step-{number}")}
        for number, text in enumerate(words["steps"], start=1)
    ]
    return PageText(
        name=f"sheet/{sheet.id}",
        key=key_of("page", sheet.name),
        language=language,
        model=SheetPage,
        parent=SHEETS,
        siblings=siblings,
        places={step["id"]: f"steps.{number}" for number, step in enumerate(steps, start=1)},
        fields={
            "title": words["title"],
            "slug": structure["slug"],
            "code": structure["code"],
            "short": words["short"],
            "lead": words["lead"],
            "steps": steps,
            "know": to_rich_text(words["know"]),
            "careful": words.get("careful") or "",
            "picture": structure["picture"],
            "contacts": _tokens(sheet, "contacts"),
            "needs": _tokens(sheet, "needs"),
            "checked_on": structure["checked_on"],
        },
    )


def _tokens(sheet: Folder, name: str) -> list[dict]:
    return [
        {"type": "token", "value": token, "id": _block_key(sheet, f"{name}-{token}")}
        for token in sheet.structure.get(name) or []
    ]


def _block_key(sheet: Folder, place: str) -> str:
    return str(key_of("block", f"{sheet.name}/{place}"))
