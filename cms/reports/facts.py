"""What happened in a period, read from the rooms that know it: as many queries for ten people as for ten thousand."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import F, FilteredRelation, Q, QuerySet
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


@dataclass(frozen=True)
class _Issued:
    """One certificate that somebody got at any time; `counts` unless it was revoked for good."""

    pk: int
    holder: int
    transcript: int
    subject: str
    track: int | None
    on: date
    counts: bool

    def is_like(self, other: "_Issued") -> bool:
        """Tell whether both are of one track or of one subject."""
        return self.track == other.track or (self.subject != "" and self.subject == other.subject)


def _certificates(scope: Scope, facts: Facts) -> None:
    """Certificates count on the day they were first issued: one issued anew is neither new nor a refresher.

    What was issued anew keeps its transcript, so the first of a chain is the first of its transcript.
    """
    enrolment = "transcript__enrolment__"
    standing = Certificate.objects.awards().filter(scope.people(enrolment), scope.undone("revoked_at"))
    standing = standing.filter(issued_on__gte=scope.first).order_by()
    if scope.as_recorded:
        standing = standing.filter(issued_at__lt=scope.moments[1])
    ever = _ever_issued(standing.values("holder"))
    begun: dict[int, date] = {}
    for one in (one for found in ever.values() for one in found):
        begun[one.transcript] = min(one.on, begun.get(one.transcript, one.on))
    places = {pk: _place(*place) for pk, *place in standing.values_list("pk", *_columns(enrolment))}
    counted = (one for found in ever.values() for one in found if one.pk in places)
    for one in sorted(counted, key=lambda one: (begun[one.transcript], one.pk)):
        if not scope.first <= begun[one.transcript] <= scope.last:
            continue
        facts.certified[one.holder] = places[one.pk]
        if _had_one(one, begun[one.transcript], ever[one.holder]):
            facts.refreshed.add(one.holder)


def _ever_issued(holders: QuerySet) -> dict[int, list[_Issued]]:
    """Return {holder: every certificate of theirs}. Compared here: a database would do it pair by pair."""
    found: dict[int, list[_Issued]] = {}
    rows = Certificate.objects.awards().filter(holder__in=holders).order_by("issued_on", "pk")
    columns = (
        "holder_id",
        "transcript_id",
        "subject",
        "transcript__enrolment__cohort__route_id",
        "issued_on",
    )
    for pk, revoked_at, replaced_by, *facts in rows.values_list("pk", "revoked_at", "replaced_by", *columns):
        # One that was replaced stands for its successor, which may be younger than the refresher.
        one = _Issued(pk, *facts, counts=revoked_at is None or replaced_by is not None)
        found.setdefault(one.holder, []).append(one)
    return found


def _had_one(new: _Issued, begun: date, ever: list[_Issued]) -> bool:
    """Tell whether the holder had a certificate of the same subject or track before this one's chain began."""
    return any(
        old.counts and old.on < begun and old.transcript != new.transcript and old.is_like(new)
        for old in ever
    )


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
