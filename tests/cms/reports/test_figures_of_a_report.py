"""Who counts where in a report."""

from datetime import UTC, date, datetime

import pytest

from cms.reports.counting import CERTIFIED, COMPLETED, ENROLLED, TESTED, figures_of
from cms.reports.facts import Scope, gather
from courses.cohorts.enrolling import withdraw
from courses.models import Enrolment, Route, TestTry
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.region import certify, play, taught

pytestmark = pytest.mark.django_db

YEAR = Scope(date(2026, 1, 1), date(2026, 12, 31), {})
AS_RECORDED = Scope(YEAR.first, YEAR.last, {}, as_recorded=True)


def noon(month, day, year=2026):
    return datetime(year, month, day, 7, tzinfo=UTC)


def figures(scope=YEAR):
    return figures_of(gather(scope), careful_step=None)


def counts(scope=YEAR):
    found = figures(scope).total.counts
    return found[ENROLLED], found[COMPLETED], found[CERTIFIED]


def place(user, **cohort):
    """Return the person's place in a cohort of their own, begun in March 2026."""
    found = make_cohort(people=[user], **{"title": f"Of {user.pk} {len(cohort)}", **cohort})
    enrolment = Enrolment.objects.select_related("cohort", "user").get(user=user, cohort=found)
    Enrolment.objects.filter(pk=enrolment.pk).update(enrolled_at=noon(3, 1))
    return enrolment


def completed(enrolment, at):
    Enrolment.objects.filter(pk=enrolment.pk).update(completed_at=at)


def test_enrolled_are_counted_by_the_first_day_of_the_cohort_without_planned_cohorts_and_those_taken_out(db):
    place(make_person(username="k-1"))
    place(make_person(username="k-2"), starts_on=date(2025, 12, 31), ends_on=date(2026, 1, 20))
    place(make_person(username="k-3"), state="planned")
    withdraw(enrolment=place(make_person(username="k-4")))
    assert counts() == (1, 0, 0)


def test_completed_and_certified_are_counted_by_the_day_on_which_it_happened():
    late = place(make_person(username="k-1"), starts_on=date(2025, 11, 1), ends_on=date(2025, 12, 20))
    completed(late, noon(1, 2))
    certify(late, on=date(2026, 1, 3))
    early = place(make_person(username="k-2"))
    completed(early, noon(12, 31, 2025))
    assert counts() == (1, 1, 1)


def test_the_last_day_ends_at_midnight_of_the_region():
    one = place(make_person(username="k-1"))
    completed(one, datetime(2026, 12, 31, 18, 59, tzinfo=UTC))  # a minute to midnight in Almaty
    assert counts()[1] == 1
    completed(one, datetime(2026, 12, 31, 19, 0, tzinfo=UTC))
    assert counts()[1] == 0


def test_a_revoked_certificate_does_not_count():
    certify(place(make_person(username="k-1")), on=date(2026, 5, 1), revoked_at=noon(6, 1))
    assert counts() == (1, 0, 0)


def test_a_person_counts_once_where_it_happened_last():
    person = make_person(username="k-1")
    place(person, starts_on=date(2026, 2, 1))
    bishkek = make_academy("Bishkek academy", "KG")
    place(person, starts_on=date(2026, 4, 1), ends_on=date(2026, 4, 2), academy=bishkek)
    found = figures().tables["country"]
    assert found.counts[ENROLLED] == 1
    assert [(part.key, part.counts[ENROLLED]) for part in found.parts] == [("KG", 1)]
    assert [part.key for part in found.parts[0].parts] == [str(bishkek.pk)]


@pytest.mark.parametrize(("track", "count"), [("first", 1), ("second", 0), (None, 0)])
def test_refreshed_is_who_had_an_earlier_certificate_of_the_same_track(track, count):
    first, second = Route.objects.all()[:2]
    tracks = {"first": first, "second": second, None: None}
    person = make_person(username="k-1")
    before = place(person, starts_on=date(2024, 3, 1), ends_on=date(2024, 4, 1), route=tracks[track])
    certify(before, on=date(2024, 4, 2))
    certify(place(person, route=first), on=date(2026, 4, 2))
    assert figures().refreshed == count


def test_who_takes_all_modules_twice_is_refreshed_as_well():
    person = make_person(username="k-1")
    certify(
        place(person, starts_on=date(2024, 3, 1), ends_on=date(2024, 4, 1), route=None), on=date(2024, 4, 2)
    )
    certify(place(person, route=None), on=date(2026, 4, 2))
    assert figures().refreshed == 1


def test_the_gain_is_the_mean_of_those_who_took_both_tests():
    for number, (right_before, right_after) in enumerate([(10, 16), (8, 18), (5, None)]):
        one = place(make_person(username=f"k-{number}"))
        for occasion, right in (("before", right_before), ("after", right_after)):
            if right is not None:
                TestTry.objects.create(
                    enrolment=one,
                    occasion=occasion,
                    answers={},
                    results={},
                    right_count=right,
                    question_count=20,
                    language="ru",
                    made_at=noon(4, 1),
                )
    total = figures().total
    assert total.counts[TESTED] == 2
    assert total.means[TESTED] == pytest.approx(40)


def test_critical_errors_are_counted_in_people_in_ended_attempts():
    one, other = (place(make_person(username=f"k-{number}")) for number in range(2))
    play(one, ["CE-REF", "CE-PEN"], at=noon(4, 1))
    play(one, ["CE-REF"], at=noon(4, 2), number=2)
    play(one, ["CE-REF"], at=None, number=3)
    play(other, [], at=noon(4, 1))
    play(other, ["CE-SEP"], at=noon(4, 1, 2025), number=2)
    found = figures()
    assert found.played == 2
    assert {code: count for code, count in found.errors.items() if count} == {"CE-REF": 1, "CE-PEN": 1}


def test_onward_groups_count_by_their_last_day_and_country():
    trainer = make_person(username="k-1")
    taught(trainer, country="KG", women=4, men=6)
    taught(trainer, country="TJ", women=2, others=1)
    taught(trainer, country="TJ", women=9, ends_on=date(2027, 1, 1))
    found = figures()
    assert [(part.key, part.counts["people"]) for part in found.onward.parts] == [("KG", 10), ("TJ", 3)]
    assert found.onward_split == {"groups": 2, "women": 6, "men": 6, "others": 1}


def test_filters_take_everything_of_the_others_away():
    women = make_person(username="k-1", sex="f", language="kk")
    play(place(women), ["CE-REF"], at=noon(4, 1))
    play(place(make_person(username="k-2", sex="m")), ["CE-PEN"], at=noon(4, 1))
    taught(women)
    found = figures(Scope(YEAR.first, YEAR.last, {"sex": "f", "language": "kk"}))
    assert found.total.counts[ENROLLED] == 1
    assert {code for code, count in found.errors.items() if count} == {"CE-REF"}
    assert found.onward.counts["people"] == 0


def test_what_is_entered_or_undone_after_the_period_does_not_change_the_totals_of_it():
    one, other, late = (place(make_person(username=f"k-{number}")) for number in range(3))
    certify(one, on=date(2026, 5, 1), revoked_at=noon(1, 5, 2027))
    Enrolment.objects.filter(pk=other.pk).update(withdrawn_at=noon(2, 1, 2027))
    Enrolment.objects.filter(pk=late.pk).update(enrolled_at=noon(1, 5, 2027))
    assert counts(AS_RECORDED) == (2, 0, 1)
    assert counts(YEAR) == (2, 0, 0)
