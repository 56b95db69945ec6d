"""What the insights of a scenario say, to whom, and of which attempts."""

from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.assessments import (
    choice,
    ending,
    make_scenario,
    make_version,
    scene,
    structure,
    words_for,
)
from tests.factories.cohorts import make_cohort
from tests.factories.insights import play_as
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db

PASS, REPAIR, REFUSE = ("a", "a"), ("b", "a", "b"), ("c",)


def browser(person) -> Client:
    client = Client()
    if person:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def scenario():
    scenario = make_scenario()
    make_version(scenario)
    return scenario


def people(number, prefix="n"):
    return [make_person(username=f"{prefix}-{i}") for i in range(number)]


def url(scenario, **parameters):
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    return reverse("scenario_insights", args=[scenario.key]) + (f"?{query}" if query else "")


def page_of(person, scenario, **parameters):
    response = browser(person).get(url(scenario, **parameters))
    assert response.status_code == 200
    return response.context["page"]


def taken(page) -> dict:
    return {line.address: line.shown.times for line in page.report.choices}


def test_choices_endings_paths_and_errors_are_counted(lecturer, scenario):
    for person in people(3, "good"):
        play_as(person, scenario, *PASS)
    for person in people(2, "bad"):
        play_as(person, scenario, *REFUSE)
    report = page_of(lecturer, scenario).report
    assert (report.total.people, report.total.times) == (5, 5)
    assert taken(page_of(lecturer, scenario)) == {
        "d1/a": 3,
        "d1/b": 0,
        "d1/c": 2,
        "d1-repair/a": 0,
        "d1-repair/b": 0,
        "d2/a": 3,
        "d2/b": 0,
    }
    assert report.choices[0].address == "d1/c"  # the unsafe one first
    assert report.choices[0].share == 40
    assert [(line.key, line.shown.times) for line in report.endings] == [("end-pass", 3), ("end-ref", 2)]
    assert [(line.key, line.shown.times) for line in report.errors] == [("CE-REF", 2)]
    assert (report.passed.share, report.failed.share) == (60, 40)
    assert [path.shown.times for path in report.paths] == [3, 2]
    assert [(step.scene, step.choice) for step in report.paths[0].steps] == [("d1", "a"), ("d2", "a")]


def test_legal_articles_are_told_apart_at_the_semicolon(lecturer):
    words = words_for(structure(), "en")
    words["en"]["scenes"]["d1"]["choices"]["c"]["legal"] = "1951 Convention, Art. 33; CAT, Art. 3;"
    scenario = make_scenario()
    make_version(scenario, words=words)
    play_as(make_person(username="n-1"), scenario, *REFUSE)
    articles = page_of(lecturer, scenario).report.articles
    assert [line.name for line in articles] == ["1951 Convention, Art. 33", "CAT, Art. 3"]


def test_the_first_attempt_counts_unless_another_is_asked_for(lecturer, scenario):
    person = make_person(username="n-1")
    play_as(person, scenario, *REFUSE)
    play_as(person, scenario, *PASS, days=1)
    assert taken(page_of(lecturer, scenario))["d1/c"] == 1
    assert taken(page_of(lecturer, scenario))["d1/a"] == 0
    best = taken(page_of(lecturer, scenario, attempts="best"))
    assert (best["d1/a"], best["d1/c"]) == (1, 0)
    every = page_of(lecturer, scenario, attempts="all")
    assert (taken(every)["d1/a"], taken(every)["d1/c"]) == (1, 1)
    assert (every.report.total.times, every.report.total.people) == (2, 1)


def test_attempts_are_filtered_by_cohort_and_by_language(lecturer, scenario):
    spring, autumn = people(2, "spring"), people(1, "autumn")
    cohorts = [make_cohort(people=spring), make_cohort(title="Autumn cohort", people=autumn)]
    play_as(spring[0], scenario, *PASS, cohort=cohorts[0], language="ru")
    play_as(spring[1], scenario, *REFUSE, cohort=cohorts[0], language="tg")
    play_as(autumn[0], scenario, *PASS, cohort=cohorts[1], language="tg")
    make_cohort(title="Has not played")
    page = page_of(lecturer, scenario, cohort=cohorts[0].key)
    assert page.report.total.people == 2
    assert {label for _key, label in page.form.fields["cohort"].choices[1:]} == {
        "Spring cohort",
        "Autumn cohort",
    }
    assert page_of(lecturer, scenario, language="tg").report.total.people == 2
    both = page_of(lecturer, scenario, language="tg", cohort=cohorts[0].key)
    assert taken(both)["d1/c"] == 1
    assert taken(both)["d1/a"] == 0


