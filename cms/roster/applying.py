"""The act that makes a checked list true: people created and renewed, and all of them in the cohort, or nothing."""

from collections import Counter
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.accounts.models import User
from cms.accounts.roles import TRAINEE
from cms.roster import auditing
from cms.roster.accounts import Account, Known
from cms.roster.checking.rows import Person
from cms.roster.importing import ListHasEnded, check_again, end_list
from cms.roster.judging import ASK, GUEST, LEFT, NEW, RENEW, THERE, Plan, changes, twice
from cms.roster.lists import Judged, index_of, judged, known_to, surroundings_of
from cms.roster.models import RosterImport
from courses.cohorts.enrolling import enrol_all

_BATCH = 500
_RENEWED = (
    "name_native",
    "name_latin",
    "name_key",
    "names_confirmed_at",
    "sex",
    "born_on",
    "language",
    "country",
    "agency",
    "rank",
    "email",
)


class ListHasChanged(Exception):
    """Rows are not any more what the preview said; `rows` names them. Nothing was written."""

    def __init__(self, rows: list[int]):
        super().__init__(rows)
        self.rows = rows


class ListIsNotChecked(Exception):
    """Not all rows were looked at yet."""


def apply_list(*, roster: RosterImport, by, at: datetime) -> RosterImport:
    """Import the good rows of a checked list, all of them or none; a list that was imported stays as it is.

    Raises ListIsNotChecked, ListHasEnded, CohortIsClosed, and ListHasChanged, after which the list has to be checked
    again.
    """
    try:
        return _apply(roster=roster, by=by, at=at)
    except IntegrityError as error:
        # Somebody took a service number between our look and our writing.
        check_again(roster=roster)
        raise ListHasChanged([]) from error
    except ListHasChanged:
        check_again(roster=roster)
        raise


@transaction.atomic
def _apply(*, roster: RosterImport, by, at: datetime) -> RosterImport:
    roster = (
        RosterImport.objects.select_for_update(of=("self",))
        .select_related("cohort__academy")
        .get(pk=roster.pk)
    )
    if roster.state == RosterImport.State.APPLIED:
        return roster
    if roster.state == RosterImport.State.CANCELLED:
        raise ListHasEnded
    if roster.state != RosterImport.State.CHECKED:
        raise ListIsNotChecked
    around = surroundings_of(roster.cohort, timezone.localdate(at))
    index = index_of(roster)
    known = known_to(roster, index, roster.rows)
    rows = list(judged(roster, roster.rows, around, known, index))
    _require_as_shown(roster, rows)
    taken = [(person, plan) for person, plan, _said in rows if plan.verdict not in (ASK, LEFT)]
    people = _write_people(taken, known, roster)
    without = _write_superiors(taken, people, known)
    enrol_all(cohort=roster.cohort, people=people.values(), by=by)
    outcome = _outcome(rows, without)
    auditing.write_down(cohort=roster.cohort, file_name=roster.file_name, outcome=outcome, by=by)
    return end_list(roster=roster, state=RosterImport.State.APPLIED, at=at, outcome=outcome)


def _require_as_shown(roster: RosterImport, rows: list[Judged]) -> None:
    now = [plan for _person, plan, _said in rows]
    second = {finding.row for finding in twice(now)}
    now = [Plan(plan.row, LEFT) if plan.row in second else plan for plan in now]
    shown = {plan[0]: Plan(*plan) for plan in roster.plans}
    if changed := [plan.row for plan in now if plan != shown.get(plan.row)]:
        raise ListHasChanged(changed)


def _write_people(taken: list[tuple[Person, Plan]], known: Known, roster: RosterImport) -> dict[int, User]:
    """Create and renew accounts; return {row: account}."""
    around = surroundings_of(roster.cohort, None)
    academy = roster.cohort.academy
    made = {
        person.row: _new_account(person, academy, around.language, around.country)
        for person, plan in taken
        if plan.verdict == NEW
    }
    User.objects.bulk_create(made.values(), batch_size=_BATCH)
    trainees = Group.objects.get(name=TRAINEE)
    User.groups.through.objects.bulk_create(
        [User.groups.through(user_id=user.pk, group_id=trainees.pk) for user in made.values()],
        batch_size=_BATCH,
    )
    there = _accounts_of([plan.account for _person, plan in taken if plan.account])
    renewed = [
        _renewed(there[plan.account], changes(person, known.own[plan.account]))
        for person, plan in taken
        if plan.verdict == RENEW
    ]
    User.objects.bulk_update(renewed, _RENEWED, batch_size=_BATCH)
    return made | {plan.row: there[plan.account] for _person, plan in taken if plan.account}


def _new_account(person: Person, academy, language: str, country: str) -> User:
    user = User(
        username=person.number,
        name_native=person.name,
        name_latin=person.latin,
        language=person.language or language,
        country=person.country or country,
        academy=academy,
        agency=person.unit,
        rank=person.rank,
        sex=person.sex,
        born_on=person.born_on,
        email=person.email,
    )
    # Nobody signs in before a PIN or a password was given out.
    user.set_unusable_password()
    return user


def _accounts_of(pks: list[int]) -> dict[int, User]:
    found: dict[int, User] = {}
    for start in range(0, len(pks), _BATCH):
        found.update(User.objects.in_bulk(pks[start : start + _BATCH]))
    return found


def _renewed(user: User, changed: dict[str, object]) -> User:
    for field, value in changed.items():
        if field != "superior":
            setattr(user, field, value)
    if "name_native" in changed or "name_latin" in changed:
        # A spelling somebody else wrote is not one the holder has confirmed.
        user.names_confirmed_at = None
    # bulk_update asks no field what it would write.
    User._meta.get_field("name_key").pre_save(user, False)
    return user


def _write_superiors(taken: list[tuple[Person, Plan]], people: dict[int, User], known: Known) -> list[int]:
    """Join people to their superiors, now that all have accounts; return the rows whose superior was left out."""
    listed = {person.number.lower(): people[person.row].pk for person, _plan in taken}
    without, changed = [], []
    for person, plan in taken:
        if not person.superior or plan.verdict == GUEST or plan.account and plan.account not in known.own:
            continue
        user, account = people[person.row], known.numbered(person.superior)
        superior = listed.get(person.superior.lower()) or (account.pk if _is_own(account, known) else None)
        if superior is None:
            without.append(person.row)
        elif superior not in (user.superior_id, user.pk):
            user.superior_id = superior
            changed.append(user)
    User.objects.bulk_update(changed, ["superior"], batch_size=_BATCH)
    return without


def _is_own(account: Account | None, known: Known) -> bool:
    return account is not None and account.academy == known.academy


def _outcome(rows: list[Judged], without: list[int]) -> dict:
    counted = Counter(plan.verdict for _person, plan, _said in rows)
    return {
        **{verdict: counted[verdict] for verdict in (NEW, RENEW, GUEST, THERE)},
        "left": counted[LEFT] + counted[ASK],
        "left_rows": [plan.row for _person, plan, _said in rows if plan.verdict in (LEFT, ASK)],
        "without_superior": without,
    }
