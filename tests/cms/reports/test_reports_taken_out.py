"""Files of the report: what is in them, and that it is written down who took them out."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from freezegun import freeze_time
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from cms.reports import exporting
from cms.reports.models import ReportExport
from courses.content.countries import Country
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person
from tests.factories.region import make_region

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def clock():
    with freeze_time("2026-06-10 07:00:00"):
        yield


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def taken_out(person, format="xlsx", query="?first=2025-01-01"):
    return client_of(person).post(reverse("totals_file", args=[format]) + query)


def workbook(response):
    return load_workbook(BytesIO(response.content))


@pytest.fixture
def superuser(db):
    return make_person(username="s-1", is_superuser=True, academy=None)


@pytest.fixture
def region(db):
    make_region(learners=200, cohorts=10, academies=5)


@pytest.mark.usefixtures("region")
def test_the_workbook_has_a_sheet_for_each_table_and_one_for_what_the_words_mean(superuser):
    response = taken_out(superuser, query="?first=2025-01-01&in=en")
    assert response["Content-Disposition"] == 'attachment; filename="panah-2025-01-01-2025-12-31-en.xlsx"'
    book = workbook(response)
    assert book.sheetnames == [
        "Report",
        "By country and academy",
        "By sex",
        "By language",
        "By track",
        "Critical errors",
        "Trained onwards, by country",
        "Trained onwards, by sex",
        "What the words mean",
    ]
    assert [cell.value for cell in list(book["By sex"])[-1]] == ["Total", 200, 160, 140, 32.5]
    told = {row[0].value: row[1].value for row in book["Report"] if len(row) > 1}
    assert told["Period"] == "01.01.2025 – 31.12.2025"
    assert told["Made by"] == superuser.name_native
    assert told["Enrolled"] == 200


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)"])
def test_a_name_that_looks_like_a_formula_stays_a_name(superuser, name):
    academy = make_academy(name, "KG")
    person = make_person(username="k-1", academy=academy)
    make_cohort(academy=academy, people=[person], starts_on=date(2025, 3, 2), ends_on=date(2025, 3, 20))
    sheet = workbook(taken_out(superuser, query="?first=2025-01-01&in=en"))["By country and academy"]
    cell = sheet["A3"]
    assert cell.value.strip() == name
    assert cell.data_type == "s"


@pytest.mark.usefixtures("region")
@pytest.mark.parametrize("language", ["en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af"])
def test_the_paper_can_be_read_in_every_language(superuser, language):
    response = taken_out(superuser, "pdf", f"?first=2025-01-01&in={language}")
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(BytesIO(response.content))
    text = "\n".join(page.extract_text() for page in reader.pages)
    with translation.override(language):
        country = str(Country.KZ.label)
    assert country in text
    assert "CE-REF" in text
    assert "200" in text
    assert reader.viewer_preferences.direction == ("/R2L" if language == "fa-af" else "/L2R")


def test_hidden_numbers_are_said_to_be_hidden_in_the_files_of_an_observer(observer):
    make_region(learners=23, cohorts=10, academies=5)
    book = workbook(taken_out(observer, query="?year=2025&in=en"))
    values = [cell.value for sheet in book for row in sheet for cell in row]
    assert "hidden" in values
    assert not {1, 2, 3, 4} & {value for value in values if isinstance(value, int)}


def test_it_is_written_down_who_took_out_which_report(administrator):
    taken_out(administrator, "pdf", "?first=2025-01-01&sex=f&in=ru")
    row = ReportExport.objects.get()
    assert (row.made_by, row.format, row.language, row.totals_only) == (administrator, "pdf", "ru", False)
    assert row.asked == {
        "first": "2025-01-01",
        "last": "2025-12-31",
        "sex": "f",
        "academy": administrator.academy_id,
    }
    assert ModelLogEntry.objects.filter(action=exporting.EXPORTED, user=administrator).count() == 1


@pytest.mark.parametrize(
    ("format", "query", "status"),
    # What is not found under /admin/ is looked for under a language, where it is not found either.
    [("docx", "?first=2025-01-01", 302), ("xlsx", "?first=never", 400), ("pdf", "?year=2025", 400)],
)
def test_nothing_is_written_down_of_a_file_that_was_not_made(administrator, format, query, status):
    assert taken_out(administrator, format, query).status_code == status
    assert not ReportExport.objects.exists()


def test_a_file_is_not_sent_to_who_only_follows_an_address(administrator):
    url = reverse("totals_file", args=["xlsx"])
    assert client_of(administrator).get(url).status_code == 405
    assert not ReportExport.objects.exists()


def test_administrators_see_what_people_of_their_academy_took_out_and_superusers_all(
    administrator, observer, superuser
):
    stranger = make_person(
        username="a-2", role="Administrator", academy=make_academy("Other", "KG"), name_native="Stranger"
    )
    for person, query in ((administrator, ""), (stranger, ""), (observer, "")):
        taken_out(person, query=query)
    url = reverse("totals_exports")
    assert [row.made_by for row in client_of(administrator).get(url).context["page"]] == [
        observer,
        administrator,
    ]
    assert len(client_of(superuser).get(url).context["page"].object_list) == 3
    assert "Stranger" not in client_of(administrator).get(url).content.decode()
    assert client_of(observer).get(url)["Location"] == reverse("wagtailadmin_home")
