from datetime import UTC, datetime

import pytest

from certificates.designs.choosing import designs_for
from certificates.designs.publishing import publish
from courses.content.models import QualificationRule
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.designs import make_design

AT = datetime(2026, 5, 4, 9, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def published(**fields):
    design = make_design(**fields)
    publish(design=design, by=None, at=AT)
    return design


def names(cohort, kind="certificate"):
    return [design.name for design in designs_for(cohort, kind)]


@pytest.fixture
def trainers(db):
    return make_cohort(rule=QualificationRule.objects.get(code="trainer"))


def test_the_own_academys_for_the_rule_come_first_then_its_others_then_the_sites(trainers):
    published(name="Own plain", academy=trainers.academy)
    published(name="Own for trainers", academy=trainers.academy, rule_code="trainer")
    assert names(trainers) == ["Own for trainers", "Own plain", "Trainer", "Completion of a course"]


def test_a_cohort_without_a_rule_is_offered_what_is_for_no_rule_before_what_is_for_one(db):
    published(name="A plain one")
    assert names(make_cohort()) == ["A plain one", "Completion of a course", "Trainer"]


def test_a_closed_cohort_goes_by_its_frozen_rule(trainers):
    trainers.rule = None
    trainers.frozen_rule = {"code": "completion", "content": {}}
    assert names(trainers)[0] == "Completion of a course"


def test_the_refresher_takes_the_trainers_design_where_it_has_none_of_its_own(trainers):
    trainers.frozen_rule = {"code": "refresher", "content": {"certifies": "trainer"}}
    assert names(trainers)[0] == "Trainer"
    published(name="Refreshed", rule_code="refresher")
    assert names(trainers)[:2] == ["Refreshed", "Trainer"]


def test_drafts_archived_ones_and_those_of_another_academy_are_not_offered(trainers):
    make_design(name="Draft", academy=trainers.academy)
    published(name="Archived", academy=trainers.academy, archived_at=AT)
    published(name="Theirs", academy=make_academy("Another academy", "UZ"))
    assert names(trainers) == ["Trainer", "Completion of a course"]


def test_letters_of_attendance_are_offered_for_letters_only(trainers):
    assert names(trainers, "attendance") == ["Letter of attendance"]


def test_ten_more_designs_ask_nothing_more(trainers, django_assert_num_queries):
    for number in range(10):
        published(name=f"Number {number}", academy=trainers.academy)
    with django_assert_num_queries(1):
        designs_for(trainers, "certificate")
