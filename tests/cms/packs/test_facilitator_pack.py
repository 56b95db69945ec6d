"""The facilitator pack: what a lecturer prints before a session, in the language of the lessons."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from assessments.xapi.keys import stable_key
from certificates.making.printing import fonts
from cms.packs.facts import PackStep
from cms.packs.pages import compose_pack, render_pack
from cms.printing.leaf import Area
from cms.printing.text import Passage
from courses.content.outline import find_module
from courses.content.teaching import Case, SortingTask, teaching_of
from courses.models import ModulePage
from tests.factories.paper import (
    make_case,
    make_pack_facts,
    make_pack_lesson,
    make_sorting,
    pages_of,
    words_of,
)

M4 = stable_key("module", "m4")


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def dashed(leaf) -> list[Area]:
    return [area for area in leaf.areas if isinstance(area, Area) and area.dashed]


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_lecturer_gets_the_whole_module(lecturer, language):
    response = client_of(lecturer).get(f"/{language}/pack/{M4}.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "private" in response["Cache-Control"]
    pages = pages_of(response.content)
    text = " ".join(pages)
    _course, module = find_module(M4, language)
    teaching = teaching_of(module, language)
    assert words_of(module.title) <= words_of(pages[0])
    for objective in module.objectives:
        assert words_of(objective) <= words_of(pages[0])
    for step in teaching.session:
        assert words_of(step.title) <= words_of(text)
    questions = [
        words.text for lesson in teaching.lessons for check in lesson.checks for words in check.words.values()
    ]
    assert questions
    for question in questions:
        assert words_of(question) <= words_of(text)
    assert "{{" not in text


@pytest.mark.django_db
def test_a_language_without_the_module_gets_it_in_its_fallback(lecturer):
    _course, module = find_module(M4, "fa-af")
    language = teaching_of(module, "fa-af").lessons[0].language
    assert language in ("ru", "en")
    response = client_of(lecturer).get(f"/fa-af/pack/{M4}.pdf")
    assert f"-{language}.pdf" in response["Content-Disposition"]


@pytest.mark.django_db
def test_country_tokens_are_those_of_the_lecturer_or_of_the_country_asked_for(lecturer):
    own = " ".join(pages_of(client_of(lecturer).get(f"/en/pack/{M4}.pdf").content))
    other = " ".join(pages_of(client_of(lecturer).get(f"/en/pack/{M4}.pdf?country=TJ").content))
    assert "Country: Kazakhstan" in own
    assert "Country: Tajikistan" in other


@pytest.mark.django_db
def test_only_who_may_teach_sees_the_way_to_the_pack(lecturer, trainee, client):
    url = reverse("facilitator_pack", args=[M4])
    path = "/en/manual/m4-non-refoulement/"
    assert url in client_of(lecturer).get(path).text
    assert "/pack/" not in client_of(trainee).get(path).text
    assert "/pack/" not in client.get(path).text


@pytest.mark.django_db
def test_an_unknown_module_has_no_pack(lecturer):
    assert client_of(lecturer).get(f"/en/pack/{stable_key('module', 'none')}.pdf").status_code == 404


@pytest.mark.django_db
def test_the_pack_costs_as_many_queries_whatever_is_in_the_module(lecturer, django_assert_max_num_queries):
    client = client_of(lecturer)
    client.get(f"/en/pack/{M4}.pdf")
    with django_assert_max_num_queries(10):
        client.get(f"/en/pack/{M4}.pdf")


@pytest.mark.django_db
def test_exercises_are_read_with_their_answers():
    _course, module = find_module(M4, "en")
    exercises = [each for lesson in teaching_of(module, "en").lessons for each in lesson.exercises]
    assert all(isinstance(each, Case | SortingTask) for each in exercises)
    assert any(isinstance(each, Case) and each.questions and each.debrief for each in exercises)
    for task in exercises:
        if isinstance(task, SortingTask):
            assert all(card.answer and set(card.right) <= set(task.categories) for card in task.cards)


@pytest.mark.django_db
def test_without_a_session_plan_the_pack_says_so(lecturer):
    for page in ModulePage.objects.filter(translation_key=M4):
        page.session = []
        page.save_revision().publish()
    text = " ".join(pages_of(client_of(lecturer).get(f"/en/pack/{M4}.pdf").content))
    assert "No session plan has been written" in text


def test_the_plan_counts_the_clock_on():
    pages = pages_of(render_pack(make_pack_facts(), fonts(), "Kazakhstan"))
    assert "0:00–0:10" in pages[1]
    assert "0:10–1:25" in pages[1]
    assert "in the classroom: 85 minutes" in pages[0]


def test_eight_cards_of_a_sorting_and_four_cases_share_a_page():
    lesson = make_pack_lesson(cases=(make_case(),) * 5, sortings=(make_sorting(9),))
    leaves = [leaf for leaf in compose_pack(make_pack_facts(lessons=(lesson,)), fonts(), "") if dashed(leaf)]
    # Two groups and nine cards, then five cases.
    assert [len(dashed(leaf)) for leaf in leaves] == [8, 3, 4, 1]


def test_a_long_case_gets_a_larger_card_and_all_its_words():
    long = make_case(situation=(Passage("He waits until the others have gone. " * 40),))
    longer = make_case(situation=(Passage("He waits until the others have gone. " * 90),))
    leaves = compose_pack(make_pack_facts(lessons=(make_pack_lesson(cases=(long, longer)),)), fonts(), "")
    sizes = [round(area.top - area.bottom) for leaf in leaves for area in dashed(leaf)]
    assert len(set(sizes)) >= 2
    for leaf in leaves:
        assert all(line.y > 20 and line.x >= 0 and line.right <= leaf.width for line in leaf.lines)


def test_cards_bear_no_answers_and_answers_bear_the_numbers_of_the_cards():
    pages = pages_of(render_pack(make_pack_facts(), fonts(), ""))
    cards = [page for page in pages if "M9.1 · " in page]
    assert cards
    assert not any("Because" in page or "Ask openly" in page for page in cards)
    answers = " ".join(page for page in pages if "Because" in page)
    assert "For the lecturer only" in answers
    assert all(f"Because {number}." in answers for number in range(9))


def test_right_answers_are_told_in_words_not_only_by_colour():
    (page,) = (
        page for page in pages_of(render_pack(make_pack_facts(), fonts(), "")) if "Who decides?" in page
    )
    assert "Right answer: The authority" in page
    assert "In this order: 1. Stop 2. Listen" in page


def test_the_sign_in_sheet_has_twenty_rows_and_headings_in_several_languages():
    text = pages_of(render_pack(make_pack_facts(language="en"), fonts(), ""))[-1]
    assert all(f" {number} " in f"{text} " for number in range(1, 21))
    assert {"Name", "Service", "Signature"} <= words_of(text)


def test_a_row_longer_than_a_page_goes_on_on_the_next():
    step = PackStep(30, "Inbox", (Passage("Read the six messages in pairs. " * 300),))
    pages = pages_of(render_pack(make_pack_facts(steps=(step, step)), fonts(), ""))
    assert " ".join(pages).count("pairs.") == 600
    assert sum("Session plan" in page or "Step and notes" in page for page in pages) >= 3


def test_a_pack_without_exercises_and_questions_has_no_pages_for_them():
    bare = make_pack_lesson(cases=(), sortings=(), questions=(), messages=(), rules=())
    assert len(pages_of(render_pack(make_pack_facts(lessons=(bare,)), fonts(), ""))) == 3


def test_right_to_left_the_pack_is_mirrored():
    dari = make_pack_lesson(
        language="fa-af",
        title="دو مسیر",
        sortings=(make_sorting(2, categories=("غرفه", "نهاد")),),
        cases=(make_case(heading="مرد خاموش"),),
    )
    facts = make_pack_facts(
        language="fa-af", title_language="fa-af", title="مصئونیت و محافظت", lessons=(dari,)
    )
    leaves = compose_pack(facts, fonts(), "")
    assert all(leaf.rtl for leaf in leaves)
    middle = leaves[0].width / 2
    assert leaves[0].marks[0][0].left < middle
    (first,) = (leaf for leaf in leaves if len(dashed(leaf)) == 4)
    assert dashed(first)[0].span.left == pytest.approx(middle)
    text = " ".join(pages_of(render_pack(facts, fonts(), "")))
    assert {"مصئونیت", "محافظت", "غرفه", "خاموش"} <= words_of(text)


@pytest.mark.parametrize("language", ["en", "fa-af"])
def test_equal_facts_give_equal_bytes_dated_with_the_day_of_the_text(language):
    facts = make_pack_facts(language=language, day=date(2026, 5, 4))
    pdf = render_pack(facts, fonts(), "")
    assert pdf == render_pack(make_pack_facts(language=language, day=date(2026, 5, 4)), fonts(), "")
    assert b"D:20260504" in pdf
