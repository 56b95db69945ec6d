"""Authors and licences: on the page of content, over all content, and as a table."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from assessments.h5p.desk.crediting import Work, accounts
from assessments.h5p.licences import MEDIUM, Credit
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, NOTE, note

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def without_licence(**changes):
    picture = {"path": "images/gate.png", "mime": "image/png"}
    return make_version(main=NOTE, params=note(pictures=[picture]), **changes)


def sheet(client, name: str) -> list[tuple]:
    book = load_workbook(BytesIO(client.get(reverse("h5p_credits_file")).content))
    return list(book[name].iter_rows(min_row=2, values_only=True))


def test_the_page_of_content_names_who_made_it_and_under_which_licence(client):
    version = make_version(main=NOTE)
    text = client.get(reverse("h5p_content", args=[version.content.key])).content.decode()
    assert "Aigul Alibekova" in text
    assert "CC BY 4.0" in text
    # The picture in it.
    assert "Nurlan Sadykov" in text
    assert "CC BY-SA 4.0" in text


def test_what_has_no_licence_is_named(client):
    without_licence(h5p={"title": "Open question", "license": None, "authors": None})
    make_version(main=CHOICE, h5p={"title": "All told"})
    [gap] = [account for account in accounts() if account.gaps]
    assert [work.credit.name for work in gap.gaps] == ["Open question", "images/gate.png"]
    text = client.get(reverse("h5p_credits"), {"gaps": "1"}).content.decode()
    assert "Open question" in text
    assert "images/gate.png" in text
    assert "All told" not in text


def test_only_the_newest_version_counts():
    first = without_licence()
    make_version(content=first.content, main=CHOICE)
    [account] = accounts()
    assert (account.version.number, account.gaps) == (2, [])


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("HTTP://example.org", "HTTP://example.org"),
        ("javascript:alert(1)", ""),
        ("Manual, page 4", ""),
    ],
)
def test_a_source_is_followed_only_where_it_is_an_address(source, address):
    work = Work(Credit(MEDIUM, "", "A picture", "image/png", source=source), ())
    assert work.source_url == address


def test_the_table_has_every_work_and_a_sheet_of_those_without_a_licence(client):
    without_licence(h5p={"title": "=HYPERLINK(1)", "license": None})
    works, gaps = sheet(client, "Works"), sheet(client, "Without a licence")
    assert [row[0] for row in works] == ["=HYPERLINK(1)"] * 2
    assert works[1][5:7] == ("images/gate.png", "Pictures › Picture 1")
    assert [row[8] for row in gaps] == ["no licence named"] * 2


def test_an_empty_report_says_so(client):
    assert "There is no H5P content yet" in client.get(reverse("h5p_credits")).content.decode()
    assert sheet(client, "Works") == []


def test_queries_do_not_grow_with_content(django_assert_num_queries):
    make_version(main=NOTE)
    with django_assert_num_queries(3):
        list(accounts())
    for number in range(4):
        make_version(main=CHOICE, h5p={"title": str(number)})
    with django_assert_num_queries(3):
        assert len(list(accounts())) == 5
