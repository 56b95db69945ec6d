from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.models import Statement
from assessments.xapi import vocabulary
from certificates.issuing.issuing import NothingToCertify, NotPrintable, issue_for_qualified
from certificates.keeping.revoking import revoke
from certificates.models import Certificate
from certificates.verification.lookup import lookup
from courses.models import Academy, Transcript
from tests.factories.cohorts import make_cohort
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def cohort(trainee, other_trainee, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])
    complete_course(cohort.enrolments.select_related("user", "cohort").get(user=trainee), manual_key)
    return cohort


def issue(cohort, by, at=NOW):
    return issue_for_qualified(cohort=cohort, by=by, at=at)


def test_only_who_has_completed_everything_gets_a_certificate(cohort, administrator, trainee):
    outcome = issue(cohort, administrator)
    assert (len(outcome.issued), outcome.already, outcome.not_qualified) == (1, 0, 1)
    certificate = Certificate.objects.get()
    assert certificate.holder == trainee
    assert Transcript.objects.get().passed is True
    assert Statement.objects.filter(verb=vocabulary.EARNED.iri).count() == 1


def test_issuing_twice_issues_once(cohort, administrator):
    first = issue(cohort, administrator)
    second = issue(cohort, administrator, at=NOW + timedelta(days=1))
    assert (len(second.issued), second.already) == (0, 1)
    assert Certificate.objects.get() == first.issued[0]


def test_later_edits_change_nothing_on_the_certificate(cohort, administrator, trainee):
    certificate = issue(cohort, administrator).issued[0]
    trainee.name_latin = "SOMEBODY Else"
    trainee.save()
    cohort.hours = 99
    cohort.title = "Renamed"
    cohort.save()
    certificate.refresh_from_db()
    assert certificate.facts["name_latin"] == "ALIBEKOVA Aigul"
    assert certificate.facts["hours"] == "16.0"
    assert certificate.facts["cohort"] == "Spring cohort"


def test_a_cohort_without_a_course_has_nothing_to_certify(administrator, trainee):
    with pytest.raises(NothingToCertify):
        issue(make_cohort(people=[trainee]), administrator)


def test_numbers_run_without_gaps_within_academy_and_year(administrator, trainee, other_trainee, manual_key):
    cohort = make_cohort(course_keys=[manual_key], people=[trainee, other_trainee])
    for enrolment in cohort.enrolments.select_related("user", "cohort"):
        complete_course(enrolment, manual_key)
    numbers = [certificate.number for certificate in issue(cohort, administrator).issued]
    year, code = timezone.localtime(NOW).year, Academy.objects.get(pk=cohort.academy_id).code
    assert [number.rsplit("-", 1)[0] for number in numbers] == [
        f"PAN-{code}-{year}-00001",
        f"PAN-{code}-{year}-00002",
    ]


def test_a_certificate_says_neither_answers_nor_critical_errors(cohort, administrator):
    certificate = issue(cohort, administrator).issued[0]
    assert set(certificate.facts) == {
        "title",
        "name_native",
        "name_latin",
        "academy",
        "country",
        "place",
        "cohort",
        "courses",
        "starts_on",
        "ends_on",
        "hours",
        "second_language",
        "results",
    }
    assert certificate.facts["results"] == [{"kind": "assessment_language", "value": "ru"}]


def test_a_letter_that_cannot_be_printed_stops_the_issue_and_names_person_field_and_letter(
    cohort, administrator, trainee
):
    trainee.name_native = "山本"
    trainee.save()
    with pytest.raises(NotPrintable) as refused:
        issue(cohort, administrator)
    assert (refused.value.person, refused.value.field, refused.value.character) == (
        trainee,
        "name_native",
        "山",
    )


def test_verification_knows_valid_revoked_expired_and_unknown(cohort, administrator):
    certificate = issue(cohort, administrator).issued[0]
    today = timezone.localdate()

    def state(code=certificate.code, day=today):
        return lookup(code, language="ru", today=day).state

    assert state() == "valid"
    assert state("0" * 26) == "unknown"
    assert state(certificate.code.lower()) == "valid"
    Certificate.objects.update(valid_until=today)
    assert state(day=today) == "valid"
    assert state(day=today + timedelta(days=1)) == "expired"
    revoke(certificate=certificate, reason="Wrong person", by=administrator, at=NOW)
    assert state() == "revoked"


def test_a_stranger_sees_an_initial_and_never_a_name(cohort, administrator):
    certificate = issue(cohort, administrator).issued[0]
    verdict = lookup(certificate.code, language="en", today=timezone.localdate())
    assert verdict.holder == "A."
    assert "Aigul" not in str(verdict)
