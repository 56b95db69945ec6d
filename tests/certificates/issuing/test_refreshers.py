"""A trainer's certificate is renewed by a refresher: a second cycle, beside which the first one stays checkable."""

from datetime import UTC, date, datetime, timedelta

import pytest

from certificates.cascade.trainers import is_trainer
from certificates.issuing.issuing import issue_for_qualified
from certificates.making.facts import title_of
from certificates.making.subjects import AlreadyCertified, latest_of, next_cycle, subject_of
from certificates.models import Certificate
from certificates.verification.lookup import lookup
from courses.content.curriculum.rules import content_of, data_of, rules_faults
from courses.models import Cohort, QualificationRule, Route
from courses.transcripts.closing import close
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 4, 1, 7, 0, tzinfo=UTC)
ENDS = date(2029, 4, 1)


def refresher(*people, key) -> Cohort:
    """Return a closed cohort whose rule is that of refreshers without its practice, met by all."""
    content = QualificationRule.objects.get(code="refresher").content
    checks = [one for one in content["requirements"] if one["kind"] == "checks"]
    rule = QualificationRule.objects.create(code="quiz", content=content | {"requirements": checks})
    cohort = make_cohort(
        course_keys=[key], people=people, rule=rule, starts_on=date(2028, 12, 1), ends_on=date(2028, 12, 2)
    )
    for enrolment in cohort.enrolments.select_related("user", "cohort"):
        complete_course(enrolment, key)
    close(cohort=cohort, by=None, at=FIRST)
    cohort.refresh_from_db()
    return cohort


@pytest.fixture
def first(trainee, manual_key) -> Certificate:
    """A trainer's certificate of 2026 that is valid for three years."""
    cohort = make_cohort(course_keys=[manual_key], people=[trainee], route=Route.objects.get(code="lecturer"))
    cohort.frozen_rule = {"code": "trainer", "titles": {}, "content": {"certifies": "trainer"}}
    Cohort.objects.filter(pk=cohort.pk).update(frozen_rule=cohort.frozen_rule, rule=None)
    assert subject_of(cohort, []) == "trainer"
    return make_certificate(enrolment=cohort.enrolments.get(), at=FIRST, subject="trainer", valid_until=ENDS)


def test_both_rules_certify_trainers_and_nothing_else_does():
    found = {rule.code: rule.content.get("certifies") for rule in QualificationRule.objects.all()}
    assert found == {"trainer": "trainer", "refresher": "trainer", "completion": None}


def test_a_refresher_gives_a_second_cycle_of_the_same_subject(first, trainee, manual_key):
    cohort = refresher(trainee, key=manual_key)
    at = datetime(2028, 12, 3, 7, 0, tzinfo=UTC)
    new = issue_for_qualified(cohort=cohort, by=None, at=at).issued[0]
    assert (new.subject, new.cycle) == ("trainer", 2)
    assert new.facts["title"]["en"] == title_of(cohort) == "Trainer in protection-sensitive border management"
    first.refresh_from_db()
    assert (first.is_revoked, first.valid_until) == (False, ENDS)
    assert first.state_on(at.date()) == "valid"
    assert first.state_on(ENDS + timedelta(days=1)) == "expired"
    assert lookup(new.code, language="en", today=ENDS + timedelta(days=1)).state == "valid"


def test_who_has_a_refresher_alone_is_a_trainer(trainee, manual_key):
    cohort = refresher(trainee, key=manual_key)
    issue_for_qualified(cohort=cohort, by=None, at=FIRST)
    assert is_trainer(trainee, on=FIRST.date())
    assert Certificate.objects.for_trainers().count() == 1


@pytest.mark.parametrize(
    ("day", "cycle"),
    [
        (ENDS - timedelta(days=181), None),
        (ENDS - timedelta(days=180), 2),
        (ENDS, 2),
        (ENDS + timedelta(days=180), 2),
    ],
)
def test_it_can_be_taken_half_a_year_before_the_end_and_after_it(first, trainee, day, cycle):
    latest = latest_of([trainee], "trainer")[trainee.pk]
    if cycle is None:
        with pytest.raises(AlreadyCertified):
            next_cycle(latest, day)
    else:
        assert next_cycle(latest, day) == cycle


def test_what_a_rule_certifies_goes_out_with_the_curriculum_and_comes_back():
    rule = {"certifies": "trainer", "requirements": [{"kind": "modules"}], "suggested_for": []}
    assert data_of(content_of(rule), {}) == rule


def test_a_rule_that_certifies_something_unknown_is_refused():
    rule = {"certifies": "pilot", "title": {"en": "X"}, "requirements": [{"kind": "modules"}]}
    faults = list(rules_faults({"rules": {"x": rule}}, [], []))
    assert len(faults) == 1
    assert faults[0].startswith("rules.yaml: rules.x.certifies: ")
