import json
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.studio.models import DraftChange
from tests.factories.assessments import NOON
from tests.factories.drafts import change, make_draft, save

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
HEADING = ("words", "en", "d1", "heading")


@pytest.fixture
def draft(lecturer):
    return make_draft(by=lecturer)


def client_of(person):
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def post(person, name, draft, data):
    url = reverse(f"studio_{name}", args=[draft.scenario.key])
    return client_of(person).post(url, json.dumps(data), content_type="application/json")


def get(person, name, draft, query=""):
    return client_of(person).get(reverse(f"studio_{name}", args=[draft.scenario.key]) + query)


def batch(*changes, serial=1, key=None):
    return {"key": str(key or uuid4()), "serial": serial, "changes": list(changes)}


def test_a_batch_is_saved_and_tells_what_others_did_meanwhile(draft, lecturer, other_lecturer):
    save(draft, change("head", "minutes", old=10, new=12), by=other_lecturer)
    wish = batch(change(*HEADING, old="en d1 heading", new="The gate"))
    answer = post(lecturer, "changes", draft, wish)
    assert answer.status_code == 200
    told = answer.json()
    assert told["serial"] == 3
    assert [(one["serial"], one["changes"][0]["new"]) for one in told["others"]] == [(2, 12)]
    assert post(lecturer, "changes", draft, wish).status_code == 200
    assert DraftChange.objects.filter(draft=draft).count() == 3


def test_a_conflict_says_who_was_there_first_and_writes_nothing(draft, lecturer, other_lecturer):
    save(draft, change(*HEADING, old="en d1 heading", new="Theirs"), by=other_lecturer)
    answer = post(lecturer, "changes", draft, batch(change(*HEADING, old="en d1 heading", new="Mine")))
    assert answer.status_code == 409
    (conflict,) = answer.json()["conflicts"]
    assert (conflict["yours"], conflict["theirs"], conflict["by"]) == ("Mine", "Theirs", str(other_lecturer))
    assert conflict["at"].startswith("2026-03-02")
    assert get(lecturer, "document", draft).json()["words"]["en"]["d1"]["heading"] == "Theirs"


@pytest.mark.parametrize(
    "body",
    [
        {"key": "no", "serial": 1, "changes": []},
        {"key": str(uuid4()), "changes": []},
        {"key": str(uuid4()), "serial": 1, "changes": "all"},
        {"key": str(uuid4()), "serial": 1, "changes": [change("head", "minutes", old=10, new=-1)]},
    ],
)
def test_what_cannot_be_saved_is_refused_with_a_reason(draft, lecturer, body):
    answer = post(lecturer, "changes", draft, body)
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]


@pytest.mark.parametrize(
    "unkept",
    [
        change(*HEADING, old="en d1 heading", new="The\x00gate"),
        change(*HEADING, old="en d1 heading", new="The\x0bgate"),
        change("head", "modules", old=["m4"], new=["m\x00"]),
        change("head", "minutes", old="\x00", new=10),
        change("head", "source_language", old="en", new=["en"]),
        change("scenes", "d1", "choices", "a", "severity", old="best", new={}),
        change("head", "minutes", old=10, new=11) | {"more": 1},
    ],
)
def test_what_no_database_keeps_is_refused_before_it_gets_there(draft, lecturer, unkept):
    answer = post(lecturer, "changes", draft, batch(unkept))
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["message"]


def test_texts_of_colleagues_have_no_such_characters_either(draft, lecturer):
    assert post(lecturer, "snapshots", draft, {"name": "a\x00b"}).status_code == 422
    remark = {"action": "comment", "scene": "d1", "text": "a\x00b"}
    assert post(lecturer, "comments", draft, remark).status_code == 422


def test_an_officer_signs_what_was_seen_and_not_what_it_became_since(draft, lecturer, legal_officer):
    sign = {"action": "sign", "scene": "d1", "office": "legal", "serial": 1}
    other = change("words", "en", "d2", "heading", old="en d2 heading", new="Another scene")
    save(draft, other, change("words", "ru", "d1", "heading", old="ru d1 heading", new="Ворота"), by=lecturer)
    assert post(legal_officer, "comments", draft, sign).status_code == 200
    save(draft, change("words", "en", "d1/a", "text", old="en d1/a text", new="Send her back"), by=lecturer)
    assert post(legal_officer, "comments", draft, sign).status_code == 422
    assert post(legal_officer, "comments", draft, sign | {"serial": 3}).status_code == 200


@pytest.mark.parametrize("action", [[], {}, 1, None])
def test_an_action_of_the_wrong_type_is_refused(draft, lecturer, action):
    assert post(lecturer, "comments", draft, {"action": action}).status_code == 422
    sign = {"action": "sign", "scene": "d1", "office": action}
    assert post(lecturer, "comments", draft, sign).status_code == 403


