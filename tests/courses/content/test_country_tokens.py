from dataclasses import dataclass
from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from courses.content.models import CountryFact
from courses.content.tokens import TokenValue, country_values, filled, resolve, resolve_text
from tests.factories.curriculum import lesson, load_small

VALUES = {
    "asylum_authority": TokenValue(text="The Ministry", language="en"),
    "border_service": TokenValue(text='<b>"Guards" & Co</b>', language="en"),
    "law_refugees": TokenValue(text="Закон", language="ru", state="check"),
}


@pytest.mark.parametrize(
    ("html", "filled_in"),
    [
        ("<p>Ask {{asylum_authority}}.</p>", '<p>Ask <bdi class="token">The Ministry</bdi>.</p>'),
        ("<p>{{ asylum_authority }}</p>", '<p><bdi class="token">The Ministry</bdi></p>'),
        (
            "{{border_service}}",
            '<bdi class="token">&lt;b&gt;&quot;Guards&quot; &amp; Co&lt;/b&gt;</bdi>',
        ),
        ("{{law_refugees}}", '<bdi class="token token--check" lang="ru">Закон</bdi>'),
        ('<img alt="At {{asylum_authority}}">', '<img alt="At The Ministry">'),
        (
            '<img alt="{{border_service}}">',
            '<img alt="&lt;b&gt;&quot;Guards&quot; &amp; Co&lt;/b&gt;">',
        ),
        ("{{no_such_token}} {{ }} {x}", "{{no_such_token}} {{ }} {x}"),
    ],
)
def test_tokens_are_filled_in_and_their_values_escaped(html, filled_in):
    assert resolve(html, VALUES, "en") == filled_in


def test_plain_text_gets_plain_values():
    assert resolve_text("Ask {{asylum_authority}}.", VALUES) == "Ask The Ministry."


@pytest.fixture
def small(db):
    load_small()


def render(page, **context):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    return page.body.stream_block.render(page.body, {"page": page, "request": request, **context})


def test_a_lesson_names_the_authority_of_the_readers_country_in_its_language(small):
    english, russian = render(lesson("m0-1"), country="KZ"), render(lesson("m0-1", "ru"), country="KZ")
    assert '<bdi class="token">The Ministry</bdi>' in english
    assert 'alt="A gate, and who receives the claim: The Ministry"' in english
    assert '<bdi class="token">Министерство</bdi>' in russian
    assert "{{" not in english + russian


def test_a_value_that_is_not_in_the_language_comes_from_a_fallback_and_says_so(small):
    html = render(lesson("m0-1", "ru"), country="KZ")
    assert '<bdi class="token token--check" lang="en">The Office</bdi>' in html


@pytest.mark.parametrize("country", ["UZ", "TM"])
def test_what_nobody_has_confirmed_sends_the_reader_to_the_duty_officer(small, country):
    CountryFact.objects.filter(country="TM").delete()
    html = render(lesson("m0-1"), country=country)
    assert '<bdi class="token token--unconfirmed">not confirmed, ask your duty officer</bdi>' in html


def test_a_reader_without_a_country_reads_what_kind_of_office_it_is(small):
    html = render(lesson("m0-1"), country="")
    assert '<bdi class="token token--generic">asylum authority</bdi>' in html
    assert "country-note" not in html


def test_the_country_of_who_is_signed_in_is_taken_where_the_view_names_none(small, trainee):
    request = RequestFactory().get("/")
    request.user = trainee
    page = lesson("m0-1")
    html = page.body.stream_block.render(page.body, {"page": page, "request": request})
    assert "The Ministry" in html


def test_a_note_tells_how_old_the_facts_are_and_which_are_in_doubt(small):
    html = render(lesson("m0-1"), country="KZ")
    assert '<p class="country-note">' in html
    assert "01.03.2025" in html
    assert "UNHCR contact" in html


def test_a_value_written_by_an_editor_cannot_carry_a_script(small):
    fact = CountryFact.objects.get(country="KZ", token="asylum_authority")
    fact.translations.filter(language_code="en").update(value="<script>alert(1)</script>")
    fact.save()
    html = render(lesson("m0-1"), country="KZ")
    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_a_corrected_fact_is_seen_at_once(small):
    fact = CountryFact.objects.get(country="KZ", token="asylum_authority")
    assert country_values("KZ", "en")["asylum_authority"].text == "The Ministry"
    fact.translations.filter(language_code="en").update(value="The Department")
    fact.save()
    assert country_values("KZ", "en")["asylum_authority"].text == "The Department"


def test_values_cost_one_query_while_nothing_changes(small, django_assert_num_queries):
    country_values("KZ", "ru")
    with django_assert_num_queries(1):
        country_values("KZ", "ru")


def test_values_know_when_they_were_checked(small):
    assert country_values("KZ", "en")["asylum_authority"].checked_on == date(2025, 5, 31)


@dataclass(frozen=True)
class Told:
    heading: str
    choices: tuple
    number: int = 1


def test_plain_values_are_filled_in_through_and_through(small):
    told = Told(heading="Ask {{asylum_authority}}", choices=((1, "Call {{asylum_authority}}"), (2, "Wait")))
    assert filled(told, country="KZ", language="en") == Told(
        heading="Ask The Ministry", choices=((1, "Call The Ministry"), (2, "Wait"))
    )
