from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader
from wagtail.models import ModelLogEntry

from certificates.keeping.reissuing import reissue
from certificates.keeping.revoking import revoke
from certificates.making.printing import fonts
from certificates.models import Certificate
from cms.papers.register import RegisterFacts, RegisterRow, render_register
from cms.papers.register_reading import register_facts, years_of
from tests.factories.academies import make_academy
from tests.factories.issued import ISSUED_AT, issue_to
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 5, 1)
SECOND = datetime(2026, 4, 20, 6, 0, tzinfo=UTC)


@pytest.fixture
def issued(trainee, other_trainee, manual_key, lecturer):
    """Three certificates: one was replaced by a fourth, one revoked."""
    found = [issue_to(person, manual_key) for person in (trainee, other_trainee, lecturer)]
    names = {"name_native": "Айгүл Әлібек", "name_latin": "ALIBEK Aigul"}
    found.append(reissue(certificate=found[0], reason="A letter", by=None, at=SECOND, **names))
    revoke(certificate=found[1], reason="=Issued twice", by=None, at=SECOND)
    return [Certificate.objects.get(pk=one.pk) for one in found]


def facts(academy, language="en"):
    return register_facts(academy=academy, year=2026, language=language, today=TODAY)


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def test_every_number_is_there_in_its_order_with_what_became_of_it(issued, trainee):
    found = facts(trainee.academy)
    assert [row.number for row in found.rows] == [one.number for one in issued]
    assert [row.state for row in found.rows] == ["replaced", "revoked", "valid", "valid"]
    assert found.rows[0].since == f"by {issued[3].number}"
    assert "=Issued twice" in found.rows[1].since
    assert (found.rows[0].name_latin, found.rows[3].name_latin) == ("ALIBEKOVA Aigul", "ALIBEK Aigul")
    assert found.last == 4
    text = "\n".join(pages(render_register(found, fonts())))
    assert "They run from 1 to 4 without a gap." in text
    assert "page 1 of 1" in text
    assert text.count("Name, signature, date, stamp") == 2
    assert all(one.number in text for one in issued)


def test_a_number_that_is_missing_is_said(issued, trainee):
    found = facts(trainee.academy)
    short = RegisterFacts(found.academy, 2026, "en", found.rows[:3], found.last, TODAY)
    assert "4 were given: the list is not complete." in "\n".join(pages(render_register(short, fonts())))


def test_it_is_read_in_dari_from_right_to_left(issued, trainee):
    pdf = render_register(facts(trainee.academy, "fa-af"), fonts())
    page = PdfReader(BytesIO(pdf)).pages[0]
    assert PdfReader(BytesIO(pdf)).trailer["/Root"]["/Lang"] == "fa-AF"
    assert issued[3].number in page.extract_text()
    assert float(page.mediabox.width) > float(page.mediabox.height)


def test_years_are_counted_apart_and_other_academies_left_out(issued, trainee, manual_key):
    there = make_academy("Bishkek academy", "KG")
    issue_to(make_person(username="kg-1", academy=there), manual_key, academy=there)
    Certificate.objects.filter(pk=issued[2].pk).update(issued_on=date(2025, 1, 9))
    assert years_of(trainee.academy) == [(2026, 3), (2025, 1)]
    assert years_of(there) == [(2026, 1)]


def test_the_register_costs_two_queries_and_hundreds_of_rows_stay_small(
    issued, trainee, django_assert_num_queries
):
    with django_assert_num_queries(2):
        facts(trainee.academy)
    row = facts(trainee.academy).rows[3]
    rows = tuple(
        RegisterRow(f"PAN-KZ01-2026-{n:05d}-0", f"{row.name} {n}", f"{row.name_latin} {n}", *_rest(row))
        for n in range(300)
    )
    pdf = render_register(RegisterFacts("Academy", 2026, "ru", rows, 300, TODAY), fonts())
    found = PdfReader(BytesIO(pdf))
    assert len(pdf) < 300_000
    assert 10 < len(found.pages) < 40
    assert "PAN-KZ01-2026-00299-0" in "".join(page.extract_text() for page in found.pages[-3:])


def _rest(row):
    return row.title, row.cohort, row.issued_on, row.valid_until, row.state, row.since


def test_the_table_has_days_as_days_and_no_formulas(issued, trainee, client, administrator):
    client.force_login(administrator)
    response = client.get(reverse("register_xlsx", args=[administrator.academy_id, 2026]))
    sheet = load_workbook(BytesIO(response.content)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert [row[0].value for row in rows] == [one.number for one in issued]
    assert rows[0][5].value.date() == ISSUED_AT.date()
    assert {cell.data_type for row in rows for cell in row} <= {"s", "inlineStr", "d", "n"}


@pytest.mark.parametrize("file", ["pdf", "xlsx"])
def test_who_takes_it_stands_in_the_history_of_the_academy(issued, client, administrator, file):
    client.force_login(administrator)
    response = client.get(reverse(f"register_{file}", args=[administrator.academy_id, 2026]))
    assert "no-store" in response["Cache-Control"]
    row = ModelLogEntry.objects.get(action="panah.register_taken")
    assert (row.user, row.data) == (administrator, {"year": 2026, "file": file})


def test_the_register_of_another_academy_is_not_found(issued, client, administrator):
    there = make_academy("Bishkek academy", "KG")
    client.force_login(administrator)
    assert client.get(reverse("register_pdf", args=[there.pk, 2026])).status_code == 404


def test_the_page_lists_the_years_of_the_own_academy(issued, client, administrator):
    client.force_login(administrator)
    page = client.get(reverse("register_papers")).content.decode()
    assert reverse("register_pdf", args=[administrator.academy_id, 2026]) in page
