import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.classroom import running
from assessments.classroom.models import ClassroomRun
from tests.factories.assessments import NOON, make_scenario, make_version, structure, words_for

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def version():
    made = structure()
    words = words_for(made, "en", "ru", "fa-af")
    words["en"]["scenes"]["d1"]["notes"] = "Wait for the quiet ones"
    words["en"]["scenes"]["d1"]["situation"] = "Call {{unhcr_contact}}"
    return make_version(make_scenario("SC-90"), made=made, words=words)


@pytest.fixture
def run(version, lecturer):
    return running.begin(version=version, lecturer=lecturer, group="Group 4", at=NOON)


def client_of(person):
    client = Client()
    if person:
        client.force_login(person, backend=BACKEND)
    return client


def address(name, run):
    return reverse(f"classroom_{name}", args=[run.version.scenario.key, run.key])


def act(
    person,
    run,
    name,
    *,
    position=0,
    choice="",
    screen="projector",
    language="en",
    accept="text/html",
    **votes,
):
    data = {"act": name, "position": position, "choice": choice, "screen": screen, "language": language}
    data |= {f"votes-{key}": value for key, value in votes.items()}
    return client_of(person).post(address("act", run), data, headers={"accept": accept})


def page(person, run, name="projector", language="en"):
    answer = client_of(person).get(address(name, run), {"language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_run_is_begun_and_opens_on_the_projector(version, lecturer):
    url = reverse("classroom", args=[version.scenario.key])
    assert "Group" in client_of(lecturer).get(url).content.decode()
    answer = client_of(lecturer).post(url, {"version": 1, "language": "fa-af", "group": "Group 4"})
    run = ClassroomRun.objects.get()
    assert answer.url == f"{address('projector', run)}?language=fa-af"
    assert "Group 4" in client_of(lecturer).get(url).content.decode()


def test_the_projector_shows_the_scene_in_its_language_and_nothing_that_tells_the_answer(run, lecturer):
    shown = page(lecturer, run, language="fa-af")
    assert '<html lang="fa-AF" dir="rtl">' in shown
    assert "fa-af d1 heading" in shown
    assert "fa-af d1/a text" in shown
    for hidden in ("consequence", "recommended", "critical error", "Wait for"):
        assert hidden not in shown


def test_the_words_of_a_country_are_put_in(run, lecturer):
    lecturer.country = "KG"
    lecturer.save()
    assert "{{" not in page(lecturer, run)
    assert "{{" not in page(lecturer, run, "all_notes")


def test_votes_are_shown_as_bars_and_then_the_group_goes_on(run, lecturer):
    answer = act(lecturer, run, "decide", a=3, b=9)
    assert answer.url == f"{address('projector', run)}?language=en"
    shown = page(lecturer, run)
    assert "en d1/b consequence" in shown
    assert re.search(r"9 <small>75.%</small>", shown)
    act(lecturer, run, "on", position=1)
    assert "en d1-repair heading" in page(lecturer, run)


def test_a_change_of_language_in_the_middle_keeps_scene_votes_and_letters(run, lecturer):
    act(lecturer, run, "votes", a=3, b=9)
    letters = {}
    for language in ("en", "ru", "fa-af"):
        shown = page(lecturer, run, language=language)
        letters[language] = re.findall(rf"([ABC]):</span>\s*{language} d1/(\w) text", shown)
        assert re.search(r'name="votes-b" value="9"', shown)
    assert letters["en"] == letters["ru"] == letters["fa-af"]
    assert len(letters["en"]) == 3


def test_a_run_opened_another_day_is_in_the_language_it_was_last_in(run, lecturer):
    act(lecturer, run, "decide", choice="a", language="fa-af")
    assert "fa-af d1/a consequence" in client_of(lecturer).get(address("projector", run)).content.decode()


def test_a_second_screen_learns_where_the_run_is(run, lecturer):
    act(lecturer, run, "votes", a=3)
    told = client_of(lecturer).get(address("state", run)).json()
    assert told == {"position": 0, "votes": {"a": 3, "b": 0, "c": 0}}
    assert act(lecturer, run, "votes", accept="application/json", a=4).json() == {"kept": True}


def test_a_tie_is_told_and_the_lecturer_chooses(run, lecturer):
    data = {"act": "decide", "position": 0, "choice": "", "screen": "projector", "language": "en"}
    told = client_of(lecturer).post(address("act", run), data | {"votes-a": 3, "votes-b": 3}, follow=True)
    assert "Nobody is ahead" in told.content.decode()
    act(lecturer, run, "decide", choice="a", a=3, b=3)
    assert "en d1/a consequence" in page(lecturer, run)


def test_the_notes_tell_what_only_the_lecturer_should_see(run, lecturer):
    shown = page(lecturer, run, "notes")
    for told in (
        "Wait for the quiet ones",
        "recommended",
        "critical error",
        "en d1/c consequence",
        "en d2 heading",
    ):
        assert told in shown
    assert act(lecturer, run, "decide", choice="a", screen="notes").url.startswith(address("notes", run))


def test_at_the_end_the_way_of_the_group_stands_beside_the_recommended_one(run, lecturer):
    for position, choice in ((0, "b"), (2, "a"), (4, "b")):
        act(lecturer, run, "decide", position=position, choice=choice, **{choice: 5})
        act(lecturer, run, "on", position=position + 1)
    shown = page(lecturer, run)
    assert "Your way" in shown
    assert "1 of 4 points" in shown
    assert "Recommended here" in shown
    assert shown.count('<li class="is-best">') == 1 + 2


def test_all_notes_are_there_to_print(run, lecturer):
    shown = page(lecturer, run, "all_notes", "ru")
    for text in ("ru d1 heading", "ru d2/b consequence", "ru end-ref heading", "ru d1/c legal"):
        assert text in shown


def test_the_pages_ask_the_database_as_often_in_a_long_run_as_in_a_short_one(run, lecturer):
    client = client_of(lecturer)

    def queries(name):
        with CaptureQueriesContext(connection) as found:
            client.get(address(name, run), {"language": "en"})
        return len(found)

    names = ("projector", "notes", "state")
    for name in names:  # what is remembered in the process is remembered now
        queries(name)
    short = [queries(name) for name in names]
    for position, choice in ((0, "b"), (2, "a")):
        act(lecturer, run, "decide", position=position, choice=choice)
        act(lecturer, run, "on", position=position + 1)
    assert [queries(name) for name in names] == short


def test_only_those_who_may_run_classes_come_in_and_only_to_their_own(run, version, cast, administrator):
    own = reverse("classroom", args=[version.scenario.key])
    cards = reverse("classroom_cards", args=[version.scenario.key]) + "?version=1&language=en&layout=two"
    for name, person in cast.items():
        answers = {url: client_of(person).get(url).status_code for url in (own, cards)}
        expected = 200 if name in ("lecturer", "administrator") else 302
        assert set(answers.values()) == {expected}, (name, answers)
    other = client_of(administrator).get(address("projector", run))
    assert other.status_code != 200
    before = ClassroomRun.objects.values().get()
    act(administrator, run, "decide", choice="a")
    assert ClassroomRun.objects.values().get() == before


def test_more_votes_than_there_are_people_are_not_counted(run, lecturer):
    act(lecturer, run, "votes", a="9" * 5000, b="٣")
    assert ClassroomRun.objects.get().votes == {"a": 0, "b": 3, "c": 0}


@pytest.mark.parametrize(
    "wrong",
    [{"act": "jump"}, {"position": "x"}, {"position": -1}, {"screen": "wall"}, {"act": ""}],
)
def test_what_no_form_sends_is_refused(run, lecturer, wrong):
    data = {"act": "on", "position": 0, "screen": "projector", "language": "en"} | wrong
    assert client_of(lecturer).post(address("act", run), data).status_code == 400


@pytest.mark.parametrize(
    "query",
    ["version=" + "9" * 5000, "version=9&language=en", "version=1&language=kk", "version=x&language=en", ""],
)
def test_cards_of_what_is_not_there_are_not_found(version, lecturer, query):
    url = reverse("classroom_cards", args=[version.scenario.key])
    assert client_of(lecturer).get(f"{url}?{query}").status_code in (302, 404)


def test_the_cards_are_shown_as_a_pdf_that_is_saved_by_a_name_that_tells_what_it_is(version, lecturer):
    url = reverse("classroom_cards", args=[version.scenario.key])
    answer = client_of(lecturer).get(url, {"version": 1, "language": "ru", "layout": "two"})
    content = b"".join(answer)
    assert answer["Content-Disposition"] == 'inline; filename="SC-90-ru-cards.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert int(answer["Content-Length"]) == len(content)
    assert content.startswith(b"%PDF-")
