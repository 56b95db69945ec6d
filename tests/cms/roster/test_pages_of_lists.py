"""The pages of lists in the admin, with and without JavaScript."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from cms.accounts import roles
from cms.roster.checking.findings import ERROR, Finding
from cms.roster.models import RosterImport
from tests.factories import lists
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def cohort(db):
    return make_cohort()


@pytest.fixture
def admin_client(administrator):
    client = Client()
    client.force_login(administrator, backend=BACKEND)
    return client


def sent(client, cohort, content: bytes, name: str = "list.csv"):
    return client.post(
        reverse("cohort_roster", args=[cohort.pk]), {"file": SimpleUploadedFile(name, content)}
    )


def address(name, cohort):
    return reverse(f"cohort_roster_{name}", args=[cohort.pk, RosterImport.objects.latest("pk").key])


def page(client, cohort) -> str:
    return client.get(address("list", cohort)).content.decode()


def test_a_list_is_sent_checked_answered_and_imported_without_a_script(admin_client, cohort, tmp_path):
    content = lists.messy_list(tmp_path / "messy.xlsx").read_bytes()
    response = sent(admin_client, cohort, content, "messy.xlsx")
    assert response["Location"] == address("list", cohort)
    assert "Go on" in page(admin_client, cohort)
    assert admin_client.post(address("check", cohort))["Location"] == address("list", cohort)
    shown = page(admin_client, cohort)
    assert "Import the 18 good rows" in shown
    assert "Send the mended file" in shown
    assert "Табельный номер начальника" in shown
    admin_client.post(address("answers", cohort), {"answer-18-letters": "mend"})
    assert "Import the 19 good rows" in page(admin_client, cohort)
    told = admin_client.post(address("apply", cohort), follow=True).content.decode()
    assert "19 people were imported" in told
    assert cohort.enrolments.count() == 19


def test_a_script_is_told_how_far_the_checking_is(admin_client, cohort):
    sent(admin_client, cohort, lists.xlsx(lists.numbered(260)))
    asked = {"headers": {"accept": "application/json"}}
    first = admin_client.post(address("check", cohort), **asked).json()
    assert first == {"checked": 250, "total": 260, "done": False}
    assert admin_client.post(address("check", cohort), **asked).json()["done"] is True


def test_sending_the_same_list_again_says_that_everybody_is_here(admin_client, cohort):
    content = lists.separated([["Т/н", "ФИО"], ["8", "Ли Виктор"]])
    for _time in range(2):
        sent(admin_client, cohort, content)
        admin_client.post(address("check", cohort))
        shown = page(admin_client, cohort)
        admin_client.post(address("apply", cohort))
    assert "Everybody on this list is here already" in shown
    assert cohort.enrolments.count() == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"%PDF-1.7", "PDF"), (b"", "nothing in the file"), (b"x" * (10 * 1024 * 1024 + 1), "too large")],
)
def test_a_file_that_is_no_list_is_told_so_beside_the_field(admin_client, cohort, content, told):
    response = sent(admin_client, cohort, content)
    assert response.status_code == 422
    assert told in response.content.decode()
    assert not RosterImport.objects.exists()


def test_columns_are_chosen_on_the_page(admin_client, cohort):
    sent(admin_client, cohort, lists.separated([["One", "Two"], ["Ли Виктор", "8"]]))
    assert "Say which column holds the service number" in page(admin_client, cohort)
    wrong = admin_client.post(address("columns", cohort), {"column-0": "number", "column-1": "number"})
    assert wrong.status_code == 422
    assert "Two columns are taken" in wrong.content.decode()
    admin_client.post(address("columns", cohort), {"column-0": "name", "column-1": "number"})
    admin_client.post(address("check", cohort))
    assert "Import 1 person" in page(admin_client, cohort)


def test_one_answer_is_given_to_all_questions_of_a_kind(admin_client, cohort):
    rows = [["Т/н", "ФИО"], ["8", "Лi Вiктор"], ["9", "Цoй Марина"]]
    sent(admin_client, cohort, lists.separated(rows))
    admin_client.post(address("check", cohort))
    assert 'value="letters:mend"' in page(admin_client, cohort)
    admin_client.post(address("answers", cohort), {"all": "letters:mend"})
    assert "Import all 2 people" in page(admin_client, cohort)


def test_a_list_is_given_up(admin_client, cohort):
    sent(admin_client, cohort, lists.separated([["Т/н", "ФИО"], ["8", "Ли Виктор"]]))
    admin_client.post(address("cancel", cohort))
    roster = RosterImport.objects.get()
    assert (roster.state, roster.rows) == (RosterImport.State.CANCELLED, [])
    assert "Nothing of it was written" in page(admin_client, cohort)
    assert "ended" in admin_client.post(address("apply", cohort), follow=True).content.decode()


def test_findings_go_out_as_a_workbook_in_which_nothing_is_a_formula(admin_client, cohort):
    rows = [["Т/н", "ФИО", "Пол"], ["=1+1", "Ли Виктор", "=HYPERLINK(1)"]]
    sent(admin_client, cohort, lists.separated(rows))
    admin_client.post(address("check", cohort))
    response = admin_client.get(address("findings", cohort))
    sheet = load_workbook(BytesIO(response.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value} <= {"s", "n"}
    lines = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [2, "Т/н", "error", "=1+1"] in [line[:4] for line in lines]
    assert [2, "Пол", "error", "=HYPERLINK(1)"] in [line[:4] for line in lines]


def test_the_template_can_be_sent_back(admin_client, cohort):
    template = admin_client.get(reverse("cohort_roster_template", args=[cohort.pk])).content
    assert len(load_workbook(BytesIO(template)).sheetnames) == 2
    sent(admin_client, cohort, template, "template.xlsx")
    admin_client.post(address("check", cohort))
    roster = RosterImport.objects.get()
    assert len(roster.columns) == 11
    assert len(roster.plans) == 1
    assert [one for one in roster.findings if Finding(*one).level == ERROR] == []


def test_forms_bring_their_token(administrator, cohort):
    client = Client(enforce_csrf_checks=True)
    client.force_login(administrator, backend=BACKEND)
    shown = client.get(reverse("cohort_roster", args=[cohort.pk])).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', shown)[1]
    rows = [["Т/н", "ФИО"], ["8", "Лi Виктор"], ["9", "Пак Денис"]]
    file = SimpleUploadedFile("list.csv", lists.separated(rows))
    client.post(reverse("cohort_roster", args=[cohort.pk]), {"file": file, "csrfmiddlewaretoken": token})
    client.post(address("check", cohort), {"csrfmiddlewaretoken": token})
    forms = re.findall(r"<form.*?</form>", page(client, cohort), re.DOTALL)
    own = [form for form in forms if "/roster/" in form]
    assert len(own) == 4
    assert all("csrfmiddlewaretoken" in form for form in own)


def test_an_administrator_who_teaches_at_another_academy_brings_it_no_people(cohort):
    guest = make_person(
        username="a-2", role=roles.ADMINISTRATOR, academy=make_academy("Other academy", country="TJ")
    )
    cohort.lecturers.add(guest)
    client = Client()
    client.force_login(guest, backend=BACKEND)
    assert client.get(reverse("cohort_people", args=[cohort.pk])).status_code == 200
    # What is not found under /admin/ is looked for under a language, where it is not found either.
    assert client.get(reverse("cohort_roster", args=[cohort.pk]), follow=True).status_code == 404


def test_a_list_of_another_cohort_is_not_found(admin_client, cohort):
    sent(admin_client, cohort, lists.separated([["Т/н", "ФИО"], ["8", "Ли Виктор"]]))
    elsewhere = address("list", make_cohort(title="Autumn"))
    assert admin_client.get(elsewhere, follow=True).status_code == 404


def test_queries_of_the_page_do_not_grow_with_the_rows(admin_client, cohort):
    counts = []
    for first, count in ((1, 3), (101, 60)):
        sent(admin_client, cohort, lists.xlsx(lists.numbered(count, first=first)))
        admin_client.post(address("check", cohort))
        page(admin_client, cohort)
        with CaptureQueriesContext(connection) as captured:
            page(admin_client, cohort)
        counts.append(len(captured))
    assert counts[0] == counts[1]
