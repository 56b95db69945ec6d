"""The page of a certificate, in the visitor's language and in each of its states."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from certificates.keeping.reissuing import reissue
from certificates.keeping.revoking import revoke
from certificates.models import Certificate
from tests.factories.issued import issue_to

pytestmark = pytest.mark.django_db
STATES = {
    "valid": "is-valid",
    "expired": "is-expired",
    "replaced": "is-replaced",
    "revoked": "is-revoked",
}


@pytest.fixture
def certificate(trainee, manual_key):
    return issue_to(trainee, manual_key, at=timezone.now())


def page_of(client, code, language="en"):
    with translation.override(language):
        return client.get(reverse("verify_localised", args=[code]))


def text_of(response):
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def bring_into(state, certificate):
    yesterday = timezone.localdate() - timedelta(days=1)
    if state == "expired":
        Certificate.objects.update(valid_until=yesterday)
    if state == "revoked":
        revoke(certificate=certificate, reason="The training was not attended", by=None, at=timezone.now())
    if state == "replaced":
        reissue(
            certificate=certificate,
            name_native="Айгүл Әлібек",
            name_latin="ALIBEK Aigul",
            reason="A letter was missing in the name",
            by=None,
            at=timezone.now(),
        )


@pytest.mark.parametrize("language", ["en", "ru", "fa-af"])
@pytest.mark.parametrize("state", STATES)
def test_each_state_is_told_in_the_visitors_language(client, certificate, state, language):
    bring_into(state, certificate)
    response = page_of(client, certificate.code, language)
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<article class="verdict {STATES[state]}">' in html
    assert f'dir="{"rtl" if language == "fa-af" else "ltr"}"' in html
    assert certificate.number in html
    assert certificate.facts["academy"] in unescape(html)


def test_a_valid_one_is_shown_with_everything_but_the_name(client, certificate):
    text = text_of(page_of(client, certificate.code))
    facts = certificate.facts
    for told in (
        "This certificate is valid",
        facts["academy"],
        facts["title"]["en"],
        *(course["titles"]["en"] for course in facts["courses"]),
        certificate.number,
        f"Hours {float(facts['hours']):g}",
        "A.",
    ):
        assert told in text
    assert not {"ALIBEKOVA", "Aigul", *facts["name_native"].split()} & set(re.findall(r"\w+", text))


def test_courses_have_their_names_of_the_visitors_language_though_an_old_paper_froze_two_others(
    client, certificate
):
    titles = certificate.facts["courses"][0]["titles"]
    for language in set(titles) - {"en", "ru"}:
        del titles[language]
    certificate.save(update_fields=["facts"])
    html = page_of(client, certificate.code, "fa-af").content.decode()
    assert re.search(r'class="verdict-course" lang="fa-AF" dir="rtl">[^<]+<', html)


def test_revoking_shows_at_the_next_request_with_day_and_reason(client, certificate):
    assert "This certificate is valid" in text_of(page_of(client, certificate.code))
    bring_into("revoked", certificate)
    text = text_of(page_of(client, certificate.code))
    assert "This certificate was revoked Revoked on" in text
    assert "Reason: The training was not attended" in text


def test_a_replaced_one_leads_to_the_last_in_its_place_and_does_not_say_why(client, certificate):
    bring_into("replaced", certificate)
    bring_into("replaced", Certificate.objects.get(replaced_by=None))
    current = Certificate.objects.get(replaced_by=None)
    html = page_of(client, certificate.code).content.decode()
    assert reverse("verify_localised", args=[current.code]) in html
    assert Certificate.objects.count() == 3
    assert "A letter was missing" not in html
    assert "This certificate is valid" in text_of(page_of(client, current.code))


def test_an_old_one_says_that_it_was_renewed_and_keeps_the_code_of_the_new_one(client, certificate):
    bring_into("expired", certificate)
    newer = Certificate.objects.get()
    newer.pk, newer.cycle, newer.code, newer.number = None, 2, "Z" * 26, "PAN-KZ01-2029-00001-1"
    newer.valid_until = newer.status_index = newer.status_list = None
    Certificate.objects.update(revoked_at=None)
    newer.transcript_id = certificate.transcript_id
    Certificate.objects.filter(pk=certificate.pk).update(revoked_at=timezone.now())
    newer.save(force_insert=True)
    Certificate.objects.filter(pk=newer.pk).update(revoked_at=None)
    html = page_of(client, certificate.code).content.decode()
    assert "The holder got a newer one on" in html
    assert newer.code not in html
    assert "Refresher (cycle 2)" in text_of(page_of(client, newer.code))


def test_a_letter_of_attendance_is_called_one(client, certificate):
    Certificate.objects.update(
        kind="attendance", facts=certificate.facts | {"hours": "40.0", "hours_attended": "32.5"}
    )
    text = text_of(page_of(client, certificate.code))
    assert "This letter of attendance is genuine" in text
    assert "32.5 of 40" in text


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("ABCD", "A code has 26 letters and digits. This one has 4."),
        ("PAN-KZ01-2026-00017-3", "This looks like the number of a certificate."),
        ("8BCD" + "7" * 22, "8 · B"),
    ],
)
def test_who_mistyped_is_told_what_may_be_wrong(client, typed, hint):
    response = page_of(client, typed)
    assert response.status_code == 404
    assert "No certificate has this code" in text_of(response)
    assert hint in text_of(response)


@pytest.mark.parametrize("name", ["verify", "verify_localised", "verify_form"])
def test_no_cache_no_search_engine_and_no_other_site_learns_of_it(client, certificate, name):
    response = client.get(reverse(name, args=[certificate.code] if name != "verify_form" else []))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "strict-origin"


def test_no_code_gets_into_the_log(client, certificate, caplog):
    page_of(client, certificate.code[:-1])
    client.post(reverse("verify_file", args=[certificate.code]), CONTENT_LENGTH="9999999")
    assert certificate.code[:-1] not in caplog.text


def test_a_page_is_made_with_few_questions_to_the_database(
    client, certificate, django_assert_max_num_queries
):
    page_of(client, certificate.code)
    with django_assert_max_num_queries(8):
        page_of(client, certificate.code)


def test_who_asks_without_end_is_told_when_to_go_on(client, certificate):
    for _ in range(120):
        assert page_of(client, certificate.code, "ru").status_code == 200
    response = page_of(client, certificate.code, "ru")
    assert response.status_code == 429
    assert 1 <= int(response["Retry-After"]) <= 60
    assert 'lang="ru"' in response.content.decode()
    assert "Try again in" in response.content.decode() or "1 мин" in response.content.decode()
