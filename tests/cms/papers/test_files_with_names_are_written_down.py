"""Whoever takes a file with names out of the site stands in the history of the cohort."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from courses.cohorts.auditing import EXPORTED, FILES
from tests.factories.issued import issue_to

pytestmark = pytest.mark.django_db
ADDRESSES = {
    "overview": "cohort_overview_workbook",
    "marks": "cohort_attendance_sheet",
    "commander": "cohort_commander",
    "certificates": "cohort_certificates_zip",
    "certificates_print": "cohort_certificates_print",
}


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_written_down_before_it_is_sent(administrator, trainee, manual_key, file):
    certificate = issue_to(trainee, manual_key)
    place = certificate.transcript.enrolment
    cohort = place.cohort
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    asked = {"language": "ru", "by": "2026-12-01", "to": place.pk} if file == "commander" else {}
    response = client.get(reverse(ADDRESSES[file], args=[cohort.pk]), asked)
    assert response.status_code == 200
    assert not response["Content-Type"].startswith("text/html")
    entry = ModelLogEntry.objects.get(action=EXPORTED)
    assert (entry.user, entry.data) == (administrator, {"file": file})
    history = client.get(reverse("cohorts:history", args=[cohort.pk])).content.decode()
    assert str(FILES[file]) in history
