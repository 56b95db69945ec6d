"""A report as it is read: words and numbers in its language, the same for the page, the workbook and the paper."""

from dataclasses import dataclass

from cms.reports.charts import Chart


@dataclass(frozen=True)
class Cell:
    """A value as it is written, and as a number where it is one. What is hidden says so in words."""

    text: str
    number: float | None = None
    is_hidden: bool = False

    @property
    def is_number(self) -> bool:
        return self.number is not None


@dataclass(frozen=True)
class Row:
    """A line of a table; `level` says how far it stands below the total (0): a country 1, its academy 2."""

    label: str
    cells: tuple[Cell, ...]
    level: int = 1

    @property
    def is_total(self) -> bool:
        return self.level == 0


@dataclass(frozen=True)
class Table:
    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """A number that stands by itself, large."""

    name: str
    cell: Cell


@dataclass(frozen=True)
class Document:
    """`told` says what the report is about and how it came to be, `definitions` what its words mean: (term, text)."""

    title: str
    language: str
    is_rtl: bool
    told: tuple[tuple[str, str], ...]
    hidden: str
    empty: str
    figures: tuple[Figure, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]
    definitions_title: str
    definitions: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        return bool(self.empty)
