"""The report as an XLSX workbook: the numbers of the page, one sheet a table."""

from collections.abc import Iterable
from io import BytesIO

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font

from assessments.insights.hiding import Shown
from courses.insights.reporting import Line, PathLine, Report
from courses.insights.wording import ending_name, severity_name

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_HEAD = Font(bold=True)
_WRAPPED = Alignment(wrap_text=True, vertical="top")


def workbook_of(report: Report, *, title: str, told: Iterable[tuple[str, str]]) -> bytes:
    """Return the workbook; `told` says what was filtered. Hidden numbers are said to be, never left empty."""
    book = Workbook(write_only=True)
    _sheet(book, _("Overview"), [_("What"), _("Value")], [28, 60], _overview(report, title, told))
    _sheet(book, _("Choices"), _choice_head(), [16, 30, 12, 60, 22, 14, 10, 10, 10], _choices(report))
    _sheet(book, _("Scenes"), _scene_head(), [8, 16, 40, 10, 10, 14, 14, 14], _scenes(report))
    count = [_("Times"), _("People"), _("Share, %")]
    _sheet(
        book,
        _("Endings"),
        [_("Scene"), _("Ending"), _("Kind"), *count],
        [16, 40, 20, 10, 10, 10],
        _endings(report),
    )
    _sheet(book, _("Paths"), [_("Path"), _("Ending"), *count], [80, 40, 10, 10, 10], map(_path, report.paths))
    _sheet(
        book,
        _("Critical errors"),
        [_("Code"), _("Name"), *count],
        [14, 70, 10, 10, 10],
        map(_line, report.errors),
    )
    articles = (_line(line)[1:] for line in report.articles)
    _sheet(book, _("Legal articles"), [_("Article"), *count], [70, 10, 10, 10], articles)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet(book: Workbook, title: str, head: list, widths: list[int], rows: Iterable[list]) -> None:
    sheet = book.create_sheet(title[:31])
    for index, width in enumerate(widths):
        sheet.column_dimensions["ABCDEFGHI"[index]].width = width
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, text, font=_HEAD) for text in head])
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])


def _cell(sheet, value, font: Font | None = None) -> WriteOnlyCell:
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, ILLEGAL_CHARACTERS_RE.sub("", value))
    # Words are words: what begins with "=" is no formula (OWASP, CSV injection, holds for XLSX too).
    cell.data_type = "s"
    cell.quotePrefix = True
    cell.alignment = _WRAPPED
    if font:
        cell.font = font
    return cell


def _overview(report: Report, title: str, told: Iterable[tuple[str, str]]) -> Iterable[list]:
    yield [_("Scenario"), title]
    yield from ([what, value] for what, value in told)
    yield [_("Attempts"), _number(report.total.times)]
    yield [_("People"), _number(report.total.people)]
    yield [_("Attempts that are on their way"), _number(report.running.times)]
    for line in (report.passed, report.failed):
        if line:
            yield [line.name, _number(line.shown.times)]
    if not report.exact:
        yield [_("Note"), _("Numbers are rounded to fives; groups of fewer than five people are not shown.")]


def _choice_head() -> list:
    return [
        _("Scene"),
        _("Heading"),
        _("Choice"),
        _("Text"),
        _("Severity"),
        _("Critical error"),
        _("Times"),
        _("People"),
        _("Share, %"),
    ]


def _choices(report: Report) -> Iterable[list]:
    for line in report.choices:
        named = [line.scene, report.texts.heading(line.scene), line.key, line.text]
        yield [*named, severity_name(line.severity), line.critical_error, *_counted(line.shown, line.share)]


def _scene_head() -> list:
    times = [_("Quarter, seconds"), _("Median, seconds"), _("Three quarters, seconds")]
    return [_("No."), _("Scene"), _("Heading"), _("Times"), _("People"), *times]


def _scenes(report: Report) -> Iterable[list]:
    for scene in report.scenes:
        took = scene.took
        seconds = [round(ms / 1000) for ms in (took.low, took.middle, took.high)] if took else ["", "", ""]
        yield [scene.number, scene.key, scene.heading, *_counted(scene.shown, None)[:2], *seconds]


def _endings(report: Report) -> Iterable[list]:
    for line in report.endings:
        yield [line.key, line.name, ending_name(line.kind), *_counted(line.shown, line.share)]


def _path(path: PathLine) -> list:
    way = " → ".join(f"{step.scene} {step.choice or step.text}" for step in path.steps)
    return [way, path.ending, *_counted(path.shown, path.share)]


def _line(line: Line) -> list:
    return [line.key, line.name, *_counted(line.shown, line.share)]


def _counted(shown: Shown, share: int | None) -> list:
    return [_number(shown.times), _number(shown.people), "" if share is None else share]


def _number(number: int | None):
    return _("not shown") if number is None else number
