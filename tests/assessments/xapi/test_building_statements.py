from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import RFC_4122, UUID, uuid4

import pytest
import tincan

from assessments.xapi import vocabulary
from assessments.xapi.building import (
    Interaction,
    NaiveTimestamp,
    build_result,
    build_statement,
    language_tag,
)
from assessments.xapi.tracking import ActivityRef, Tracking
from assessments.xapi.validation import problems
from tests.factories.assessments import NOON

LESSON = ActivityRef("lesson", uuid4(), {"en": "Rule", "fa-af": "قاعده"})
COURSE = ActivityRef("course", uuid4())


@pytest.fixture
def tracking(settings):
    settings.PANAH_BASE_URL = "https://panah.example.org"
    return Tracking(
        actor_key=uuid4(), registration=uuid4(), language="fa-af", cohort_key=uuid4(), grouping=(COURSE,)
    )


def built(tracking, **fields):
    defaults = {"verb": vocabulary.COMPLETED, "activity": LESSON, "tracking": tracking, "at": NOON}
    return build_statement(**(defaults | fields)).as_version("1.0.3")


def test_the_actor_is_a_pseudonymous_account(tracking):
    assert built(tracking)["actor"] == {
        "objectType": "Agent",
        "account": {"homePage": "https://panah.example.org", "name": str(tracking.actor_key)},
    }


def test_the_context_holds_registration_language_course_and_cohort(tracking):
    context = built(tracking)["context"]
    assert context["registration"] == str(tracking.registration)
    assert context["language"] == "fa-AF"
    assert context["platform"] == "Panah"
    activities = context["contextActivities"]
    assert [one["id"] for one in activities["grouping"]] == [
        COURSE.iri,
        f"https://panah.example.org/xapi/activities/cohort/{tracking.cohort_key}",
    ]
    assert [one["id"] for one in activities["category"]] == [vocabulary.PROFILE_VERSION]
    assert "parent" not in activities


def test_an_activity_has_its_iri_type_and_names(tracking):
    assert built(tracking)["object"] == {
        "objectType": "Activity",
        "id": f"https://panah.example.org/xapi/activities/lesson/{LESSON.key}",
        "definition": {
            "type": "http://adlnet.gov/expapi/activities/lesson",
            "name": {"en": "Rule", "fa-AF": "قاعده"},
        },
    }


def test_a_part_has_the_whole_as_its_parent_and_the_rest_as_grouping(tracking):
    inside = tracking.inside(LESSON).inside(ActivityRef("assessment", uuid4()))
    assert [one.kind for one in inside.parents] == ["assessment"]
    assert [one.kind for one in inside.grouping] == ["lesson", "course"]


def test_what_is_further_up_is_not_named_again(tracking):
    check = ActivityRef("assessment", uuid4(), {"en": "Check"})
    inner = built(tracking.inside(LESSON).inside(check), activity=ActivityRef("question", uuid4()))
    activities = inner["context"]["contextActivities"]
    assert activities["parent"][0]["definition"]["name"] == {"en": "Check"}
    assert activities["grouping"][0] == {
        "objectType": "Activity",
        "id": LESSON.iri,
        "definition": {"type": "http://adlnet.gov/expapi/activities/lesson"},
    }


def test_who_teaches_is_a_pseudonymous_account_too(tracking):
    assert "instructor" not in built(tracking)["context"]
    key = uuid4()
    assert built(replace(tracking, instructor_key=key))["context"]["instructor"] == {
        "objectType": "Agent",
        "account": {"homePage": "https://panah.example.org", "name": str(key)},
    }


