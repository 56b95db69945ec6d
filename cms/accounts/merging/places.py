"""Two places of one person in one cohort become one: nothing that was done under either is lost."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.db.models import Max

from assessments.attempts.models import Attempt, CheckAttempt
from assessments.h5p.models import H5PPlay
from assessments.packages.models import PackageRegistration
from cms.accounts.merging.journal import Journal
from cms.accounts.merging.treatments import PLACE_MOVES_UNLESS_THERE
from courses.attendance.models import AttendanceMark
from courses.cohorts.models import Enrolment
from courses.practice.models import PracticeLesson
from courses.progress.models import LessonProgress, UnitResult

# Tries that are begun before they are ended, one at a time.
_CAN_RUN = (Attempt, H5PPlay)


def unite(*, kept: Enrolment, other: Enrolment, journal: Journal, by, at: datetime) -> None:
    """Bring what was done under the other place to the one that is kept, and withdraw the other.

    Lessons completed under either are completed, the best result stands, tries are added. The registration of a
    try follows, so that what is counted by place is counted once; statements keep theirs.
    """
    _lessons(kept, other, journal)
    _units(kept, other, journal)
    _tries(Attempt, "scenario_key", kept, other, journal)
    _tries(CheckAttempt, "check_key", kept, other, journal)
    _tries(H5PPlay, "content_key", kept, other, journal)
    _packages(kept, other, journal)
    _attendance(kept, other, journal, by=by, at=at)
    _practice(kept, other, journal)
    for relation, apart in PLACE_MOVES_UNLESS_THERE.items():
        move_unless_there(relation, apart, old=other.pk, new=kept.pk, journal=journal)
    journal.change_row(kept, completed_at=_earliest(kept.completed_at, other.completed_at))
    journal.change_row(other, withdrawn_at=other.withdrawn_at or at)


def move_unless_there(relation: str, apart: Iterable[str], *, old: int, new: int, journal: Journal) -> None:
    """Point rows from one to the other; where the other has one that differs in nothing else, both stay."""
    label, name = relation.rsplit(".", 1)
    model = apps.get_model(label)
    columns = [model._meta.get_field(one).attname for one in apart]
    there = set(model._base_manager.filter(**{name: new}).values_list(*columns or ["pk"]))
    rows = model._base_manager.filter(**{name: old}).values_list("pk", *columns)
    moving = [pk for pk, *values in rows if not (there if not columns else tuple(values) in there)]
    column = model._meta.get_field(name).attname
    journal.change(model, moving, before={column: old}, after={column: new})


def _lessons(kept, other, journal):
    there = {row.lesson_key: row for row in LessonProgress.objects.filter(enrolment=kept)}
    moving = []
    for row in LessonProgress.objects.filter(enrolment=other):
        own = there.get(row.lesson_key)
        if own is None:
            moving.append(row.pk)
            continue
        completed = _earliest(own.completed_at, row.completed_at)
        edition = max(
            (one.edition for one in (own, row) if one.completed_at is not None), default=own.edition
        )
        journal.change_row(own, completed_at=completed, edition=edition)
    journal.change(LessonProgress, moving, before={"enrolment_id": other.pk}, after={"enrolment_id": kept.pk})


def _units(kept, other, journal):
    there = {row.unit_key: row for row in UnitResult.objects.filter(enrolment=kept)}
    moving = []
    for row in UnitResult.objects.filter(enrolment=other):
        own = there.get(row.unit_key)
        if own is None:
            moving.append(row.pk)
            continue
        journal.change_row(
            own,
            tries=own.tries + row.tries,
            extra_tries=own.extra_tries + row.extra_tries,
            best_percent=max(own.best_percent, row.best_percent),
            passed_at=_earliest(own.passed_at, row.passed_at),
            last_finished_at=_latest(own.last_finished_at, row.last_finished_at),
        )
    journal.change(UnitResult, moving, before={"enrolment_id": other.pk}, after={"enrolment_id": kept.pk})


def _tries(model, key, kept, other, journal):
    """Number the tries of the other place on after those of the kept one.

    Of two that are running one stays with the other place: there can be only one.
    """
    own = model.objects.filter(registration=kept.registration)
    last = dict(own.order_by().values_list(key).annotate(last=Max("number")))
    can_run = model in _CAN_RUN
    running = set(own.filter(ended_at=None).values_list(key, flat=True)) if can_run else set()
    for row in model.objects.filter(registration=other.registration).order_by("number"):
        unit = getattr(row, key)
        if can_run and row.ended_at is None and unit in running:
            continue
        last[unit] = last.get(unit, 0) + 1
        journal.change_row(row, registration=kept.registration, number=last[unit])


def _packages(kept, other, journal):
    """Move the registrations for packages that the kept place has none for: the last one is the one gone on with."""
    own = PackageRegistration.objects.filter(enrolment_registration=kept.registration)
    there = set(own.values_list("package_key", flat=True))
    for row in PackageRegistration.objects.filter(enrolment_registration=other.registration):
        if row.package_key not in there:
            journal.change_row(row, enrolment_registration=kept.registration)


def _attendance(kept, other, journal, *, by, at):
    """Move marks; at a session marked for both, the longer attendance counts, by a mark of its own if need be."""
    there, marks = _marks_of(kept), _marks_of(other)
    moving = [row.pk for session, rows in marks.items() if session not in there for row in rows]
    journal.change(AttendanceMark, moving, before={"enrolment_id": other.pk}, after={"enrolment_id": kept.pk})
    for session in marks.keys() & there.keys():
        best = marks[session][-1]
        if best.minutes > there[session][-1].minutes:
            journal.add(
                AttendanceMark(
                    session_id=session,
                    enrolment=kept,
                    mark=best.mark,
                    minutes=best.minutes,
                    note=best.note,
                    made_at=at,
                    made_by=by,
                    received_at=at,
                )
            )


def _marks_of(place) -> dict[int, list[AttendanceMark]]:
    """Return {session id: marks, the one that counts last}."""
    found = defaultdict(list)
    for mark in AttendanceMark.objects.filter(enrolment=place).order_by("made_at", "pk"):
        found[mark.session_id].append(mark)
    return found


def _practice(kept, other, journal):
    last = PracticeLesson.objects.filter(enrolment=kept).aggregate(last=Max("number"))["last"] or 0
    for number, row in enumerate(
        PracticeLesson.objects.filter(enrolment=other).order_by("number"), start=last + 1
    ):
        journal.change_row(row, enrolment_id=kept.pk, number=number)


def _earliest(*moments):
    return min((one for one in moments if one is not None), default=None)


def _latest(*moments):
    return max((one for one in moments if one is not None), default=None)
