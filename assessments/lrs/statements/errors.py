"""What the record store refuses, by name."""

from dataclasses import dataclass
from uuid import UUID


class RecordOutsideTransaction(RuntimeError):
    """record() was called where the fact it tells of could be lost, or kept without its statement."""


@dataclass(eq=False)
class StatementConflict(Exception):
    """Another statement has this id already (xAPI 1.0.3 part 3, 2.1.1)."""

    statement_id: UUID

    def __str__(self):
        return f"Another statement is stored under the id {self.statement_id}."


@dataclass(eq=False)
class BadQuery(ValueError):
    """A request cannot be understood: `parameter` is the name of its part, `requirement` what it must be."""

    parameter: str
    requirement: str

    def __str__(self):
        return f"{self.parameter} {self.requirement}"
