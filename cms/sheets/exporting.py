"""The information sheets in the CMS -> folders of the data: the inverse of loading."""

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from cms.sheets.loading import INDEX_FOLDER
from cms.sheets.models import SheetIndexPage, SheetPage
from courses.content.curriculum.exporting.live import SOURCE, LivePages, Versions
from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.telling import given
from courses.content.curriculum.files import Folder
from courses.content.curriculum.validation import FORMAT


def sheet_folders(live: LivePages, names: Names, report: Callable[[str], None]) -> Iterator[Folder]:
    """Yield the folder of the list of sheets and those of the sheets in its order."""
    sheets = live.of(SheetPage)
    for index in live.of(SheetIndexPage)[:1]:
        below = [_sheet_folder(sheet, names, report) for sheet in live.below(index, sheets)]
        structure = {"format": FORMAT, "kind": "sheets", "slug": index[SOURCE].slug}
        words = {code: {"title": page.title, "summary": page.summary} for code, page in index.items()}
        yield Folder(INDEX_FOLDER, structure | {"sheets": [folder.id for folder in below]}, words)
        yield from below


def _sheet_folder(sheet: Versions, names: Names, report: Callable[[str], None]) -> Folder:
    page = sheet[SOURCE]
    name = names.of(page.translation_key)
    structure = {
        "format": FORMAT,
        "kind": "sheet",
        "code": page.code,
        "slug": page.slug,
        "picture": page.picture,
        "steps": len(page.steps.raw_data),
        "needs": _values(page.needs),
        "contacts": _values(page.contacts),
        "checked_on": page.checked_on,
    }
    words = {}
    for language, own in sheet.items():
        if len(own.steps.raw_data) == len(page.steps.raw_data):
            words[language] = _words(own, names)
        else:
            text = f"sheet/{name} ({language})"
            report(_("%(text)s: has another number of steps than its source, left out") % {"text": text})
    return Folder(f"sheets/{name}", structure, words)


def _words(page: SheetPage, names: Names) -> dict:
    return {
        "title": page.title,
        "short": page.short,
        "lead": page.lead,
        "steps": _values(page.steps),
        "know": names.prose(page.know),
        **given(careful=page.careful),
    }


def _values(stream) -> list:
    return [block["value"] for block in stream.raw_data]
