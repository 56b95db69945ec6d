"""A ministry asks about many certificates at once: in its order, in its language, and never by numbers."""

import json
import logging
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate, CheckCount, VerifierToken
from certificates.register.numbering import new_code
from certificates.verification.offices import api
from certificates.verification.offices.granting import revoke_token
from certificates.verification.offices.questions import MOST
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.offices import ask, make_token
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

FACTS = {
    "name_native": "Айгүл Әлібекова",
    "name_latin": "ALIBEKOVA Aigul",
    "title": {"ru": "Свидетельство", "en": "Certificate of completion"},
    "academy": "Академия",
    "courses": [{"code": "M", "titles": {"ru": "Руководство", "en": "The Manual"}}],
}


@pytest.fixture
def token(db):
    return make_token()


def certificates(count=1, **fields) -> list[Certificate]:
    """Return certificates of as many new people."""
    known = Certificate.objects.count()
    people = [make_person(username=f"h-{known + one}") for one in range(count)]
    cohort = make_cohort(people=people)
    rows = cohort.enrolments.select_related("cohort").order_by("pk")
    return [make_certificate(enrolment=one, facts=FACTS, **fields) for one in rows]


def results(response) -> list[dict]:
    assert response.status_code == 200, response.content
    return response.json()["certificates"]


def told(response) -> tuple[int, str]:
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.status_code, response.json()["code"]


# What is answered


def test_everything_about_a_valid_certificate_is_told_in_the_language_asked_for(token):
    (one,) = certificates(valid_until=date(2099, 1, 31))
    expected = {
        "code": one.code,
        "state": "valid",
        "number": one.number,
        "kind": "certificate",
        "title": "Свидетельство",
        "courses": ["Руководство"],
        "academy": "Академия",
        "issued_on": "2026-04-01",
        "valid_until": "2099-01-31",
        "revoked_on": None,
        "replaced": False,
        "name_matches": None,
    }
    answer = ask(token, [{"code": one.code}], language="ru")
    assert results(answer) == [expected]
    assert answer["Content-Language"] == answer.json()["language"] == "ru"
    # What the certificate does not say in the language, it says in English.
    assert results(ask(token, [{"code": one.code}], language="kk"))[0]["title"] == "Certificate of completion"


def test_each_state_is_told_in_the_order_of_the_questions(token):
    now, today = timezone.now(), timezone.localdate()
    valid, last_day, over, revoked, old, new = certificates(6)
    Certificate.objects.filter(pk=last_day.pk).update(valid_until=today)
    Certificate.objects.filter(pk=over.pk).update(valid_until=today - timedelta(days=1))
    Certificate.objects.filter(pk__in=[revoked.pk, old.pk]).update(revoked_at=now)
    Certificate.objects.filter(pk=old.pk).update(replaced_by=new)
    codes = [new_code(), over.code, valid.code, revoked.code, old.code, last_day.code, valid.code]
    answered = results(ask(token, [{"code": code} for code in codes]))
    assert [line["code"] for line in answered] == codes
    assert [line["state"] for line in answered] == [
        "unknown", "expired", "valid", "revoked", "replaced", "valid", "valid",
    ]  # fmt: skip
    assert [line["revoked_on"] for line in answered] == [
        None, None, None, today.isoformat(), today.isoformat(), None, None,
    ]  # fmt: skip
    assert [line["replaced"] for line in answered] == [None, False, False, False, True, False, False]
    assert set(answered[0]) == set(answered[1])


def test_a_code_is_read_as_a_person_would_type_it_and_as_a_whole_address(token, settings):
    (one,) = certificates()
    typed = f"{one.code[:13]}-{one.code[13:]}".lower()
    address = f"{settings.PANAH_BASE_URL}/ru/verify/{one.code}/"
    assert [line["state"] for line in results(ask(token, [{"code": typed}, {"code": address}]))] == [
        "valid",
        "valid",
    ]


def test_a_name_is_compared_and_never_told(token):
    (one,) = certificates()
    asked = ["Айгүл Әлібекова", "alibekova  AIGUL", "Марат Жүнісов", None]
    answer = ask(
        token, [*({"code": one.code, "name": name} for name in asked), {"code": new_code(), "name": "X"}]
    )
    assert [line["name_matches"] for line in results(answer)] == [True, True, False, None, None]
    assert "Әлібекова" not in answer.content.decode()
    assert "ALIBEKOVA" not in answer.content.decode()


