"""The report on paper."""

from datetime import date

from certificates.rendering.fonts import FontSet
from certificates.rendering.styles import INK, INK_SOFT
from cms.printing.drawings import read_drawing
from cms.printing.file import About, write_pdf
from cms.printing.flow import (
    BODY,
    BOTTOM,
    CELL,
    CELL_STRONG,
    HEADING,
    HEIGHT,
    QUIET,
    STRONG,
    TITLE,
    Flow,
    Words,
)
from cms.printing.leaf import Leaf, Span, Spot
from cms.printing.text import Setter, running
from cms.reports.charts import LABEL, SIZE, WIDTH, Chart, Text
from cms.reports.document import Document, Figure, Row, Table

FIGURE = running(17, INK, bold=True, leading=1.2)
COLUMNS = 4
CHART = 0.8  # of the width of the text


def render_report(document: Document, fonts: FontSet, day: date) -> bytes:
    """Return the report as a PDF file."""
    leaves = compose_report(document, fonts)
    about = About(title=document.title, subject=document.told[0][1], language=document.language, day=day)
    return write_pdf(leaves, about)


def compose_report(document: Document, fonts: FontSet) -> list[Leaf]:
    flow = Flow(Setter(fonts, document.language))
    flow.heading(document.title, style=TITLE, above=0)
    for what, value in document.told:
        flow.words(Words(f"{what}: {value}", BODY, above=1))
    flow.words(Words(document.hidden, STRONG, above=6))
    if document.empty:
        flow.words(Words(document.empty, BODY, above=14))
    _figures(flow, document.figures)
    for chart in document.charts:
        _chart(flow, chart)
    for table in document.tables:
        _table(flow, table)
    flow.heading(document.definitions_title)
    for term, text in document.definitions:
        flow.together(Words(f"{term}. {text}", BODY, above=4))
    _number(flow, document)
    return flow.leaves


def _figures(flow: Flow, figures: tuple[Figure, ...]) -> None:
    flow.space(14)
    spans = flow.span.split([1 / COLUMNS] * COLUMNS, gap=14, rtl=flow.leaf.rtl)
    for start in range(0, len(figures), COLUMNS):
        bottom = flow.top
        for span, figure in zip(spans, figures[start : start + COLUMNS], strict=False):
            style = QUIET if figure.cell.is_hidden else FIGURE
            number = flow.setter.fit(figure.cell.text, width=span.width, style=style)
            name = flow.setter.fit(figure.name, width=span.width, style=QUIET)
            top = flow.leaf.put(number, span, flow.top)
            bottom = min(bottom, flow.leaf.put(name, span, top))
        flow.top = bottom - 10


def _chart(flow: Flow, chart: Chart) -> None:
    scale = CHART * flow.span.width / WIDTH
    height = chart.height * scale
    heading = flow.setter.fit(chart.title, width=flow.span.width, style=HEADING)
    # A chart taller than a page has as many rows as a table: the table of the same numbers stands below.
    if height + heading.height + 30 > HEIGHT - 2 * BOTTOM:
        return
    flow.need(height + heading.height + 30)
    flow.heading(chart.title)
    bottom = flow.top - height
    place = flow.span.from_start(WIDTH * scale, rtl=flow.leaf.rtl)
    flow.leaf.drawings.append((read_drawing(chart.shapes()), Spot(place.left, bottom, height)))
    for text in chart.texts():
        _write(flow, text, place, scale)
    flow.top = bottom


def _write(flow: Flow, text: Text, place: Span, scale: float) -> None:
    x = place.left + text.x * scale
    span = Span(place.left, x) if flow.leaf.rtl else Span(x, place.right)
    style = running(SIZE * scale * 0.85, INK)
    words = flow.setter.fit(text.words, width=max(span.width, LABEL * scale), style=style)
    flow.leaf.middle(words, span, flow.top - (text.y - SIZE * 0.38) * scale)


def _table(flow: Flow, table: Table) -> None:
    flow.need(150)
    flow.heading(table.title)
    if table.note:
        flow.words(Words(table.note, QUIET, above=2))
    if table.rows:
        first = 0.4 if len(table.head) > 2 else 0.6
        shares = [first, *([(1 - first) / (len(table.head) - 1)] * (len(table.head) - 1))]
        flow.table(shares, list(table.head), [_row(row) for row in table.rows])


def _row(row: Row) -> list[list[Words]]:
    style = CELL_STRONG if row.is_total else CELL
    label = Words(row.label, style, mark="–" if row.level > 1 else "")
    return [[label], *([Words(cell.text, QUIET if cell.is_hidden else style)] for cell in row.cells)]


def _number(flow: Flow, document: Document) -> None:
    """Write at the foot of each page what it belongs to and which it is."""
    for number, leaf in enumerate(flow.leaves, start=1):
        count = flow.setter.fit(f"{number} / {len(flow.leaves)}", width=60, style=running(8, INK_SOFT))
        told = f"{document.title} · {document.told[0][1]}"
        label = flow.setter.fit(told, width=leaf.column.width - 80, style=running(8, INK_SOFT))
        leaf.put(label, leaf.column, 30)
        leaf.put(count, leaf.column.without_start(leaf.column.width - count.width, rtl=leaf.rtl), 30)
