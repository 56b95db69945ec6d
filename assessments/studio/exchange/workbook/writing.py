"""The document of a scenario -> an XLSX workbook that people fill in and `reading` reads back."""

from collections.abc import Iterable
from io import BytesIO

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from assessments.studio.drafting.document import in_order
from assessments.studio.exchange.workbook import notation
from assessments.studio.exchange.workbook.columns import (
    CHOICES,
    COLUMNS,
    CONDITIONS,
    EFFECTS,
    FORMAT,
    HELP,
    ID,
    LIST,
    ROUTES,
    SCENARIO,
    SCENES,
    SETTINGS,
    VALUES,
    WHOLE,
    WORD_LABELS,
    WORDS,
    YES_NO,
    Column,
    word_column,
)

FIRST_ROW = 3  # below what the columns are called and their names
MOST_ROWS = 13_000
_LONG = ("situation", "notes", "summary", "consequence", "text", "principle", "legal", "booth")
_DARK, _PALE, _GREY = "FF0F4C4A", "FFE4EFEC", "FF4B5B59"
_RIGHT_TO_LEFT = 2  # readingOrder, ECMA-376 part 1 section 18.8.1
_TEXT_FORMAT = "@"


def write_workbook(doc: dict, *, languages: Iterable[str] = ()) -> bytes:
    """Return the workbook of a document, its help in the active language.

    Words have columns in each language the document has any in, and in `languages`: the source language first, then
    in the site's order.
    """
    codes = languages_of(doc, languages)
    book = Workbook()
    book.active.title = SCENARIO
    _write_settings(book.active, doc, codes)
    _write_sheet(book.create_sheet(VALUES), _value_rows(doc), codes, doc)
    _write_sheet(book.create_sheet(SCENES), _scene_rows(doc), codes, doc)
    _write_sheet(book.create_sheet(CHOICES), _choice_rows(doc), codes, doc)
    _write_help(book.create_sheet(HELP))
    for sheet in book.worksheets:
        sheet.sheet_view.rightToLeft = _is_rtl(codes[0])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def languages_of(doc: dict, more: Iterable[str] = ()) -> list[str]:
    """Return the languages a document has words in, and more, in the order of their columns."""
    source = doc["head"]["source_language"]
    wanted = {source, *more, *(language for language, texts in doc["words"].items() if texts)}
    return [source, *(code for code, _name in settings.LANGUAGES if code in wanted and code != source)]


def _value_rows(doc: dict):
    for key, value in in_order(doc["values"]):
        own = {name: value[name] for name in ("kind", "start")}
        if value["kind"] == "integer":
            own |= {name: value[name] for name in ("min", "max")}
        yield "", {"id": key} | own


def _scene_rows(doc: dict):
    for key, scene in in_order(doc["scenes"]):
        yield key, {"id": key} | {name: scene[name] for name in ("ending", "notice", "image")}


def _choice_rows(doc: dict):
    for scene, own in in_order(doc["scenes"]):
        for key, choice in in_order(own["choices"]):
            yield f"{scene}/{key}", choice | {"scene": scene, "id": key}


def _write_sheet(sheet: Worksheet, rows, codes: list[str], doc: dict) -> None:
    columns = [*COLUMNS[sheet.title], *_word_columns(sheet.title, codes)]
    for number, column in enumerate(columns, start=1):
        _write_head(sheet, number, column)
    for row, (address, values) in enumerate(rows, start=FIRST_ROW):
        texts = {
            word_column(name, code): text
            for code in codes
            for name, text in doc["words"].get(code, {}).get(address, {}).items()
        }
        for number, column in enumerate(columns, start=1):
            value = texts.get(column.name)
            if column.name in values:
                value = _written(values[column.name], column)
            if value not in (None, ""):
                _put(sheet, row, number, value)
    for number, column in enumerate(columns, start=1):
        _dress(sheet, number, column)
    keys = len(COLUMNS[sheet.title]) if sheet.title != CHOICES else 2
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 2 if sheet.title != CHOICES else keys + 1)


def _word_columns(title: str, codes: list[str]) -> list[Column]:
    return [
        Column(
            word_column(name, code),
            WORD_LABELS[name],
            get_language_info(code)["name_local"],
            width=46 if name in _LONG else 24,
        )
        for code in codes
        for name in WORDS[title]
    ]


def _write_head(sheet: Worksheet, number: int, column: Column) -> None:
    label = sheet.cell(1, number, str(column.label))
    label.font, label.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=_DARK)
    label.alignment = Alignment(wrap_text=True, vertical="center")
    name = sheet.cell(2, number, column.name)
    name.font, name.fill = Font(color=_GREY), PatternFill("solid", fgColor=_PALE)
    if language := _language_of(column.name):
        label.value = f"{column.label} · {get_language_info(language)['name_local']}"
    else:
        comment = Comment(str(column.help), "Panah", width=320, height=110)
        name.comment = comment


