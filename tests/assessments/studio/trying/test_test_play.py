import pytest
from django.test import Client
from django.urls import reverse

from assessments.lrs.models import Statement
from assessments.models import Attempt, AttemptStep
from assessments.scenarios.graph import Graph, UnknownScene
from assessments.studio.drafting.document import VALUE
from assessments.studio.trying.walking import read_values, walk
from tests.factories.assessments import structure
from tests.factories.drafts import change, make_draft, save

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def graph(**more):
    return Graph.from_structure(structure() | more)


def test_a_try_goes_where_the_choices_lead_and_counts_like_an_attempt():
    done = walk(graph(), graph().first_state(), ["b", "a", "a"])
    assert [state.scene for state in done.states] == ["d1", "d1-repair", "d2", "end-pass"]
    assert (done.score.points, done.ended, done.lost) == (2, "ending", 0)


def test_a_try_may_begin_anywhere():
    done = walk(graph(), graph().state("d2", {}), ["a"])
    assert (done.ended, done.score.points) == ("ending", 2)
    with pytest.raises(UnknownScene):
        walk(graph(), graph().state("d99", {}), [])


def test_a_choice_that_is_not_there_any_more_ends_the_try_there():
    done = walk(graph(), graph().first_state(), ["a", "gone", "a"])
    assert (done.here.scene, done.ended, done.lost) == ("d2", "", 2)


def test_values_are_set_within_their_range():
    made = graph(
        values=[
            {"id": "trust", "kind": "integer", "start": 0, "min": -2, "max": 2},
            {"id": "seen", "kind": "yes_no", "start": False},
        ]
    )
    assert read_values(made, {"value-trust": "9", "value-seen": "yes"}) == {"trust": 2, "seen": True}
    assert read_values(made, {"value-trust": "-1"}) == {"trust": -1, "seen": False}
    assert read_values(made, {"value-trust": "many", "value-seen": "perhaps"}) == {"trust": 0, "seen": False}


@pytest.fixture
def draft(lecturer, db):
    return make_draft(by=lecturer)


def page(person, draft, **query):
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client.get(reverse("studio_try", args=[draft.scenario.key]), query)


def test_a_try_leaves_no_record(draft, lecturer):
    before = Statement.objects.count()
    answer = page(lecturer, draft, path="b,a,a", language="ru")
    assert "ru end-pass situation" in answer.content.decode()
    assert (Attempt.objects.count(), AttemptStep.objects.count()) == (0, 0)
    assert Statement.objects.count() == before


def test_the_texts_of_a_try_have_the_direction_of_their_own_language(draft, lecturer):
    save(draft, change("words", "fa-af", "d1", "situation", new="ساعت سه شب."), by=lecturer)
    content = page(lecturer, draft, language="fa-af").content.decode()
    assert '<div class="try-text" lang="fa-af" dir="rtl"><p>ساعت سه شب.</p></div>' in content
    # What Dari has not yet is shown in the language it was written in, and says so.
    assert 'lang="en" dir="ltr">en d1/a text</span>' in content
    assert "not translated" in content


def test_a_condition_hides_a_choice_until_its_value_is_set(draft, lecturer):
    save(
        draft,
        change("values", "seen", new=VALUE),
        change(
            "scenes", "d1", "choices", "a", "when",
            old=[], new=[{"value": "seen", "is": "equals", "than": True}],
        ),
        by=lecturer,
    )  # fmt: skip
    assert "en d1/a text" not in page(lecturer, draft).content.decode()
    assert "en d1/a text" in page(lecturer, draft, **{"value-seen": "yes"}).content.decode()


def test_an_unfinished_draft_can_be_tried_and_says_where_it_stops(draft, lecturer):
    save(draft, change("scenes", "d1", "choices", "a", "next", old="d2", new=""), by=lecturer)
    assert "The last choice leads to no scene yet." in page(lecturer, draft, path="a").content.decode()
    assert page(lecturer, draft, scene="d77").status_code == 200
