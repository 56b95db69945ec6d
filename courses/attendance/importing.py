"""The act that takes the marks of a file: all of them, or none."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from courses.attendance.marking import Refusal, Wish, mark
from courses.attendance.models import Session
from courses.attendance.sheets import SheetLine
from courses.cohorts.models import Cohort


class NotImported(Exception):
    """A row was refused, and nothing was kept. `line` is the row, `refusal` why."""

    def __init__(self, line: SheetLine, refusal: Refusal):
        super().__init__(refusal)
        self.line, self.refusal = line, refusal


@transaction.atomic
def import_marks(*, cohort: Cohort, lines: Iterable[SheetLine], by, at: datetime) -> int:
    """Keep what rows without a fault say anew, and return how many marks that were. Raises NotImported."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    found: dict[Session, list[SheetLine]] = defaultdict(list)
    for line in lines:
        if line.is_new and not line.fault:
            found[line.session].append(line)
    for session, rows in found.items():
        for line, answer in zip(
            rows, mark(session=session, wishes=_wishes(rows, at), by=by, at=at), strict=True
        ):
            if answer.refusal:
                raise NotImported(line, answer.refusal)
    return sum(map(len, found.values()))


def _wishes(rows: list[SheetLine], at: datetime) -> list[Wish]:
    return [
        Wish(
            key=uuid4(),
            enrolment=line.enrolment.pk,
            mark=line.mark,
            minutes=line.minutes,
            note=line.note,
            made_at=at,
            edition=line.session.edition,
        )
        for line in rows
    ]