@pytest.mark.parametrize("body", ["", "[]", "{", "null", '{"a":' * 50_000, '{"a": NaN}', r'{"a": "\ud800"}'])
def test_a_body_that_is_no_json_object_is_a_bad_request(draft, lecturer, body):
    url = reverse("studio_changes", args=[draft.scenario.key])
    assert client_of(lecturer).post(url, body, content_type="application/json").status_code == 400


def test_a_translator_writes_translations_and_nothing_else(draft, translator):
    russian = change("words", "ru", "d1", "heading", old="ru d1 heading", new="Ворота")
    assert post(translator, "changes", draft, batch(russian)).status_code == 200
    for refused in (
        change(*HEADING, old="en d1 heading", new="Gate"),
        change("scenes", "d1", "choices", "a", "points", old=2, new=1),
    ):
        assert post(translator, "changes", draft, batch(refused)).status_code == 403


def test_the_problems_are_told_in_the_readers_language_with_their_place(draft, lecturer):
    save(draft, change("words", "en", "d1/a", "text", old="en d1/a text", new=""), by=lecturer)
    told = get(lecturer, "problems", draft).json()
    assert not told["can_publish"]
    (problem,) = [one for one in told["problems"] if one["level"] == "blocks"]
    assert (problem["where"], bool(problem["text"])) == ("d1/a", True)


def test_only_the_officer_signs_off_and_everybody_comments(draft, lecturer, legal_officer, child_officer):
    assert (
        post(lecturer, "comments", draft, {"action": "comment", "scene": "d1", "text": "Art. 33"}).json()[
            "comments"
        ][0]["text"]
        == "Art. 33"
    )
    sign = {"action": "sign", "scene": "d1", "office": "legal"}
    assert post(lecturer, "comments", draft, sign).status_code == 403
    assert post(child_officer, "comments", draft, sign).status_code == 403
    told = post(legal_officer, "comments", draft, sign).json()
    assert told["may_sign"] == ["legal"]
    assert [(one["scene"], one["office"], one["is_current"]) for one in told["sign_offs"]] == [
        ("d1", "legal", True)
    ]


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"action": "comment", "scene": "d1", "text": " "}, 422),
        ({"action": "comment", "scene": "d77", "text": "Where?"}, 422),
        ({"action": "resolve", "comment": "no key"}, 422),
        ({"action": "resolve", "comment": str(uuid4())}, 422),
        ({"action": "dance"}, 422),
    ],
)
def test_a_comment_that_cannot_be_is_refused_with_a_reason(draft, lecturer, data, status):
    answer = post(lecturer, "comments", draft, data)
    assert answer.status_code == status
    assert answer.json()["errors"][0]["message"]


def test_the_comparison_shows_words_that_went_and_came(draft, lecturer):
    kept = post(lecturer, "snapshots", draft, {"name": "First"}).json()
    save(draft, change(*HEADING, old="en d1 heading", new="en d1 title"), by=lecturer)
    page = get(lecturer, "compare", draft, f"?from=snapshot:{kept['id']}&to=draft").content.decode()
    assert "<del>heading</del><ins>title</ins>" in page
    url = reverse("studio_compare", args=[draft.scenario.key])
    assert client_of(lecturer).get(url, {"from": "snapshot:999"}, follow=True).status_code == 404


def test_publishing_by_the_page_makes_a_version_and_leads_back_to_the_list(draft, lecturer):
    url = reverse("studio_publish", args=[draft.scenario.key])
    answer = client_of(lecturer).post(url, {"serial": draft.serial, "change": "major"})
    assert answer.status_code == 302
    assert draft.scenario.versions.get().number == 1


def test_a_stale_publish_page_publishes_nothing(draft, lecturer):
    save(draft, change("head", "minutes", old=10, new=12), by=lecturer)
    url = reverse("studio_publish", args=[draft.scenario.key])
    client_of(lecturer).post(url, {"serial": draft.serial, "change": "major"})
    assert not draft.scenario.versions.exists()


def test_a_copy_and_a_new_scenario_begin_in_the_editor(draft, lecturer):
    copied = client_of(lecturer).post(
        reverse("studio_duplicate", args=[draft.scenario.key]), {"code": "SC-90-KZ", "title": "Copy"}
    )
    assert copied.status_code == 302
    data = {"code": "SC-99", "title": "A new one", "source_language": "ru"}
    begun = client_of(lecturer).post(reverse("studio_new"), data)
    assert begun.status_code == 302
    again = client_of(lecturer).post(reverse("studio_new"), data | {"code": "sc-99"})
    assert again.status_code == 200
    assert "There is a scenario with this code already." in again.content.decode()


def test_the_list_costs_the_same_for_few_and_many(draft, lecturer, django_assert_num_queries):
    client = client_of(lecturer)
    client.get(reverse("studio_index"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("studio_index"))
    for number in range(91, 95):
        make_draft(by=lecturer, code=f"SC-{number}", at=NOON)
    with django_assert_num_queries(len(few)):
        client.get(reverse("studio_index"))
