"""What happened in a period, read from the rooms that know it: as many queries for ten people as for ten thousand."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.db.models.lookups import IsNull
from django.utils.timezone import get_current_timezone, make_aware

from assessments.attempts.models import Attempt
from assessments.scenarios.critical_errors import NAMES
from certificates.cascade.models import OnwardGroup
from certificates.cascade.numbers import onward_numbers
from certificates.register.models import Certificate
from cms.reports.counting import Facts, Onward, Place
from courses.cohorts.models import Cohort, Enrolment
from courses.measuring.models import TestTry

# Property of a person's place -> where it stands, seen from the enrolment.
PROPERTIES = {
    "country": "cohort__academy__country",
    "academy": "cohort__academy_id",
    "track": "cohort__route_id",
    "sex": "user__sex",
    "language": "user__language",
}
# What onward groups can be told apart by: they are people nobody has an account for.
ONWARD = {"country": "trainer__academy__country", "academy": "trainer__academy_id"}


@dataclass(frozen=True)
class Scope:
    """Which people in which period. `only` is {property: value}, "" meaning not recorded.

    `as_recorded` leaves out what was entered, withdrawn or revoked after the last day.
    """

    first: date
    last: date
    only: dict[str, str | int]
    as_recorded: bool = False

    @property
    def moments(self) -> tuple[datetime, datetime]:
        """The first moment of the period, and the first after it."""
        zone = get_current_timezone()
        begin = make_aware(datetime.combine(self.first, time.min), zone)
        return begin, make_aware(datetime.combine(self.last + timedelta(days=1), time.min), zone)

    def during(self, field: str) -> Q:
        begin, end = self.moments
        return Q(**{f"{field}__gte": begin, f"{field}__lt": end})

    def undone(self, field: str) -> Q:
        """Return the rows whose stamp of undoing was not set (by the end of the period, where that matters)."""
        standing = Q(**{field: None})
        return standing | Q(**{f"{field}__gte": self.moments[1]}) if self.as_recorded else standing

    def people(self, prefix: str = "") -> Q:
        """Return the condition for enrolments of the scope, `prefix` leading to the enrolment."""
        found = self.undone(f"{prefix}withdrawn_at") & ~Q(**{f"{prefix}cohort__state": Cohort.State.PLANNED})
        for name, value in self.only.items():
            path = f"{prefix}{PROPERTIES[name]}"
            found &= Q(**{f"{path}__isnull": True}) if name == "track" and value == "" else Q(**{path: value})
        return found


def gather(scope: Scope) -> Facts:
    """Return what happened to the people of the scope in its period."""
    facts = Facts(errors={code: set() for code in NAMES})
    _enrolments(scope, facts)
    _certificates(scope, facts)
    _tests(scope, facts)
    _attempts(scope, facts)
    facts.onward = _onward(scope)
    return facts


def _columns(prefix: str = "") -> list[str]:
    return [f"{prefix}{path}" for path in PROPERTIES.values()]


def _place(country, academy, track, sex, language) -> Place:
    return Place(country, str(academy), "" if track is None else str(track), sex, language)


def _enrolments(scope: Scope, facts: Facts) -> None:
    enrolments = Enrolment.objects.filter(scope.people())
    begun = enrolments.filter(cohort__starts_on__range=(scope.first, scope.last))
    if scope.as_recorded:
        begun = begun.filter(enrolled_at__lt=scope.moments[1])
    begun = begun.order_by("cohort__starts_on", "pk").values_list("user_id", *_columns())
    facts.enrolled = {user: _place(*place) for user, *place in begun}
    ended = enrolments.filter(scope.during("completed_at")).order_by("completed_at", "pk")
    facts.completed = {user: _place(*place) for user, *place in ended.values_list("user_id", *_columns())}


def _certificates(scope: Scope, facts: Facts) -> None:
    enrolment = "transcript__enrolment__"
    track = f"{enrolment}cohort__route_id"
    earlier = Certificate.objects.filter(
        holder=OuterRef("holder"), issued_on__lt=OuterRef("issued_on"), revoked_at=None
    )
    same_track = Q(**{track: OuterRef(track)}) | Q(**{f"{track}__isnull": True}, none=True)
    earlier = earlier.annotate(none=IsNull(OuterRef(track), True)).filter(same_track)
    issued = (
        Certificate.objects.filter(
            scope.people(enrolment), scope.undone("revoked_at"), issued_on__range=(scope.first, scope.last)
        )
        .annotate(had_one=Exists(earlier))
        .order_by("issued_on", "pk")
        .values_list("holder_id", "had_one", *_columns(enrolment))
    )
    for holder, had_one, *place in issued:
        facts.certified[holder] = _place(*place)
        if had_one:
            facts.refreshed.add(holder)


def _tests(scope: Scope, facts: Facts) -> None:
    enrolment = "enrolment__"
    before = FilteredRelation(
        "enrolment__test_tries", condition=Q(enrolment__test_tries__occasion=TestTry.Occasion.BEFORE)
    )
    pairs = (
        TestTry.objects.filter(scope.people(enrolment), scope.during("made_at"))
        .filter(occasion=TestTry.Occasion.AFTER, question_count__gt=0)
        .annotate(
            before=before, right_before=F("before__right_count"), asked_before=F("before__question_count")
        )
        .filter(asked_before__gt=0)
        .order_by("made_at", "pk")
        .values_list(
            "enrolment__user_id",
            "right_before",
            "asked_before",
            "right_count",
            "question_count",
            *_columns(enrolment),
        )
    )
    for user, right_before, asked_before, right, asked, *place in pairs:
        facts.tested[user] = _place(*place)
        facts.gains[user] = 100 * (right / asked - right_before / asked_before)


def _attempts(scope: Scope, facts: Facts) -> None:
    registrations = Enrolment.objects.filter(scope.people()).values("registration")
    ended = Attempt.objects.order_by().filter(scope.during("ended_at"), registration__in=registrations)
    facts.played = set(ended.values_list("user_id", flat=True).distinct())
    erred = ended.exclude(critical_errors=[]).values_list("user_id", "critical_errors")
    for user, codes in erred:
        for code in facts.errors.keys() & set(codes):
            facts.errors[code].add(user)


def _onward(scope: Scope) -> tuple[Onward, ...]:
    """Return what was taught onwards, by country; nothing where people are told apart by what groups do not say."""
    if scope.only.keys() - ONWARD.keys():
        return ()
    only = {ONWARD[name]: value for name, value in scope.only.items()}
    groups = OnwardGroup.objects.filter(ends_on__range=(scope.first, scope.last), **only)
    if scope.as_recorded:
        groups = groups.filter(recorded_at__lt=scope.moments[1])
    return tuple(
        Onward(one.country, one.groups, one.women, one.men, one.others)
        for one in onward_numbers(groups, by=("country",))
    )
