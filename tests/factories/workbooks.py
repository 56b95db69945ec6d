"""Workbooks as people bring them: a scenario written out, then changed by hand."""

from io import BytesIO

from openpyxl import Workbook, load_workbook

from assessments.studio.exchange.workbook.reading import read_workbook
from assessments.studio.exchange.workbook.writing import write_workbook

LANGUAGES = {"en", "ru", "fa-af"}


def opened(content):
    return load_workbook(BytesIO(content))


def saved(book):
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def altered(doc, cells=None, *, change=None, languages=()):
    """The workbook of a document with other values in some cells {"Choices!C7": value}; `change` gets the book."""
    book = opened(write_workbook(doc, languages=languages))
    for place, value in (cells or {}).items():
        sheet, cell = place.split("!")
        book[sheet][cell] = value
    if change:
        change(book)
    return saved(book)


def read(content):
    return read_workbook(content, languages=LANGUAGES)


def column_of(content, sheet, name):
    """The letter of a column by its name."""
    for cell in opened(content)[sheet][2]:
        if cell.value == name:
            return cell.column_letter
    raise LookupError(name)


def other_workbook():
    book = Workbook()
    book.active["A1"] = "Duty roster"
    return saved(book)
