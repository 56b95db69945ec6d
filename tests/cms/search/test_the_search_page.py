"""The page of results: who sees what, whatever is asked."""

import pytest
from django.utils.html import escape
from django.utils.http import urlencode
from wagtail.models import PageViewRestriction

from cms.search.finding import find
from courses.cohorts.enrolling import enrol
from courses.content.models import LessonPage
from courses.content.stamp import forget
from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db

WORD = "возвращать"


def search(client, asked, language="ru", **more):
    return client.get(f"/{language}/search/?{urlencode({'q': asked, **more})}")


def kinds(page):
    return [hit.kind for hit in page.context["hits"]]


def test_without_a_question_there_is_only_the_field(client):
    page = client.get("/ru/search/")
    assert page.status_code == 200
    assert "hits" not in page.context
    assert 'name="q"' in page.text


def test_a_term_is_found_first_and_leads_into_the_glossary(client):
    page = search(client, "беженцы")
    first = page.context["hits"][0]
    assert (first.kind, first.url) == ("term", "/ru/glossary/#t1")
    assert "<mark>беженец</mark>" in page.text


def test_every_kind_can_be_found(client):
    found = {
        row.kind
        for word in ("граница", "убежище", "курс", "персональные", "плохо", "модуль")
        for row in find(word, "ru").rows
    }
    assert found == {"term", "course", "module", "lesson", "sheet", "page"}


def test_a_stranger_sees_the_title_of_a_lesson_but_none_of_its_words(client):
    page = search(client, WORD)
    lessons = [hit for hit in page.context["hits"] if hit.kind == "lesson"]
    assert lessons
    assert all(hit.is_locked and not hit.quotation for hit in lessons)
    assert all(hit.within for hit in lessons)
    assert "Opens with an enrolment" in search(client, "non-refoulement", "en").text


def test_who_takes_the_course_sees_the_sentence(client, trainee, administrator, manual_key):
    cohort = make_cohort(course_keys=[manual_key])
    enrol(cohort=cohort, user=trainee, by=administrator)
    client.force_login(trainee)
    lessons = [hit for hit in search(client, WORD).context["hits"] if hit.kind == "lesson"]
    mine = [hit for hit in lessons if not hit.is_locked]
    assert mine
    assert all(any(part.is_hit for part in hit.quotation) for hit in mine)


def test_people_of_the_house_read_along(client, lecturer):
    client.force_login(lecturer)
    assert not any(hit.is_locked for hit in search(client, WORD).context["hits"])


def test_country_tokens_are_filled_in_and_never_shown(client, lecturer):
    client.force_login(lecturer)
    for number in range(1, 4):
        assert "{{" not in search(client, "уполномоченный орган", page=number).text


def test_answers_of_a_knowledge_check_are_neither_found_nor_quoted():
    page = next(
        page
        for page in LessonPage.objects.filter(locale__language_code="ru")
        if "knowledge_check" in str(page.body.raw_data)
    )
    block = next(block for block in page.body.raw_data if block["type"] == "knowledge_check")
    question = block["value"]["questions"][0]["value"]["text"]
    assert str(page.translation_key) not in [row.key for row in find(question, "ru").rows]


def test_what_is_missing_in_a_language_is_offered_in_the_next_one(client):
    page = search(client, "возвращать", "kk")
    assert page.context["fallback"] == "Русский"
    assert page.context["hits"]
    assert search(client, "босқын", "kk").context["fallback"] == ""


def test_a_word_with_a_wrong_letter_brings_the_right_one(client):
    page = search(client, "рефужи", "ru")
    assert page.context["hits"] == ()
    page = search(client, "убежищщще", "ru")
    assert "убежище" in page.context["suggestions"]


def test_a_page_that_is_hidden_or_private_is_not_found(client):
    lesson = LessonPage.objects.get(slug="the-rule", locale__language_code="en")
    words = lesson.title
    assert lesson.title in [row.title for row in find(words, "en").rows]
    PageViewRestriction.objects.create(page=lesson.get_parent(), restriction_type="login")
    forget()
    urls = [hit.url for hit in search(client, words, "en").context["hits"]]
    assert not any("the-rule" in url for url in urls)


@pytest.mark.parametrize(
    "asked",
    [
        '"',
        "'; DROP TABLE cms_searchtext; --",
        "беженец AND NOT (",
        "title:* OR NEAR(a b)",
        "%s %d {{ x }} {% url %}",
        "\x00",
        "беженец\x00",
        "\\",
        "a" * 10_000,
        "беженец " * 2_000,
        "<script>alert(1)</script>",
        "🙂 \u202e \ud7ff",
        "& | ! <-> :*",
    ],
)
def test_whatever_is_asked_gives_a_page(client, asked):
    page = search(client, asked)
    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "\x00" not in page.text


def test_bytes_that_are_no_text_and_pages_that_are_not_there_give_a_page(client):
    assert client.get("/ru/search/?q=%ff%fe%00").status_code == 200
    assert search(client, "беженец", page="999").status_code == 200
    assert search(client, "беженец", page="x").status_code == 200


def test_further_pages_go_on_where_the_first_ended(client):
    first, second = search(client, "граница"), search(client, "граница", page=2)
    assert first.context["count"] > 10
    assert not {hit.url for hit in first.context["hits"]} & {hit.url for hit in second.context["hits"]}
    assert escape("page=2") in first.text


def test_a_search_costs_few_queries(client, django_assert_max_num_queries):
    search(client, "граница")
    with django_assert_max_num_queries(3):
        search(client, "граница")


def test_every_page_leads_to_the_search(client):
    assert 'href="/ru/search/"' in client.get("/ru/").text
