"""The rows of a list that is kept, read as people. No act is here; the acts are in importing and applying."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from cms.roster.accounts import Known, read_known
from cms.roster.checking.findings import Finding
from cms.roster.checking.rows import Person, Surroundings, check_row
from cms.roster.fields import (
    BORN,
    GIVEN,
    GIVEN_LATIN,
    LATIN,
    NAME,
    NAMES,
    NUMBER,
    PATRONYMIC,
    SURNAME,
    SURNAME_LATIN,
)
from cms.roster.judging import Entry, Index, Plan, judge, spellings_of
from cms.roster.models import RosterImport
from cms.roster.reading.table import Cell
from courses.cohorts.models import Cohort

Judged = tuple[Person, Plan, list[Finding]]


def is_mapped(roster: RosterImport) -> bool:
    """Tell whether the columns of number and name are known: without them no row can be read."""
    return NUMBER in roster.columns and any(field in roster.columns for field in NAMES)


def surroundings_of(cohort: Cohort, today: date | None) -> Surroundings:
    """Return what the cohort says where its list says nothing."""
    return Surroundings(today, (cohort.languages or ["ru"])[0], cohort.country or cohort.academy.country)


def cells_of(roster: RosterImport, cells: list[Cell]) -> dict[str, Cell]:
    """Return {field: cell} of a row."""
    return {field: cells[index] for field, index in roster.columns.items() if index < len(cells)}


def entries_of(roster: RosterImport, around: Surroundings) -> list[list]:
    """Return what all rows of a list are compared by, as it can be kept in JSON: reading it again takes long."""
    return [_entry(row, cells_of(roster, cells), around) for row, cells in roster.rows]


def _entry(row: int, cells: Mapping[str, Cell], around: Surroundings) -> list:
    wanted = (NUMBER, NAME, SURNAME, GIVEN, PATRONYMIC, BORN, SURNAME_LATIN, GIVEN_LATIN)
    few = {field: cells[field] for field in wanted if field in cells}
    # A Latin name that is there is not proposed.
    person, _findings = check_row(row, {**few, LATIN: cells.get(LATIN) or "-"}, around, {})
    born = person.born_on.isoformat() if person.born_on else None
    return [row, person.number, [sorted(words) for words in spellings_of(person.name)], born]


def index_of(roster: RosterImport) -> Index:
    """Return all rows of a list that is being checked, as they are compared with one another."""
    return Index(
        Entry(row, number, tuple(map(frozenset, spellings)), date.fromisoformat(born) if born else None)
        for row, number, spellings, born in roster.source["entries"]
    )


def known_to(roster: RosterImport, index: Index, rows: Iterable[tuple[int, list[Cell]]]) -> Known:
    """Return the accounts that these rows are compared with."""
    wanted = {row for row, _cells in rows}
    numbers = [
        number for number, entries in index.numbers.items() if any(entry.row in wanted for entry in entries)
    ]
    return read_known(roster.cohort, numbers)


def judged(
    roster: RosterImport,
    rows: Iterable[tuple[int, list[Cell]]],
    around: Surroundings,
    known: Known,
    index: Index,
) -> Iterator[Judged]:
    """Yield (person, plan, findings) for each of the rows."""
    for row, cells in rows:
        answers = roster.choices.get(str(row), {})
        person, findings = check_row(row, cells_of(roster, cells), around, answers)
        plan, said = judge(person, findings, index, known, answers)
        yield person, plan, said
