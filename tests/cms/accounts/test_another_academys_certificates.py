"""An administrator of another academy walks everything about certificates, and finds nothing of ours."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from certificates.issuing.issuing import issue_for_qualified
from certificates.models import Certificate, DesignVersion, IssueRun
from certificates.signing.creating import ensure_keys
from cms.accounts import roles
from courses.models import Enrolment
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.designs import design_places
from tests.factories.people import make_person
from tests.factories.playing import client_of
from tests.factories.progress import complete_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(db):
    academy = make_academy("Another academy", "TJ")
    return make_person(username="other-a", role=roles.ADMINISTRATOR, academy=academy)


@pytest.fixture
def abroad(other):
    return client_of(other)


@pytest.fixture
def home(administrator):
    return client_of(administrator)


@pytest.fixture
def ours(trainee, manual_key):
    """A certificate of our academy, issued by a run."""
    cohort = make_cohort(course_keys=[manual_key], people=[trainee])
    complete_course(Enrolment.objects.select_related("user", "cohort").get(user=trainee), manual_key)
    return issue_for_qualified(cohort=cohort, by=None, at=timezone.now()).issued[0]


def is_lost(response) -> bool:
    # What is not found under /admin/ is looked for under a language, where it is not found either.
    return response.status_code == 404


def test_the_certificates_of_a_cohort_are_not_there(ours, home, abroad):
    enrolment = ours.transcript.enrolment
    places = {
        "cohort_certificates": [enrolment.cohort_id],
        "cohort_certificates_zip": [enrolment.cohort_id],
        "cohort_certificates_print": [enrolment.cohort_id],
        "cohort_certificates_sample": [enrolment.cohort_id, enrolment.pk, "pdf"],
    }
    for name, args in places.items():
        url = reverse(name, args=args)
        assert home.get(url).status_code == 200, name
        assert is_lost(abroad.get(url, follow=True)), name


def test_nothing_is_done_to_a_cohort_of_others(ours, home, abroad):
    enrolment, run = ours.transcript.enrolment, IssueRun.objects.get()
    cohort, name = enrolment.cohort_id, enrolment.user.name_latin
    acts = [
        (reverse("cohort_certificates_start", args=[cohort]), {}),
        (reverse("cohort_certificates_names", args=[cohort, enrolment.pk]), {"name_latin": "STOLEN"}),
        *((reverse("cohort_certificates_run", args=[cohort, run.key, act]), {}) for act in ("go", "cancel")),
    ]
    for url, sent in acts:
        assert abroad.post(url, sent).status_code in (302, 404), url
    enrolment.user.refresh_from_db()
    assert enrolment.user.name_latin == name
    run.refresh_from_db()
    assert (run.cancelled_at, IssueRun.objects.count(), Certificate.objects.count()) == (None, 1, 1)


def test_a_run_is_found_in_its_own_cohort_only(ours, other, abroad):
    theirs = make_cohort(title="Theirs", academy=other.academy)
    run = IssueRun.objects.get()
    url = reverse("cohort_certificates_run", args=[theirs.pk, run.key, "cancel"])
    assert is_lost(abroad.post(url, follow=True))
    for name in ("cohort_certificates_zip", "cohort_certificates_print"):
        for key in (run.key, uuid.uuid4()):
            assert is_lost(abroad.get(f"{reverse(name, args=[theirs.pk])}?run={key}", follow=True))


def test_a_certificate_is_neither_seen_nor_revoked_nor_issued_anew(ours, home, abroad):
    for name in ("certificate_record", "certificate_revoke", "certificate_reissue"):
        url = reverse(name, args=[ours.pk])
        assert home.get(url).status_code == 200, name
        assert is_lost(abroad.get(url, follow=True)), name
    sent = {"name_native": "А", "name_latin": "A", "language": "ru", "reason": "Because", "act": "issue"}
    for name in ("certificate_revoke", "certificate_reissue"):
        abroad.post(reverse(name, args=[ours.pk]), sent)
    assert Certificate.objects.get().revoked_at is None


def test_badge_and_file_are_not_there(ours, home, abroad):
    for name in ("certificate", "certificate_pdf", "certificate_badge", "certificate_badge_jwt"):
        url = reverse(name, args=[ours.code])
        assert home.get(url).status_code == 200, name
        assert is_lost(abroad.get(url)), name


def test_the_register_of_a_year_is_that_of_the_own_academy(ours, home, abroad):
    year = ours.issued_on.year
    for name in ("register_pdf", "register_xlsx"):
        url = reverse(name, args=[ours.academy_id, year])
        assert home.get(url).status_code == 200, name
        assert is_lost(abroad.get(url, follow=True)), name


def test_templates_of_others_are_not_there_and_stay_as_they_are(administrator, home, abroad, other):
    places = design_places(administrator)
    versions = DesignVersion.objects.count()
    for name, args in places.items():
        url = reverse(name, args=args)
        assert is_lost(abroad.get(url, follow=True)) or abroad.get(url).status_code == 405, name
        assert is_lost(abroad.post(url, follow=True)) or abroad.post(url).status_code == 405, name
    assert home.get(reverse("design", args=places["design"])).status_code == 200
    assert (
        f"/certificate-templates/{places['design'][0]}/"
        not in abroad.get(reverse("designs")).content.decode()
    )
    assert DesignVersion.objects.count() == versions


def test_keys_of_others_are_not_listed(administrator, home, abroad, other):
    for person in (administrator, other):
        ensure_keys(academy=person.academy, at=timezone.now())
    kids = [key.kid for key in administrator.academy.signing_keys.all()]
    url = reverse("signing_keys")
    assert any(kid in home.get(url).content.decode() for kid in kids)
    assert not any(kid in abroad.get(url).content.decode() for kid in kids)
    assert administrator.academy.name not in abroad.get(url).content.decode()
