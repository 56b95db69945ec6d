"""The acts on a list before it is applied: sent in, checked portion by portion, answered, cancelled.

Nothing of them writes to people or cohorts.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import PurePath

from django.db import transaction
from django.utils import timezone

from cms.roster.checking.findings import QUESTION, Finding
from cms.roster.judging import LEFT, Plan, twice
from cms.roster.lists import entries_of, index_of, is_mapped, judged, known_to, surroundings_of
from cms.roster.models import RosterImport
from cms.roster.reading.lists import read_list
from courses.cohorts.models import Cohort

PORTION = 250
KEPT = timedelta(days=7)
_OPEN = (RosterImport.State.CHECKING, RosterImport.State.CHECKED)


class ListHasEnded(Exception):
    """The list was imported or cancelled; nothing can be done with it any more."""


def send_list(*, cohort: Cohort, file_name: str, content: bytes, by, at: datetime) -> RosterImport:
    """Read a file and keep its rows to be checked; lists that were left lying are emptied. Raises ListRefused."""
    read = read_list(content)
    with transaction.atomic():
        empty_forgotten(at=at)
        return RosterImport.objects.create(
            cohort=cohort,
            # Some browsers send the whole path.
            file_name=PurePath(file_name.replace("\\", "/")).name[-200:],
            source=read.source,
            columns=read.columns,
            rows=read.rows,
            sent_at=at,
            sent_by=by,
        )


@transaction.atomic
def empty_forgotten(*, at: datetime) -> None:
    """Cancel lists that were sent in and left lying: they hold names that nobody works with."""
    for roster in RosterImport.objects.filter(state__in=_OPEN, sent_at__lt=at - KEPT):
        cancel_list(roster=roster, at=at)


@transaction.atomic
def check_portion(*, roster: RosterImport, at: datetime) -> RosterImport:
    """Check the next rows, and all of them against each other; a list that is checked stays as it is.

    Raises ListHasEnded.
    """
    roster = locked(roster)
    if roster.state == RosterImport.State.CHECKED or not is_mapped(roster):
        return roster
    around = surroundings_of(roster.cohort, timezone.localdate(at))
    if not roster.checked_rows:
        roster.source["entries"] = entries_of(roster, around)
    index = index_of(roster)
    rows = roster.rows[roster.checked_rows : roster.checked_rows + PORTION]
    for _person, plan, said in judged(roster, rows, around, known_to(roster, index, rows), index):
        roster.plans.append(plan)
        roster.findings += said
    roster.checked_rows += len(rows)
    if roster.checked_rows >= len(roster.rows):
        roster.state = RosterImport.State.CHECKED
        _leave_second_ones(roster)
    roster.save(update_fields=["source", "plans", "findings", "checked_rows", "state"])
    return roster


def _leave_second_ones(roster: RosterImport) -> None:
    found = twice(Plan(*plan) for plan in roster.plans)
    second = {finding.row for finding in found}
    roster.findings = [one for one in roster.findings if Finding(*one).code != "person_twice"] + found
    roster.plans = [Plan(plan[0], LEFT) if plan[0] in second else plan for plan in roster.plans]


@transaction.atomic
def set_columns(*, roster: RosterImport, columns: Mapping[str, int]) -> RosterImport:
    """Read the list again with other columns {field: index}; what was found and answered so far is forgotten.

    Raises ListHasEnded.
    """
    roster = locked(roster)
    roster.columns = dict(columns)
    roster.choices = {}
    return _begin_again(roster)


@transaction.atomic
def check_again(*, roster: RosterImport) -> RosterImport:
    """Check the whole list anew, with the answers that were given. Raises ListHasEnded."""
    return _begin_again(locked(roster))


def _begin_again(roster: RosterImport) -> RosterImport:
    roster.findings, roster.plans, roster.checked_rows = [], [], 0
    roster.state = RosterImport.State.CHECKING
    roster.save(update_fields=["columns", "choices", "findings", "plans", "checked_rows", "state"])
    return roster


@transaction.atomic
def answer(*, roster: RosterImport, answers: Iterable[tuple[int, str, str]], at: datetime) -> RosterImport:
    """Keep answers (row, group of the question, answer; "" takes one back) and judge their rows again.

    Raises ListHasEnded.
    """
    roster = locked(roster)
    asked = {(one.row, one.kind.group) for one in map(_finding, roster.findings) if one.level == QUESTION} | {
        (int(row), group) for row, given in roster.choices.items() for group in given
    }
    if not asked:
        return roster
    for row, group, given in answers:
        if (row, group) in asked:
            roster.choices.setdefault(str(row), {})[group] = given
    roster.choices = {
        row: kept for row, given in roster.choices.items() if (kept := {k: v for k, v in given.items() if v})
    }
    _judge_again(roster, {row for row, _group in asked}, at)
    roster.save(update_fields=["choices", "findings", "plans"])
    return roster


def _finding(kept: list) -> Finding:
    return Finding(*kept)


def _judge_again(roster: RosterImport, numbers: set[int], at: datetime) -> None:
    around = surroundings_of(roster.cohort, timezone.localdate(at))
    index = index_of(roster)
    rows = [(row, cells) for row, cells in roster.rows if row in numbers]
    plans, said = {}, []
    for person, plan, found in judged(roster, rows, around, known_to(roster, index, rows), index):
        plans[person.row] = plan
        said += found
    roster.plans = [plans.get(plan[0], plan) for plan in roster.plans]
    kept = [one for one in roster.findings if one[0] not in numbers]
    roster.findings = sorted([*kept, *said], key=lambda one: one[0])
    _leave_second_ones(roster)


@transaction.atomic
def cancel_list(*, roster: RosterImport, at: datetime) -> RosterImport:
    """Give a list up and forget who was on it; one that was cancelled stays so. Raises ListHasEnded if applied."""
    roster = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if roster.state == RosterImport.State.CANCELLED:
        return roster
    if roster.state == RosterImport.State.APPLIED:
        raise ListHasEnded
    return end_list(roster=roster, state=RosterImport.State.CANCELLED, at=at)


def end_list(*, roster: RosterImport, state: str, at: datetime, outcome: dict | None = None) -> RosterImport:
    """Close a list: what came of it stays, and where its mistakes were; nothing of a person."""
    roster.findings = [_finding(one).without_names() for one in roster.findings]
    roster.rows, roster.plans, roster.choices = [], [], {}
    roster.source.pop("entries", None)
    roster.state, roster.ended_at, roster.outcome = state, at, outcome or {}
    roster.save()
    return roster


def locked(roster: RosterImport) -> RosterImport:
    """Return the list, locked until the transaction ends. Raises ListHasEnded."""
    found = (
        RosterImport.objects.select_for_update(of=("self",))
        .select_related("cohort__academy")
        .get(pk=roster.pk)
    )
    if found.state not in _OPEN:
        raise ListHasEnded
    return found