def test_versions_that_differ_in_words_only_are_counted_together(lecturer, scenario):
    first, second, third = people(3)
    play_as(first, scenario, *PASS)
    make_version(scenario, change="minor")
    play_as(second, scenario, *PASS)
    assert page_of(lecturer, scenario).report.total.people == 2
    assert page_of(lecturer, scenario, version="1").report.total.people == 1
    make_version(scenario, change="major")
    play_as(third, scenario, *REFUSE)
    assert page_of(lecturer, scenario).report.total.people == 1
    assert page_of(lecturer, scenario, version="1-2").report.total.people == 2


def test_who_is_on_the_way_is_counted_apart(lecturer, scenario):
    play_as(make_person(username="n-1"), scenario, "a")
    page = page_of(lecturer, scenario)
    assert page.is_empty
    assert page.report.running.times == 1
    play_as(make_person(username="n-2"), scenario, *PASS)
    page = page_of(lecturer, scenario)
    assert (page.report.total.times, page.report.running.times) == (1, 1)


def test_time_on_a_scene_is_told_by_the_middle_one(lecturer, scenario):
    for person, seconds in zip(people(3), (10, 20, 60), strict=True):
        play_as(person, scenario, *PASS, took_ms=1000 * seconds)
    lines = {line.scene.key: line.middle for line in page_of(lecturer, scenario).times}
    assert lines == {"d1": "20 s", "d2": "20 s"}


def test_an_unknown_filter_is_the_widest_one(lecturer, scenario):
    play_as(make_person(username="n-1"), scenario, *PASS)
    page = page_of(
        lecturer, scenario, cohort="nobody", version="9", language="xx", attempts="x", texts="q", sort="z"
    )
    assert page.report.total.people == 1


def test_an_observer_is_told_nothing_of_fewer_than_five_people(observer, lecturer, scenario):
    for person in people(4):
        play_as(person, scenario, *PASS)
    assert page_of(observer, scenario).is_small
    response = browser(observer).get(url(scenario))
    assert "insights-map" not in response.content.decode()
    play_as(make_person(username="fifth"), scenario, *PASS)
    assert page_of(observer, scenario).is_full


def test_small_numbers_are_hidden_from_an_observer_on_the_page_in_the_map_and_in_the_file(observer, scenario):
    for person in people(12, "good"):
        play_as(person, scenario, *PASS)
    for person in people(3, "bad"):
        play_as(person, scenario, *REFUSE)
    page = page_of(observer, scenario)
    shown = taken(page)
    assert shown["d1/c"] is None
    assert shown["d1/a"] is None  # else what is missing in the sum would be the three
    assert page.report.passed.shown.is_hidden
    assert [line.shown.is_hidden for line in page.report.errors] == [True]
    assert [path.shown.times for path in page.report.paths] == [10]
    heat = browser(observer).get(url(scenario)).context["map_data"]["heat"]["choices"]
    assert heat["d1/c"] == {"label": "not shown", "weight": None}
    book = load_workbook(BytesIO(workbook(observer, scenario).content))
    numbers = {row[2].value for row in book["Critical errors"].iter_rows(min_row=2)}
    assert numbers == {"not shown"}


def test_numbers_for_observers_are_rounded(observer, lecturer, scenario):
    for person in people(12):
        play_as(person, scenario, *PASS)
    assert page_of(observer, scenario).report.total.people == 10
    assert page_of(lecturer, scenario).report.total.people == 12


@pytest.mark.parametrize("sort", ["unsafe", "story"])
def test_an_observer_learns_nothing_from_the_order_in_which_hidden_numbers_stand(observer, sort):
    made = structure(
        scene(
            "d1", choice("a", 2, to="end-pass"), choice("b", 0, to="end-pass"), choice("c", 0, to="end-pass")
        ),
        ending("end-pass"),
        max_points=2,
    )
    scenario = make_scenario()
    make_version(scenario, made=made)
    for key, person in zip("aaaaaabccc", people(10), strict=True):
        play_as(person, scenario, key)
    choices = page_of(observer, scenario, sort=sort).report.choices
    hidden = [line.key for line in choices if line.shown.is_hidden and line.severity == "poor"]
    assert hidden == ["b", "c"]  # as they are written: c was taken three times, b once


