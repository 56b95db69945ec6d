"""Closing freezes the rule and a transcript of everybody; nothing that comes later changes a verdict."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from wagtail.models import ModelLogEntry

from assessments.xapi.keys import stable_key
from certificates.issuing.issuing import NotClosed, issue_for_qualified
from certificates.models import Certificate
from courses.cohorts.advancing import NoSuchStep, advance
from courses.cohorts.enrolling import CohortIsClosed, enrol, withdraw
from courses.models import Cohort, Enrolment, Transcript, UnitResult
from courses.progress.standings import courses_of
from courses.transcripts.closing import AlreadyClosed, NotOpenYet, close
from courses.transcripts.qualified import verdicts_of
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.progress import NOON, complete_course
from tests.factories.qualifying import (
    ATTENDANCE,
    CHECKS,
    MODULES,
    make_mark,
    make_play,
    make_rule,
    make_session,
)

pytestmark = pytest.mark.django_db
LATER = NOON + timedelta(days=9)
SC = {
    "kind": "scenarios",
    "percent": 75,
    "critical_errors": 0,
    "keys": [str(stable_key("scenario", "sc-04"))],
}


@pytest.fixture
def rule():
    return make_rule(MODULES, CHECKS, SC, ATTENDANCE)


@pytest.fixture
def cohort(trainee, other_trainee, manual_key, rule):
    return make_cohort(course_keys=[manual_key], people=[trainee, other_trainee], rule=rule)


@pytest.fixture
def half(cohort, trainee, other_trainee, lecturer, manual_key):
    """The first person has met everything; the second made a critical error and missed the session."""
    first, second = places(cohort)
    session = make_session(cohort)
    for enrolment, errors, mark in ((first, [], "present"), (second, ["CE-REF"], "absent")):
        complete_course(enrolment, manual_key)
        make_play(enrolment, "sc-04", errors=errors)
        make_mark(session, enrolment, lecturer, mark)
    return cohort


def places(cohort):
    found = Enrolment.objects.filter(cohort=cohort).select_related("user", "cohort", "transcript")
    return list(found.order_by("pk"))


def qualified(cohort):
    """Return who qualifies, as every page asks for it."""
    cohort = Cohort.objects.select_related("rule").get(pk=cohort.pk)
    verdicts = verdicts_of(cohort, places(cohort), courses=courses_of(cohort, "en"))
    return [verdict.qualifies for _pk, verdict in sorted(verdicts.items())]


def close_now(cohort, by=None):
    return close(cohort=cohort, by=by, at=NOON)


def test_everybody_gets_a_transcript_and_the_rule_is_kept_with_the_cohort(half, administrator, rule):
    done = close_now(half, administrator)
    assert (done.qualified, done.others) == (1, 1)
    half.refresh_from_db()
    assert (half.state, half.closed_at, half.closed_by) == ("closed", NOON, administrator)
    assert half.frozen_rule == {"code": "short", "titles": {"en": "Short rule"}, "content": rule.content}
    assert [one.passed for one in Transcript.objects.order_by("enrolment")] == [True, False]
    log = ModelLogEntry.objects.get(action="panah.closed")
    assert (log.data, log.user) == ({"qualified": 1, "others": 1}, administrator)


def test_a_transcript_says_why_and_neither_results_of_scenarios_nor_errors(half):
    close_now(half)
    facts = Transcript.objects.get(enrolment=places(half)[1]).facts
    lines = {line["kind"]: line for line in facts["requirements"]}
    assert lines["scenarios"]["state"] == "not_met"
    assert lines["scenarios"]["reasons"] == [{"code": "scenario_not_passed", "keys": SC["keys"]}]
    assert lines["attendance"]["reasons"] == [{"code": "attended_too_little", "minutes": 0, "planned": 120}]
    assert facts["attendance"] == {"minutes": 0, "planned": 120, "excused": 0}
    assert "CE-" not in json.dumps(facts)


def test_nothing_that_comes_later_changes_a_verdict(half, lecturer, rule, manual_key):
    close_now(half)
    assert qualified(half) == [True, False]
    first, second = places(half)
    # The second makes up for everything, the first loses everything, and the rule asks for something else.
    make_play(second, "sc-04")
    make_mark(half.sessions.get(), second, lecturer)
    UnitResult.objects.filter(enrolment=first).update(best_percent=Decimal(0))
    first.lesson_progress.all().delete()
    rule.content = {"requirements": [{"kind": "conduct"}]}
    rule.save()
    assert qualified(half) == [True, False]
    assert [one.passed for one in Transcript.objects.order_by("enrolment")] == [True, False]


def test_a_rule_can_be_tried_on_a_closed_cohort_without_any_effect(half):
    close_now(half)
    cohort = Cohort.objects.get(pk=half.pk)
    tried = verdicts_of(
        cohort, places(cohort), courses=courses_of(cohort, "en"), content={"requirements": [MODULES]}
    )
    assert [verdict.qualifies for _pk, verdict in sorted(tried.items())] == [True, False]


def test_a_cohort_is_closed_once(half):
    close_now(half)
    with pytest.raises(AlreadyClosed):
        close(cohort=half, by=None, at=LATER)
    half.refresh_from_db()
    assert half.closed_at == NOON
    with pytest.raises(NoSuchStep):
        advance(cohort=half, to="open", by=None)


def test_a_planned_cohort_has_nothing_to_close(half):
    Cohort.objects.update(state="planned")
    with pytest.raises(NotOpenYet):
        close_now(half)
    assert not Transcript.objects.exists()


def test_who_was_taken_out_gets_no_transcript(half):
    withdraw(enrolment=places(half)[1])
    assert close_now(half).others == 0
    assert Transcript.objects.count() == 1


def test_nobody_joins_or_leaves_a_closed_cohort(half):
    close_now(half)
    half.refresh_from_db()
    with pytest.raises(CohortIsClosed):
        enrol(cohort=half, user=make_person(username="late"))
    with pytest.raises(CohortIsClosed):
        withdraw(enrolment=places(half)[1])
    assert qualified(half) == [True, False]


def test_closing_costs_the_same_for_two_people_and_for_ten(rule, manual_key, django_assert_max_num_queries):
    def counted(number):
        people = [make_person(username=f"f{number}-{i}") for i in range(number)]
        cohort = make_cohort(course_keys=[manual_key], people=people, rule=rule)
        with django_assert_max_num_queries(40) as captured:
            close_now(cohort)
        return len(captured)

    counted(1)  # what is remembered in the process is remembered now
    assert counted(2) == counted(10)


def test_certificates_of_a_cohort_with_a_rule_wait_for_its_closing(half, administrator, trainee):
    with pytest.raises(NotClosed):
        issue_for_qualified(cohort=half, by=administrator, at=NOON)
    assert not Certificate.objects.exists()
    close_now(half, administrator)
    outcome = issue_for_qualified(cohort=half, by=administrator, at=LATER)
    assert (len(outcome.issued), outcome.already, outcome.not_qualified) == (1, 0, 1)
    assert Certificate.objects.get().holder == trainee
    again = issue_for_qualified(cohort=half, by=administrator, at=LATER)
    assert (len(again.issued), again.already, again.not_qualified) == (0, 1, 1)


def test_a_certificate_by_the_rule_for_trainers_makes_a_trainer(half, rule, administrator):
    rule.code = "trainer-2"
    rule.save()
    close_now(half)
    Cohort.objects.update(frozen_rule={**Cohort.objects.get().frozen_rule, "code": "trainer"})
    issue_for_qualified(cohort=half, by=administrator, at=LATER)
    assert (
        Certificate.objects.get().facts["title"]["en"] == "Trainer in protection-sensitive border management"
    )


def test_a_cohort_without_a_rule_issues_while_it_is_open_and_keeps_what_it_issued(
    trainee, other_trainee, manual_key, administrator
):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])
    first, second = places(cohort)
    complete_course(first, manual_key)
    issue_for_qualified(cohort=cohort, by=administrator, at=NOON)
    kept = Transcript.objects.get()
    assert kept.facts["requirements"][0]["state"] == "met"
    done = close(cohort=cohort, by=administrator, at=LATER)
    assert (done.qualified, done.others) == (1, 1)
    kept.refresh_from_db()
    assert kept.frozen_at == NOON
    assert Transcript.objects.count() == 2