def test_statements_about_one_thing_under_one_registration_have_a_subregistration_in_common(tracking):
    def subregistration(**fields):
        (told,) = built(**({"tracking": tracking} | fields))["context"]["extensions"][
            vocabulary.SUBREGISTRATION
        ]
        assert told["profile"] == vocabulary.PROFILE_VERSION
        assert UUID(told["subregistration"]).variant == RFC_4122
        return told["subregistration"]

    play = uuid4()
    assert subregistration() == subregistration(verb=vocabulary.EXPERIENCED)
    assert subregistration() != subregistration(activity=COURSE)
    assert subregistration() != subregistration(tracking=replace(tracking, registration=uuid4()))
    assert subregistration(subregistration=play) == str(play)


def test_the_version_of_an_activity_is_its_revision(tracking):
    assert built(tracking, revision="3")["context"]["revision"] == "3"
    assert "revision" not in built(tracking)["context"]


def test_an_activity_is_described_in_the_languages_there_are(tracking):
    described = ActivityRef("scenario", uuid4(), {}, {"fa-af": "خلاصه", "en": ""})
    definition = built(tracking, activity=described)["object"]["definition"]
    assert definition["description"] == {"fa-AF": "خلاصه"}
    assert "name" not in definition


def test_the_time_is_told_in_utc(tracking):
    at = datetime(2026, 3, 2, 17, 0, tzinfo=timezone(timedelta(hours=5)))
    assert built(tracking, at=at)["timestamp"] == "2026-03-02T12:00:00+00:00"


def test_a_time_without_zone_is_refused(tracking):
    with pytest.raises(NaiveTimestamp):
        built(tracking, at=datetime(2026, 3, 2, 12, 0))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("duration", "told"),
    [
        (timedelta(seconds=5), "PT05S"),
        (timedelta(minutes=61, seconds=1, microseconds=239999), "PT01H01M01.24S"),
        (timedelta(days=40), "P40DT00H00M00S"),
        (timedelta(seconds=-3), "PT00S"),
    ],
)
def test_a_duration_is_told_in_hundredths_and_never_negative(tracking, duration, told):
    statement = built(tracking, result=build_result(duration=duration))
    assert statement["result"] == {"duration": told}
    assert not list(problems(statement))


def test_what_can_be_answered_is_told_with_its_options(tracking):
    definition = built(tracking, interaction=Interaction("choice", ("a", "b"), "a"))["object"]["definition"]
    assert definition["type"] == vocabulary.CMI_INTERACTION
    assert definition["choices"] == [{"id": "a"}, {"id": "b"}]
    assert definition["correctResponsesPattern"] == ["a"]


def test_an_option_can_say_what_it_is(tracking):
    interaction = Interaction("choice", ("a", "b"), described={"a": {"fa-af": "بلی"}})
    definition = built(tracking, interaction=interaction)["object"]["definition"]
    assert definition["choices"] == [{"id": "a", "description": {"fa-AF": "بلی"}}, {"id": "b"}]


@pytest.mark.parametrize("verb", vocabulary.VERBS, ids=lambda verb: verb.display)
def test_a_statement_of_every_verb_but_voided_is_valid(tracking, verb):
    result = build_result(raw=3, low=0, high=4, scaled=0.75, success=True, completion=True, response="a")
    found = [problem.pointer for problem in problems(built(tracking, verb=verb, result=result))]
    assert found == (["/object/objectType"] if verb is vocabulary.VOIDED else [])


@pytest.mark.parametrize("kind", sorted(vocabulary.ACTIVITY_TYPES))
def test_a_statement_about_every_kind_of_activity_is_valid(tracking, kind):
    assert not list(problems(built(tracking, activity=ActivityRef(kind, uuid4(), {"ru": "Имя"}))))


def test_the_tincan_client_reads_back_what_was_built(tracking):
    made = build_statement(verb=vocabulary.PASSED, activity=LESSON, tracking=tracking, at=NOON)
    assert tincan.Statement.from_json(made.to_json()).id == made.id
    assert made.timestamp == NOON.astimezone(UTC)


@pytest.mark.parametrize(("code", "tag"), [("en", "en"), ("fa-af", "fa-AF")])
def test_a_language_is_told_as_an_rfc_5646_tag(code, tag):
    assert language_tag(code) == tag
