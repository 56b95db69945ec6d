"""Tokens of offices in the admin: made, shown once, listed, ended, and written down."""

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from certificates.models import VerifierToken
from certificates.verification.offices.granting import BadName, grant_token, revoke_token
from tests.factories.offices import ask, make_token
from tests.factories.playing import client_of, text_of

pytestmark = pytest.mark.django_db

LIST, ADD = "office_tokens", "office_tokens_add"


@pytest.fixture
def desk(administrator):
    return client_of(administrator)


def test_a_token_is_shown_this_once_and_opens_the_api(desk, administrator, settings):
    made = desk.post(reverse(ADD), {"name": "Ministry of Labour"})
    token, row = made.context["token"], VerifierToken.objects.get()
    assert made.content.decode().count(token) == 1
    assert "it is not shown again" in text_of(made)
    assert 'data-copy="offices-token"' in made.content.decode()
    assert f"{settings.PANAH_BASE_URL}/api/v1/certificates/check" in text_of(made)
    assert (row.name, row.created_by) == ("Ministry of Labour", administrator)
    assert ask(token, [{"code": "A"}]).status_code == 200
    for later in (desk.get(reverse(LIST)), desk.get(reverse("office_tokens_revoke", args=[row.pk]))):
        assert row.hint in later.content.decode()
        assert token.rpartition("_")[2] not in later.content.decode()
    assert token.rpartition("_")[2] not in str(dict(desk.session))


def test_nobody_on_the_way_keeps_the_page_with_the_token(desk):
    made = desk.post(reverse(ADD), {"name": "A ministry"})
    assert {"no-store", "private"} <= set(made["Cache-Control"].split(", "))


def test_no_two_tokens_are_alike_and_256_bits_of_each_are_secret():
    tokens = {make_token() for _ in range(20)}
    assert len({token.rpartition("_")[2] for token in tokens}) == 20
    assert {len(bytes.fromhex(token.rpartition("_")[2])) * 8 for token in tokens} == {256}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("", "This field is required."),
        ("  ", "This field is required."),
        ("x" * 161, "at most 160 characters"),
        ("two\nlines", "A name stands on one line."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(desk, name, told):
    assert told in text_of(desk.post(reverse(ADD), {"name": name}))
    assert not VerifierToken.objects.exists()
    with pytest.raises(BadName):
        grant_token(name=name, by=None, at=timezone.now())


def test_without_tokens_the_page_says_what_they_are_for(desk, settings):
    told = text_of(desk.get(reverse(LIST)))
    assert "No office has a token yet." in told
    assert f"{settings.PANAH_BASE_URL}/api/v1/certificates/check" in told


def test_the_list_has_tokens_in_use_first(desk, administrator):
    for name in ("Zeta", "Alpha", "Gone"):
        make_token(name, by=administrator)
    revoke_token(token=VerifierToken.objects.get(name="Gone"), by=administrator, at=timezone.now())
    page = desk.get(reverse(LIST))
    assert [one.name for one in page.context["tokens"]] == ["Alpha", "Zeta", "Gone"]
    assert page.content.decode().count("/revoke/") == 2
    assert text_of(page).count(administrator.get_full_name()) >= 4


def test_the_list_costs_the_same_for_many_tokens(desk, administrator, django_assert_max_num_queries):
    for number in range(20):
        make_token(str(number), by=administrator)
    desk.get(reverse(LIST))
    with django_assert_max_num_queries(12):
        desk.get(reverse(LIST))


def test_a_token_is_revoked_after_a_question(desk, administrator):
    token = make_token("A ministry")
    row = VerifierToken.objects.get()
    url = reverse("office_tokens_revoke", args=[row.pk])
    asked = text_of(desk.get(url))
    assert "cannot be made valid again" in asked
    assert "It has never been used." in asked
    assert ask(token, [{"code": "A"}]).status_code == 200
    assert desk.post(url).url == reverse(LIST)
    assert ask(token, [{"code": "A"}]).status_code == 401
    row.refresh_from_db()
    assert row.revoked_by == administrator
    # Again: who did it and when stay.
    at = row.revoked_at
    assert "This token was revoked on" in text_of(desk.get(url))
    desk.post(url)
    row.refresh_from_db()
    assert row.revoked_at == at
    assert ModelLogEntry.objects.filter(action="panah.office_token_revoked").count() == 1


def test_who_made_and_who_ended_a_token_is_written_down_without_the_token(desk, administrator):
    token = desk.post(reverse(ADD), {"name": "A ministry"}).context["token"]
    row = VerifierToken.objects.get()
    desk.post(reverse("office_tokens_revoke", args=[row.pk]))
    written = ModelLogEntry.objects.for_instance(row).order_by("timestamp")
    assert [(one.action, one.user, one.message) for one in written] == [
        ("panah.office_token_granted", administrator, f"Made the token {row.hint}…"),
        ("panah.office_token_revoked", administrator, f"Revoked the token {row.hint}…"),
    ]
    assert token.rpartition("_")[2] not in str(list(ModelLogEntry.objects.values()))


def test_the_menu_leads_to_it_for_administrators_alone(desk, lecturer):
    assert reverse(LIST) in desk.get("/admin/").content.decode()
    assert reverse(LIST) not in client_of(lecturer).get("/admin/").content.decode()
