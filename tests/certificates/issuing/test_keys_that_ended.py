from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Statement
from assessments.xapi import vocabulary
from certificates.issuing.issuing import issue_for_qualified
from certificates.issuing.running import go_on, start
from certificates.issuing.troubles import KEY, told
from certificates.models import Certificate, CertificateFile, IssueRun, NumberSeries
from certificates.signing.creating import TERM, ready_keys, rotate
from certificates.signing.keys import KeyExpired, KeyUnreadable, Purpose
from courses.models import Transcript
from tests.factories.cohorts import make_cohort
from tests.factories.progress import complete_course
from tests.pdf_tools import pdfsig

pytestmark = pytest.mark.django_db
NOW = timezone.now()
YESTERDAY = NOW - timedelta(days=1)


@pytest.fixture
def cohort(trainee, other_trainee, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])
    for enrolment in cohort.enrolments.select_related("user", "cohort"):
        complete_course(enrolment, manual_key)
    return cohort


def run_of(cohort, by, at) -> IssueRun:
    return start(cohort=cohort, kind="certificate", version=None, second_language="en", by=by, at=at)


def nothing_is_left() -> bool:
    rows = (Certificate, CertificateFile, Transcript, NumberSeries, IssueRun)
    earned = Statement.objects.filter(verb=vocabulary.EARNED.iri)
    return not any(model.objects.exists() for model in rows) and not earned.exists()


@pytest.mark.parametrize("purpose", [Purpose.PAPER, Purpose.EDDSA, Purpose.ES256])
def test_a_key_that_ended_yesterday_stops_issuing_and_nothing_is_left_behind(cohort, administrator, purpose):
    ready_keys(academy=cohort.academy, at=YESTERDAY - TERM / 2)
    cohort.academy.signing_keys.filter(purpose=purpose).update(valid_until=YESTERDAY)
    for issue in (
        lambda: issue_for_qualified(cohort=cohort, by=administrator, at=NOW),
        lambda: run_of(cohort, administrator, NOW),
    ):
        with pytest.raises(KeyExpired) as error:
            issue()
        assert (error.value.academy, error.value.purpose) == (cohort.academy, purpose)
        assert nothing_is_left()
    rotate(academy=cohort.academy, at=NOW, purposes=[purpose])
    assert len(issue_for_qualified(cohort=cohort, by=administrator, at=NOW).issued) == 2


def test_a_key_that_ends_in_the_middle_of_a_run_keeps_what_is_issued(cohort, administrator):
    run = run_of(cohort, administrator, NOW)
    assert go_on(run=run, by=administrator, at=NOW, seconds=0).done == 1
    cohort.academy.signing_keys.filter(purpose=Purpose.PAPER).update(valid_until=YESTERDAY)
    run = go_on(run=run, by=administrator, at=NOW)
    assert (run.done, run.trouble["code"]) == (1, KEY)
    assert f"academy_keys rotate --academy {cohort.academy.pk} --purpose paper" in told(run.trouble)
    assert Certificate.objects.count() == CertificateFile.objects.count() == 1
    rotate(academy=cohort.academy, at=NOW, purposes=[Purpose.PAPER])
    run = go_on(run=run, by=administrator, at=NOW)
    assert (run.done, run.trouble) == (2, None)


def test_keys_under_another_secret_stop_issuing(cohort, administrator, settings):
    ready_keys(academy=cohort.academy, at=NOW)
    settings.PANAH_KEYS_SECRET = "another"
    with pytest.raises(KeyUnreadable):
        issue_for_qualified(cohort=cohort, by=administrator, at=NOW)
    assert nothing_is_left()


def test_the_first_issue_makes_the_keys_and_every_file_is_signed(cohort, administrator, tmp_path):
    issue_for_qualified(cohort=cohort, by=administrator, at=NOW)
    assert {key.created_by for key in cohort.academy.signing_keys.all()} == {administrator}
    files = list(CertificateFile.objects.all())
    assert len(files) == 2
    for file in files:
        path = tmp_path / f"{file.pk}.pdf"
        path.write_bytes(file.pdf)
        said = pdfsig(path)
        assert "Signature is Valid" in said
        assert f"Signer Certificate Common Name: {cohort.academy.name}" in said
        assert len(file.pdf) < 60 * 1024
