"""How often each answer was given in H5P content: first tries, own cohorts, small groups kept back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.h5p import playing
from assessments.h5p.scoring.asked import questions
from tests.factories.academies import make_academy
from tests.factories.cohorts import make_cohort
from tests.factories.h5p_plays import BEFORE, h5p_content, h5p_tracking, next_version
from tests.factories.h5p_shapes import IDS, SETS, choice, gaps, piece, question_set, report, said, truth
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db
SET = question_set(
    piece("H5P.MultiChoice", choice(True, False, True), IDS[0]),
    piece("H5P.TrueFalse", truth(False), IDS[1]),
    piece("H5P.Blanks", gaps("A *hearing* is *confidential*."), IDS[2]),
    piece("H5P.Essay", {}, IDS[3]),
)
GOOD = [{"answers": [0, 2]}, {"answer": False}, ["hearing", "confidential"]]
POOR = [{"answers": [1]}, {"answer": True}, ["hearing", "my name"]]


@pytest.fixture
def content():
    return h5p_content(SET, library=SETS)


def people(number, prefix="n"):
    return [make_person(username=f"{prefix}-{index}") for index in range(number)]


def play(content, person, answers, minutes=1):
    tracking = h5p_tracking(registration=person.enrolments.first().registration)
    begun = playing.start(content=content, user=person, tracking=tracking, at=BEFORE)
    essay = said("Because.", key=IDS[3], library="H5P.Essay", score=(1, 2))
    playing.finish(
        play_key=begun.key,
        nonce=playing.nonce_for(begun),
        report=report({"answers": answers}, said(children=[essay], library=SETS)),
        tracking=tracking,
        pass_percent=70,
        at=BEFORE + timedelta(minutes=minutes),
    )


def open_page(person, content, **parameters):
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client.get(reverse("h5p_answers", args=[content.key]), parameters)


def lines_of(response) -> list[dict]:
    return [
        {line.text: line.shown.times for line in (*asked.options, *asked.outcomes)}
        for asked in response.context["page"].questions
    ]


def test_answers_are_counted_by_question(content, lecturer, manual_key):
    group = people(3)
    make_cohort(course_keys=[manual_key], people=group)
    for person, answers in zip(group, (GOOD, GOOD, POOR), strict=True):
        play(content, person, answers)
    picked, true_or_false, filled, essay = lines_of(open_page(lecturer, content))
    assert picked == {
        "option 0": 2,
        "option 1": 1,
        "option 2": 2,
        "all points": 2,
        "some of the points": 0,
        "no points": 1,
    }
    assert (true_or_false["true"], true_or_false["false"]) == (1, 2)
    assert filled == {"all points": 2, "some of the points": 1, "no points": 0}
    assert essay == {"all points": 0, "some of the points": 3, "no points": 0}


def test_what_somebody_has_written_is_not_shown(content, lecturer, manual_key):
    group = people(6)
    make_cohort(course_keys=[manual_key], people=group)
    for person in group:
        play(content, person, POOR)
    page = open_page(lecturer, content).content.decode()
    assert "Who may ask for asylum?" in page
    assert "my name" not in page
    assert "Because." not in page


def test_only_the_first_try_of_each_person_counts(content, lecturer, manual_key):
    group = people(1)
    make_cohort(course_keys=[manual_key], people=group)
    play(content, group[0], POOR)
    play(content, group[0], GOOD, minutes=2)
    assert lines_of(open_page(lecturer, content))[0]["option 1"] == 1
    assert lines_of(open_page(lecturer, content))[0]["option 0"] == 0


def test_a_lecturer_counts_people_of_the_own_academy(content, lecturer, manual_key):
    others, own = people(6, "other"), people(1)
    make_cohort(course_keys=[manual_key], people=others, academy=make_academy("Other academy"))
    make_cohort(course_keys=[manual_key], people=own)
    for person in (*others, *own):
        play(content, person, GOOD)
    assert open_page(lecturer, content).context["page"].people.people == 1


def test_an_observer_sees_no_small_group_and_rounded_numbers(content, observer, manual_key):
    group = people(12)
    make_cohort(course_keys=[manual_key], people=group)
    for person in group[:3]:
        play(content, person, POOR)
    page = open_page(observer, content)
    assert page.context["page"].people.is_hidden
    assert "Fewer than five people have finished it." in page.content.decode()
    assert "option 1" not in page.content.decode()
    for person in group[3:]:
        play(content, person, GOOD)
    picked = lines_of(open_page(observer, content))[0]
    assert picked["option 1"] is None
    assert picked["no points"] is None
    assert all(times is None or times % 5 == 0 for times in picked.values())


def test_each_version_is_counted_on_its_own(content, lecturer, manual_key):
    group = people(2)
    make_cohort(course_keys=[manual_key], people=group)
    play(content, group[0], GOOD)
    next_version(content, SET, library=SETS)
    play(content, group[1], POOR)
    assert open_page(lecturer, content).context["page"].people.people == 1
    assert lines_of(open_page(lecturer, content, version=1))[0]["option 0"] == 1
    assert lines_of(open_page(lecturer, content, version="x"))[0]["option 1"] == 1


def test_content_that_nobody_has_played_says_so(content, lecturer):
    assert "Nobody has finished it yet." in open_page(lecturer, content).content.decode()


def test_the_list_of_paths_leads_there_with_its_numbers(content, observer, manual_key):
    client = Client()
    client.force_login(observer, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(reverse("scenario_insights_index")).content.decode()
    assert reverse("h5p_answers", args=[content.key]) in page


def test_queries_do_not_grow_with_the_people(content, lecturer, manual_key):
    group = people(8)
    make_cohort(course_keys=[manual_key], people=group)
    counts = []
    for person in group:
        play(content, person, GOOD)
        if person in (group[1], group[-1]):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                open_page(lecturer, content)
            counts.append(len(queries))
    assert counts[0] == counts[1]


def test_questions_are_found_wherever_they_stand():
    column = {"content": [{"content": piece(SETS, SET, IDS[4])}, {"content": piece("H5P.Image", {}, IDS[5])}]}
    found = questions("H5P.Column 1.18", column)
    assert list(found) == [IDS[0], IDS[1], IDS[2]]
    assert found[IDS[0]].options == {"0": "option 0", "1": "option 1", "2": "option 2"}
