"""Keys in the admin: made, shown once, listed, ended; by administrators alone."""

from base64 import b64encode
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.lrs.clients.credentials import READ_MINE, STATE, WRITE, NotAuthenticated, client_of
from assessments.lrs.clients.granting import grant_key, revoke_key
from assessments.lrs.keys.forms import a_year_after
from assessments.lrs.models import LrsKey
from tests.factories.playing import client_of as browser_of
from tests.factories.playing import text_of

pytestmark = pytest.mark.django_db

LIST, ADD = "keys", "keys_add"


@pytest.fixture
def desk(administrator):
    return browser_of(administrator)


def add(desk, **values):
    day = timezone.localdate() + timedelta(days=10)
    filled = {"name": "A player", "scopes": [WRITE, STATE], "expires": day.isoformat()} | values
    return desk.post(reverse(ADD), {name: value for name, value in filled.items() if value is not None})


def shown(desk) -> str:
    return text_of(desk.get(reverse(LIST)))


def basic(key, secret):
    return f"Basic {b64encode(f'{key}:{secret}'.encode()).decode()}"


# A new key


def test_the_secret_opens_the_store_and_is_shown_this_once(desk, administrator):
    made = add(desk)
    secret, key = made.context["secret"], LrsKey.objects.get()
    assert made.content.decode().count(secret) == 1
    assert "it is not shown again" in text_of(made)
    client = client_of(basic(key.key, secret))
    assert (client.name, client.scopes, client.created_by) == ("A player", [WRITE, STATE], administrator)
    assert timezone.localdate(client.expires_at) == timezone.localdate() + timedelta(days=10)
    # Neither a list, nor the form sent once more (a page that is loaded again), nor the database has it.
    again = add(desk)
    assert "There is a key of this name already." in text_of(again)
    for later in (again, desk.get(reverse(LIST)), desk.get(reverse("keys_revoke", args=[key.pk]))):
        assert secret not in later.content.decode()
    assert secret not in str(LrsKey.objects.values().get())
    assert secret not in str(dict(desk.session))


def test_nobody_on_the_way_keeps_the_page_with_the_secret(desk):
    assert {"no-store", "private"} <= set(add(desk)["Cache-Control"].split(", "))


def test_the_secret_can_be_copied_with_and_without_javascript(desk):
    made = add(desk).content.decode()
    assert 'data-copy="keys-secret"' in made
    assert '<code class="ks-value" id="keys-secret" dir="ltr" tabindex="0"' in made


def test_a_new_key_is_shown_with_what_it_may_and_where_it_is_entered(desk, settings):
    told = text_of(add(desk, expires=""))
    assert f"{settings.PANAH_BASE_URL}/xapi " in told
    assert "It never expires." in told
    # A key that may not read would be refused by the example.
    assert "curl" not in told
    reading = text_of(add(desk, name="A reader", scopes=[READ_MINE]))
    assert f"curl --user {LrsKey.objects.get(name='A reader').key} \\" in reading


def test_a_form_begins_with_little_and_with_a_year(desk):
    form = desk.get(reverse(ADD)).context["form"]
    assert form["scopes"].value() == [WRITE, READ_MINE]
    assert form["expires"].value() == a_year_after(timezone.localdate())
    assert a_year_after(date(2028, 2, 29)) == date(2029, 2, 28)


def test_each_scope_is_explained_in_plain_words(desk):
    told = text_of(desk.get(reverse(ADD)))
    assert "Where somebody stopped and what was chosen there" in told
    assert len(desk.get(reverse(ADD)).context["form"].boxes) == 7


def given(response) -> dict[str, bool]:
    return {str(ability.name): ability.is_given for ability in response.context["form"].abilities}


def test_what_a_key_may_do_can_be_seen_before_it_is_made(desk):
    seen = add(desk, name="", scopes=["all/read"], preview="1")
    assert given(seen) == {
        "Send statements": False,
        "Read statements that came in with this key": True,
        "Read all statements, about everybody": True,
        "Read states": True,
        "Write and delete states": False,
        "Read profiles": True,
        "Write and delete profiles": False,
    }
    assert not seen.context["form"].errors
    assert not LrsKey.objects.exists()