def test_of_a_name_that_was_erased_nothing_is_said(token):
    (one,) = certificates()
    Certificate.objects.update(facts=FACTS | {"name_native": "", "name_latin": ""})
    assert results(ask(token, [{"code": one.code, "name": "Айгүл Әлібекова"}]))[0]["name_matches"] is None


def test_five_hundred_cost_as_many_queries_as_one(token):
    codes = [one.code for one in certificates(3)] + [new_code() for _ in range(MOST - 3)]
    ask(token, [{"code": codes[0]}])  # the day of the last use is kept now
    counts = []
    for number in (1, len(codes)):
        with CaptureQueriesContext(connection) as queries:
            assert (
                len(results(ask(token, [{"code": code, "name": "A"} for code in codes[:number]]))) == number
            )
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 4


def test_what_is_revoked_is_told_at_once(token):
    (one,) = certificates()
    assert results(ask(token, [{"code": one.code}]))[0]["state"] == "valid"
    Certificate.objects.update(revoked_at=timezone.now())
    answer = ask(token, [{"code": one.code}])
    assert results(answer)[0]["state"] == "revoked"
    assert "no-store" in answer["Cache-Control"]


# What is refused


def errors(response) -> list[tuple]:
    assert told(response) == (422, "invalid")
    assert all(error["detail"] for error in response.json()["errors"])
    return [(error["index"], error["field"], error["code"]) for error in response.json()["errors"]]


def test_a_number_is_no_code(token):
    (one,) = certificates()
    asked = [
        {"code": one.code},
        {"code": "PAN-KZ01-2026-00017-3"},
        {"code": " pan kz 2026 00017 3"},
        {"code": "PAN–KZ01–2026–00017"},
    ]
    refused = ask(token, asked)
    assert errors(refused) == [(number, "code", "number_instead_of_code") for number in (1, 2, 3)]
    assert one.number not in refused.content.decode()


def test_a_code_that_looks_like_a_number_is_a_code(token):
    (one,) = certificates(code="PANKZ01202600017300000000A")
    typed = "PAN-KZ01-2026-000173-00000000A"
    assert results(ask(token, [{"code": typed}]))[0]["state"] == "valid"
    assert one.code == typed.replace("-", "")


def test_every_fault_of_a_request_is_told_with_its_place(token):
    asked = [
        "PANAH",
        {},
        {"code": 17},
        {"code": " "},
        {"code": new_code(), "name": ""},
        {"code": "A" * 301, "name": "x" * 401},
        {"code": new_code(), "nmae": "A"},
        {"code": new_code()},
        {"code": None},
    ]
    assert errors(ask(token, asked)) == [
        (0, None, "not_an_object"),
        (1, "code", "missing"),
        (2, "code", "not_text"),
        (3, "code", "empty"),
        (4, "name", "empty"),
        (5, "code", "too_long"),
        (5, "name", "too_long"),
        (6, "nmae", "unknown_field"),
        (8, "code", "not_text"),
    ]


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("[]", (None, None, "not_an_object")),
        ("null", (None, None, "not_an_object")),
        ("{}", (None, "certificates", "not_a_list")),
        ('{"certificates": {"code": "A"}}', (None, "certificates", "not_a_list")),
        ('{"certificates": []}', (None, "certificates", "empty")),
        ('{"certificates": [{"code": "A"}], "cohort": 1}', (None, "cohort", "unknown_field")),
    ],
)
def test_what_is_no_list_of_certificates_is_told(token, body, fault):
    assert errors(ask(token, body)) == [fault]


def test_more_than_five_hundred_are_refused_whole(token):
    refused = ask(token, [{"code": new_code()}] * 501)
    assert errors(refused) == [(None, "certificates", "too_many")]
    assert "501" in refused.json()["errors"][0]["detail"]


@pytest.mark.parametrize(
    "body",
    [
        " ",
        "{",
        b"\xff\xfe",
        '{"certificates": NaN}',
        '{"certificates": [], "certificates": []}',
        '{"certificates": [{"code": "\\ud800"}]}',
        "[" * 100_000,
    ],
)
def test_what_is_not_json_is_told(token, body):
    assert told(ask(token, body)) == (400, "unreadable_json")


