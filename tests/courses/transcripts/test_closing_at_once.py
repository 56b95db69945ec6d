"""Two administrators close a cohort in one moment, or one closes it while another issues."""

import pytest

from certificates.issuing.issuing import NotClosed, issue_for_qualified
from courses.models import Cohort, Enrolment, QualificationRule, Transcript
from courses.transcripts.closing import AlreadyClosed, Closed, close
from tests.factories.cohorts import make_cohort
from tests.factories.pages import make_course
from tests.factories.people import make_person
from tests.factories.progress import NOON, complete_texts
from tests.racing import CLICKS, at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cohort():
    course = make_course(lessons=2)
    rule = QualificationRule.objects.create(code="modules", content={"requirements": [{"kind": "modules"}]})
    people = [make_person(username=f"k-{number}") for number in range(3)]
    cohort = make_cohort(course_keys=[course.key], people=people, rule=rule)
    first = Enrolment.objects.select_related("user", "cohort").order_by("pk").first()
    complete_texts(first, course)
    return cohort


def test_a_cohort_is_closed_once_however_often_it_is_clicked(cohort):
    results = at_once(lambda: close(cohort=cohort, by=None, at=NOON))
    assert results.count(Closed(qualified=1, others=2)) == 1
    assert sum(isinstance(result, AlreadyClosed) for result in results) == CLICKS - 1
    assert Transcript.objects.count() == 3
    assert Cohort.objects.get().closed_at == NOON


def test_issuing_beside_closing_waits_or_is_told(cohort):
    results = at_once(
        lambda: close(cohort=cohort, by=None, at=NOON),
        lambda: issue_for_qualified(cohort=cohort, by=None, at=NOON),
    )
    assert Closed(qualified=1, others=2) in results
    other = next(result for result in results if not isinstance(result, Closed))
    assert isinstance(other, NotClosed) or len(other.issued) == 1
    assert Transcript.objects.count() == 3