def _dress(sheet: Worksheet, number: int, column: Column) -> None:
    """Give a column its width, its direction, the kind of its cells, and what may be chosen in them."""
    letter = get_column_letter(number)
    dimension = sheet.column_dimensions[letter]
    dimension.width = column.width
    if column.holds not in (WHOLE, YES_NO):
        # Else a spreadsheet makes a date of the id 1-2 and a formula of a text that begins with =.
        dimension.number_format = _TEXT_FORMAT
    rtl = _is_rtl(_language_of(column.name))
    for (cell,) in sheet.iter_rows(FIRST_ROW, max(sheet.max_row, FIRST_ROW), number, number):
        cell.alignment = _alignment(rtl)
        if column.holds not in (WHOLE, YES_NO):
            cell.number_format = _TEXT_FORMAT
    source = _choice_of(column, sheet.title)
    if source:
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        # The most that spreadsheet programs take.
        rule.errorTitle, rule.error = _("Not one of the list")[:32], str(column.help)[:225]
        rule.add(f"{letter}{FIRST_ROW}:{letter}{MOST_ROWS}")
        sheet.add_data_validation(rule)


def _alignment(rtl: bool) -> Alignment:
    return Alignment(
        wrap_text=True,
        vertical="top",
        horizontal="right" if rtl else None,
        readingOrder=_RIGHT_TO_LEFT if rtl else 0,
    )


def _choice_of(column: Column, title: str) -> str:
    """Return what a list of possible values is made of, as a formula of the sheet; "" for no list."""
    if column.options:
        return '"{}"'.format(",".join(column.options))
    if column.holds == YES_NO:
        return '"yes,no"'
    if title == CHOICES and column.name in ("scene", "next"):
        return f"{SCENES}!$A${FIRST_ROW}:$A$1002"
    return ""


def _written(value, column: Column):
    """Return what is put into a cell; None and "" for nothing."""
    if isinstance(value, bool):
        return "yes" if value else ("no" if column.holds != YES_NO else "")
    if column.holds == LIST:
        return ", ".join(value or ())
    if column.holds in _NOTATION:
        return _NOTATION[column.holds](value or [])
    return value


_NOTATION = {
    EFFECTS: notation.write_effects,
    CONDITIONS: notation.write_conditions,
    ROUTES: notation.write_routes,
}


def _put(sheet: Worksheet, row: int, number: int, value) -> None:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = sheet.cell(row, number, value)
    if isinstance(value, str):
        # A text that begins with = stays a text, here and after it is edited.
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")


def _write_settings(sheet: Worksheet, doc: dict, codes: list[str]) -> None:
    for number, text in enumerate(("name", "value"), start=1):
        sheet.cell(2, number, text)
    for number, text in enumerate((_("Name"), _("Value"), _("What it means")), start=1):
        cell = sheet.cell(1, number, text)
        cell.font, cell.fill = Font(bold=True, color="FFFFFFFF"), PatternFill("solid", fgColor=_DARK)
    row = FIRST_ROW
    for setting in SETTINGS:
        _write_setting(sheet, row, setting, _setting_value(doc, setting))
        row += 1
    for code in codes:
        texts = doc["words"].get(code, {}).get("", {})
        for name in WORDS[SCENARIO]:
            language = get_language_info(code)["name_local"]
            column = Column(word_column(name, code), WORD_LABELS[name], f"{WORD_LABELS[name]} · {language}")
            _write_setting(sheet, row, column, texts.get(name))
            row += 1
    for letter, width in (("A", 26), ("B", 60), ("C", 80)):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"B{FIRST_ROW}"


def _write_setting(sheet: Worksheet, row: int, setting: Column, value) -> None:
    sheet.cell(row, 1, setting.name).font = Font(color=_GREY)
    cell = sheet.cell(row, 2)
    written = _written(value, setting)
    if setting.holds == YES_NO:
        written = written or "no"
    if written not in (None, ""):
        _put(sheet, row, 2, written)
    cell.number_format = "0" if setting.holds == WHOLE else _TEXT_FORMAT
    cell.alignment = _alignment(_is_rtl(_language_of(setting.name)))
    cell.fill = PatternFill("solid", fgColor=_PALE)
    sheet.cell(row, 3, str(setting.help)).alignment = Alignment(wrap_text=True, vertical="top")
    source = f"{SCENES}!$A${FIRST_ROW}:$A$1002" if setting.holds == ID else _choice_of(setting, SCENARIO)
    if source:
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.add(f"B{row}")
        sheet.add_data_validation(rule)


def _setting_value(doc: dict, setting: Column):
    if setting.name == "format":
        return FORMAT
    whole, _dot, part = setting.name.partition(".")
    value = doc["head"].get(whole)
    return value.get(part) if part else value


def _write_help(sheet: Worksheet) -> None:
    lines = (
        _("How to fill in this workbook"),
        _(
            "One row is one thing: a setting, a value, a scene or a choice. Write below the names in the second row."
        ),
        _(
            "Leave the names in the second row and the names of the sheets as they are. The order of columns is free."
        ),
        _("Every scene without choices must be an ending: good, mixed or critical."),
        _(
            "Ids are names of your own: letters, digits, - and _, no spaces. A choice leads to the id of a scene."
        ),
        _("No formulas, no merged cells, no HTML. Paste texts as values only."),
        _(
            "Effects, conditions and routes are short lines. Several effects or routes are parted by semicolons."
        ),
        _("Texts stand once for each language, in the column with its code, for example “text (ru)”."),
        _(
            "Bring the file under Scenarios, Import. You see every change and every fault before anything is written."
        ),
    )
    for number, line in enumerate(lines, start=1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width = 110


def _language_of(name: str) -> str:
    return name.partition(" (")[2].removesuffix(")")


def _is_rtl(language: str) -> bool:
    return language in settings.LANGUAGES_BIDI