def test_the_type_and_the_length_of_a_request_are_minded(token):
    form = ask(token, "code=A", content_type="application/x-www-form-urlencoded")
    assert told(form) == (415, "not_json")
    assert told(ask(token, " " * (api.MOST_BYTES + 1))) == (413, "too_large")
    assert told(ask(token, [{"code": "A"}], **{"Content-Length": ""})) == (411, "length_required")


def test_only_post_is_answered(token):
    for method in ("get", "put", "delete", "head"):
        answer = getattr(Client(), method)(
            reverse("api_certificates_check"), headers={"Authorization": f"Bearer {token}"}
        )
        assert (answer.status_code, answer["Allow"]) == (405, "POST")


# Who is let in


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic cHY6cHY=", "Token abc"])
def test_without_a_token_nobody_is_answered(header):
    answer = ask(None, [{"code": "A"}], **({"Authorization": header} if header is not None else {}))
    assert told(answer) == (401, "token_missing")
    assert answer["WWW-Authenticate"] == 'Bearer realm="certificates"'
    assert not CheckCount.objects.exists()


def test_a_token_that_is_none_and_one_that_was_revoked_are_told_apart(token):
    wrong = token[:-1] + ("0" if token[-1] != "0" else "1")
    for one in (wrong, "ؘ", "x" * 5000, token.upper()):
        answer = ask(one.encode("ascii", "ignore").decode() or "?", [{"code": "A"}])
        assert told(answer) == (401, "token_unknown")
        assert 'error="invalid_token"' in answer["WWW-Authenticate"]
    revoke_token(token=VerifierToken.objects.get(), by=None, at=timezone.now())
    assert told(ask(token, [{"code": "A"}])) == (401, "token_revoked")


def test_a_session_and_a_cookie_count_for_nothing(administrator, token):
    (one,) = certificates()
    client = Client()
    client.force_login(administrator)
    body = json.dumps({"certificates": [{"code": one.code}]})
    url = reverse("api_certificates_check")
    assert client.post(url, body, content_type="application/json").status_code == 401
    for answer in (ask(token, [{"code": one.code}]), ask(None, [])):
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")


def test_who_asks_too_often_is_told_when_to_ask_again(token, monkeypatch):
    monkeypatch.setattr(api, "REQUESTS", 2)
    other = make_token("Another ministry")
    assert [ask(token, [{"code": "A"}]).status_code for _ in range(3)] == [200, 200, 429]
    refused = ask(token, [{"code": "A"}])
    assert told(refused) == (429, "too_many_requests")
    assert 1 <= int(refused["Retry-After"]) <= api.REQUEST_SECONDS
    assert ask(other, [{"code": "A"}]).status_code == 200


def test_bad_tokens_are_counted_by_address_and_good_ones_go_on(token, monkeypatch):
    monkeypatch.setattr(api, "BAD_TOKENS", 2)
    statuses = [ask("pv_wrong", [{"code": "A"}], address="192.0.2.7").status_code for _ in range(3)]
    assert statuses == [401, 401, 429]
    refused = ask("pv_wrong", [{"code": "A"}], address="192.0.2.7")
    assert told(refused) == (429, "too_many_bad_tokens")
    assert 1 <= int(refused["Retry-After"]) <= api.BAD_TOKEN_SECONDS
    assert ask("pv_wrong", [{"code": "A"}], address="192.0.2.8").status_code == 401
    assert ask(token, [{"code": "A"}], address="192.0.2.7").status_code == 200


# What is kept


def test_only_the_day_of_the_last_use_is_kept(token):
    ask(token, [])  # refused: not used
    assert VerifierToken.objects.get().last_used_on is None
    ask(token, [{"code": "A"}])
    assert VerifierToken.objects.get().last_used_on == timezone.localdate()


def test_neither_names_nor_codes_nor_tokens_stand_in_logs(token, caplog):
    (one,) = certificates()
    caplog.set_level(logging.DEBUG)
    name = "Zebunisso"
    ask(token, [{"code": one.code, "name": name}])
    ask(token, [{"code": one.code, "name": name, "x": 1}])
    ask(token[:-2], [{"code": one.code, "name": name}])
    # SQL is written down only while somebody looks for a fault.
    text = "\n".join(one.getMessage() for one in caplog.records if one.name != "django.db.backends")
    for secret in (name, one.code, token[:-2]):
        assert secret not in text
    assert name not in str(list(CheckCount.objects.values()))
    assert token.rpartition("_")[2] not in str(list(VerifierToken.objects.values()))
