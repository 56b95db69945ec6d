"""The overview as a page: the matrix with words for its cells, who is stuck and what to do. Templates only print it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from courses.following.matrix import Cell, Matrix, Person, Row, State
from courses.following.reading import OPEN_STATES, Following
from courses.following.stuck import Hindrance, Reason, urgency
from courses.following.wording import ADVICE, ERRED, STATES, cell_words, reason_words

AT_ONCE = 6
NAME, PROGRESS, STUCK = "name", "progress", "stuck"
SORTS = {NAME: _("by name"), PROGRESS: _("least done first"), STUCK: _("stuck first")}


@dataclass(frozen=True)
class Sign:
    """A cell as drawn: `kind` names its shape, `number` is what is seen in it, `words` what is read out."""

    kind: str
    number: str
    words: str


@dataclass(frozen=True)
class ReasonLine:
    """One reason with what to do; `result` is the id of the UnitResult that more tries are given to, or None."""

    text: str
    advice: str
    result: int | None


@dataclass(frozen=True)
class StuckLine:
    person: Person
    reasons: tuple[ReasonLine, ...]
    needs_slip: bool


class Overview:
    """The overview of one cohort at one moment; `sort` is what the address asks for."""

    def __init__(self, following: Following, *, now: datetime, sort: str):
        self.following = following
        self.now = now
        self.sort = sort if sort in SORTS else NAME
        self._signs: dict[Cell, Sign] = {}

    @cached_property
    def hindrances(self) -> dict[int, tuple[Hindrance, ...]]:
        return self.following.hindrances(self.now)

    @cached_property
    def matrix(self) -> Matrix:
        return self.following.matrix()

    @property
    def is_open(self) -> bool:
        return self.following.cohort.state in OPEN_STATES

    @property
    def sorts(self) -> list[dict]:
        return [{"key": key, "label": label, "is_chosen": key == self.sort} for key, label in SORTS.items()]

    @cached_property
    def ordered(self) -> list[Row]:
        """The rows in the order asked for; people with the same stand stay in the order of their names."""
        rows = list(self.matrix.rows)
        if self.sort == PROGRESS:
            rows.sort(key=lambda row: row.percent)
        elif self.sort == STUCK:
            rows.sort(key=lambda row: urgency(self.hindrances.get(row.person.enrolment, ())))
        return rows

    @property
    def heads(self) -> list[dict]:
        """The modules with their columns."""
        return [
            {"module": module, "units": units, "width": len(units) + 1}
            for module, units in zip(self.matrix.modules, self.matrix.units, strict=True)
        ]

    @property
    def rows(self) -> list[dict]:
        codes = [module.code for module in self.matrix.modules]
        return [
            {
                "row": row,
                "is_stuck": bool(self.hindrances.get(row.person.enrolment)),
                "parts": [
                    {"code": code, "part": part, "signs": [self._sign(cell) for cell in part.cells]}
                    for code, part in zip(codes, row.parts, strict=True)
                ],
            }
            for row in self.ordered
        ]

    def _sign(self, cell: Cell) -> Sign:
        # Two thousand cells have a few dozen different looks.
        if cell not in self._signs:
            number = "" if cell.percent is None else str(cell.percent)
            kind = f"{cell.state} fm-erred" if cell.erred else str(cell.state)
            self._signs[cell] = Sign(kind, number, cell_words(cell))
        return self._signs[cell]

    @property
    def legend(self) -> list[Sign]:
        numbers = {State.TRIED: "60", State.USED_UP: "70", State.PASSED: "95", State.PASSED_LAST: "85"}
        told = [Sign(str(state), numbers.get(state, ""), str(words)) for state, words in STATES.items()]
        return [*told, Sign(f"{State.PASSED} fm-erred", "90", str(ERRED))]

    @cached_property
    def stuck(self) -> list[StuckLine]:
        """Who is stuck, the most urgent first."""
        people = [person for person in self.following.people if self.hindrances.get(person.enrolment)]
        people.sort(key=lambda person: urgency(self.hindrances[person.enrolment]))
        return [self._stuck_line(person, self.hindrances[person.enrolment]) for person in people]

    def _stuck_line(self, person: Person, found) -> StuckLine:
        following = [*found[1:], None]
        return StuckLine(
            person,
            tuple(self._reason_line(each, after) for each, after in zip(found, following, strict=True)),
            needs_slip=any(each.reason == Reason.NEVER_SIGNED_IN for each in found),
        )

    def _reason_line(self, hindrance: Hindrance, after: Hindrance | None) -> ReasonLine:
        # The same advice is given once, below the last of its reasons.
        is_last = after is None or after.reason != hindrance.reason
        days = (self.now - hindrance.since).days if hindrance.since else 0
        gives_tries = hindrance.reason == Reason.NO_TRIES
        return ReasonLine(
            reason_words(hindrance, days=days),
            str(ADVICE[hindrance.reason]) if is_last else "",
            hindrance.result.pk if gives_tries else None,
        )

    @property
    def stuck_parts(self) -> tuple[list[StuckLine], list[StuckLine]]:
        """Those to look at now, and the others."""
        return self.stuck[:AT_ONCE], self.stuck[AT_ONCE:]

    @property
    def to(self) -> str:
        """Everybody who is stuck, as the page of messages wants them named."""
        return ",".join(str(line.person.enrolment) for line in self.stuck)