def test_times_for_observers_are_rounded_to_five_seconds(observer, lecturer, scenario):
    for number, person in enumerate(people(5)):
        play_as(person, scenario, *PASS, took_ms=21_300 + number)
    took = page_of(observer, scenario).report.scenes[0].took
    assert (took.low, took.middle, took.high) == (20_000, 20_000, 20_000)
    assert page_of(lecturer, scenario).report.scenes[0].took.middle == 21_302


def workbook(person, scenario):
    return browser(person).get(reverse("scenario_insights_workbook", args=[scenario.key]))


def test_words_in_the_workbook_are_never_formulas(lecturer):
    words = words_for(structure(), "en")
    words["en"]["scenes"]["d1"]["choices"]["c"]["text"] = '=HYPERLINK("https://example.org","x")'
    words["en"]["title"] = "=1+1"
    scenario = make_scenario()
    make_version(scenario, words=words)
    play_as(make_person(username="n-1"), scenario, *REFUSE)
    response = workbook(lecturer, scenario)
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
    book = load_workbook(BytesIO(response.content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert '=HYPERLINK("https://example.org","x")' in {cell.value for cell in cells}
    assert [cell.value for cell in book["Choices"][2]][:3] == ["d1", "en d1 heading", "c"]
    assert [cell.value for cell in book["Choices"][2]][6:] == [1, 1, 100]


def test_texts_are_shown_in_the_language_asked_for(lecturer):
    scenario = make_scenario()
    make_version(scenario, words=words_for(structure(), "en", "ru", "fa-af"))
    play_as(make_person(username="n-1"), scenario, *PASS)
    response = browser(lecturer).get(url(scenario, texts="fa-af"))
    assert response.context["map_data"]["language"] == "fa-af"
    assert "fa-af d1/a text" in response.content.decode()
    # Of a language without words the nearest is shown, and the map is told which.
    assert browser(lecturer).get(url(scenario, texts="tk")).context["map_data"]["language"] in ("en", "ru")


def test_markup_in_a_text_stays_a_text(lecturer):
    words = words_for(structure(), "en")
    words["en"]["scenes"]["d1"]["heading"] = "</script><b>x</b>"
    scenario = make_scenario()
    make_version(scenario, words=words)
    play_as(make_person(username="n-1"), scenario, *PASS)
    assert "<b>x</b>" not in browser(lecturer).get(url(scenario)).content.decode()


def test_the_cost_does_not_grow_with_what_is_counted(lecturer, scenario):
    client = browser(lecturer)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(url(scenario)).status_code == 200
        return len(captured)

    play_as(make_person(username="n-0"), scenario, *PASS)
    queries()  # what is remembered in the process is remembered now
    few = queries()
    for person in people(20, "m"):
        play_as(person, scenario, *REPAIR)
    assert queries() == few
    assert few <= 22


@pytest.mark.parametrize(
    "name", ["scenario_insights", "scenario_insights_workbook", "scenario_insights_index"]
)
def test_lecturers_administrators_and_observers_may_see_it_and_nobody_else(cast, scenario, name):
    play_as(make_person(username="n-1"), scenario, *PASS)
    address = reverse(name, args=[] if name.endswith("index") else [scenario.key])
    answers = {who: browser(person).get(address).status_code for who, person in cast.items()}
    assert {who for who, status in answers.items() if status == 200} == {
        "lecturer",
        "administrator",
        "observer",
    }
    assert set(answers.values()) <= {200, 302, 403}


def test_the_list_leads_to_every_published_scenario(observer, lecturer, scenario):
    make_scenario(code="SC-NEW")
    for person in people(4):
        play_as(person, scenario, *PASS)
    for person, told in ((lecturer, (4, 4)), (observer, (None, None))):
        lines = browser(person).get(reverse("scenario_insights_index")).context["scenarios"]
        found = {line.code: (line.ended.times, line.ended.people) for line in lines}
        assert found[scenario.code] == told
        assert "SC-NEW" not in found


def test_a_scenario_that_was_never_published_says_so_and_has_no_workbook(lecturer):
    scenario = make_scenario(code="SC-NEW")
    response = browser(lecturer).get(url(scenario))
    assert response.status_code == 200
    assert "Not published yet" in response.content.decode()
    # Addresses that are not there are looked for under a language first.
    assert workbook(lecturer, scenario).status_code in (302, 404)