def test_the_page_knows_what_the_script_needs(desk):
    page = desk.get(reverse(ADD)).content.decode()
    assert '<li data-allowed-by="statements/write all" data-given>' in page
    assert '<li data-allowed-by="state all/read all">' in page


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": ""}, "This field is required."),
        ({"name": "x" * 121}, "at most 120 characters"),
        ({"name": "two\nlines"}, "A name stands on one line."),
        ({"scopes": None}, "Choose at least one"),
        ({"scopes": ["everything"]}, "is not one of the available choices"),
        ({"expires": "2001-01-01"}, "This day is over."),
        ({"expires": "tomorrow"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(desk, wrong, told):
    response = add(desk, **wrong)
    assert told in text_of(response)
    assert not LrsKey.objects.exists()


def test_a_key_may_end_today(desk):
    add(desk, expires=timezone.localdate().isoformat())
    assert LrsKey.objects.get().is_usable(at=timezone.now())


# The list


def test_without_keys_the_page_says_what_they_are_for_and_how_they_are_used(desk, settings):
    told = shown(desk)
    assert "There are no keys yet." in told
    assert f"{settings.PANAH_BASE_URL}/xapi " in told
    assert (
        f'curl --user KEY \\ --header "X-Experience-API-Version: 1.0.3" \\ "{settings.PANAH_BASE_URL}/xapi/'
        in told
    )


def test_the_list_tells_scopes_in_words_and_how_each_key_stands(desk, administrator):
    now = timezone.now()
    grant_key(name="Valid", scopes=["all/read"], by=administrator)
    grant_key(name="Soon", expires_at=now + timedelta(days=29))
    grant_key(name="Expired", expires_at=now - timedelta(days=1))
    revoked, _secret = grant_key(name="Revoked")
    revoke_key(key=revoked, at=now, by=administrator, reason="The laptop was lost.")
    LrsKey.objects.filter(name="Soon").update(last_used_at=now)
    keys = desk.get(reverse(LIST)).context["keys"]
    assert [(one.row.name, str(one.standing.label)) for one in keys] == [
        ("Soon", "expires soon"),
        ("Valid", "valid"),
        ("Expired", "expired"),
        ("Revoked", "revoked"),
    ]
    told = shown(desk)
    assert "Read everything" in told
    assert f"{timezone.localtime(now):%d.%m.%Y %H:%M}" in told
    # Who, when and why stay.
    assert "The laptop was lost." in told
    assert told.count(administrator.get_full_name()) >= 2
    links = desk.get(reverse(LIST)).content.decode().count("/revoke/")
    assert links == 2


def test_the_list_costs_the_same_for_many_keys(desk, administrator, django_assert_max_num_queries):
    for number in range(30):
        grant_key(name=str(number), by=administrator)
    desk.get(reverse(LIST))
    with django_assert_max_num_queries(12):
        desk.get(reverse(LIST))


# The end of a key


def test_a_key_is_revoked_after_a_question_and_with_a_reason(desk, administrator):
    key, secret = grant_key(name="A player")
    url = reverse("keys_revoke", args=[key.pk])
    asked = text_of(desk.get(url))
    assert "A player" in asked
    assert "it cannot be made valid again" in asked
    assert "This field is required." in text_of(desk.post(url, {"reason": " "}))
    assert client_of(basic(key.key, secret)) == key
    assert desk.post(url, {"reason": "Not needed any more."}).url == reverse(LIST)
    with pytest.raises(NotAuthenticated):
        client_of(basic(key.key, secret))
    key.refresh_from_db()
    assert (key.revoked_by, key.revoked_reason) == (administrator, "Not needed any more.")


def test_a_key_is_revoked_once(desk, administrator):
    key, _secret = grant_key(name="A player")
    url = reverse("keys_revoke", args=[key.pk])
    desk.post(url, {"reason": "First."})
    asked = desk.get(url)
    assert "This key was revoked on" in text_of(asked)
    assert "<textarea" not in asked.content.decode()
    desk.post(url, {"reason": "Second."})
    assert LrsKey.objects.get().revoked_reason == "First."


def test_an_unknown_key_is_not_found(desk):
    assert desk.get(reverse("keys_revoke", args=[987654]), follow=True).status_code == 404


# Who may


def test_only_administrators_make_and_revoke_keys(cast):
    key, _secret = grant_key(name="Old")
    made, ended = [], []
    for who, person in cast.items():
        browser = browser_of(person) if person else Client()
        add(browser, name=who)
        if LrsKey.objects.filter(name=who).exists():
            made.append(who)
        browser.post(reverse("keys_revoke", args=[key.pk]), {"reason": who})
        key.refresh_from_db()
        if key.revoked_reason == who:
            ended.append(who)
    assert (made, ended) == (["administrator"], ["administrator"])


def test_the_menu_leads_to_keys_whom_they_are_open_to(desk, lecturer):
    home = reverse("wagtailadmin_home")
    assert reverse(LIST) in desk.get(home).content.decode()
    assert reverse(LIST) not in browser_of(lecturer).get(home).content.decode()
