"""The address of a launch, the launch data and the statement launched (cmi5, 8.1, 9.3.1, 9.6.3, 10)."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone

from assessments.packages.cmi5 import launching, vocabulary
from assessments.packages.cmi5.launching import mode_for
from assessments.packages.models import Launch
from tests.factories.cmi5_courses import (
    AGENT,
    ID,
    au,
    block,
    launch,
    make_version,
    register_agent,
    told_of,
    words_of,
)

pytestmark = pytest.mark.django_db
FULL = au(
    url="unit.html?a=1&amp;b=2#start",
    rest="<launchParameters>sample string</launchParameters><entitlementKey>key</entitlementKey>",
    moveOn="CompletedAndPassed",
    masteryScore="0.9",
    launchMethod="OwnWindow",
)


def test_the_address_holds_the_five_parameters_after_those_of_the_unit():
    registration = register_agent(make_version(FULL))
    unit = launch(registration)
    split = urlsplit(unit.address)
    assert split.path.startswith("/assets/")
    assert split.path.endswith("/unit.html")
    assert split.query.startswith("a=1&b=2&endpoint=")
    assert split.fragment == "start"
    assert list(unit.told) == ["a", "b", "endpoint", "fetch", "actor", "registration", "activityId"]
    assert unit.agent == AGENT
    assert unit.told["registration"] == str(registration.key)
    assert unit.told["activityId"] != f"{ID}/u1"


def test_the_activity_id_of_a_unit_is_the_same_for_every_launch_and_everybody():
    version = make_version(au(), au("u2"))
    others = {"account": {"homePage": "https://lms.example.org", "name": "learner-2"}}
    first, second = register_agent(version), register_agent(version, others)
    ids = {launch(one).told["activityId"] for one in (first, first, second)}
    assert len(ids) == 1
    assert launch(first, unit=1).told["activityId"] not in ids


def test_the_launch_data_say_what_the_course_structure_says():
    unit = launch(register_agent(make_version(FULL)), return_url="https://site.example/back")
    unit.fetch()
    data = unit.launch_data()
    session = data["contextTemplate"]["extensions"][vocabulary.SESSION_ID]
    assert Launch.objects.filter(key=session).exists()
    assert data == {
        "contextTemplate": {
            "contextActivities": {"grouping": [{"id": f"{ID}/u1"}]},
            "extensions": {vocabulary.SESSION_ID: session},
        },
        "launchMode": "Normal",
        "moveOn": "CompletedAndPassed",
        "launchParameters": "sample string",
        "masteryScore": 0.9,
        "returnURL": "https://site.example/back",
        "entitlementKey": {"courseStructure": "key"},
    }


def test_what_the_course_structure_leaves_out_is_not_in_the_launch_data():
    unit = launch(register_agent(make_version(au())), mode="Browse")
    unit.fetch()
    data = unit.launch_data()
    assert data.keys() == {"contextTemplate", "launchMode", "moveOn"}
    assert (data["launchMode"], data["moveOn"]) == ("Browse", "NotApplicable")


def test_launched_is_stated_before_the_unit_says_anything():
    registration = register_agent(make_version(FULL))
    unit = launch(registration)
    told = told_of(registration)
    assert [one["verb"]["id"] for one in told] == [vocabulary.LAUNCHED.iri]
    one = told[0]
    assert one["actor"] == AGENT
    assert one["object"]["id"] == unit.told["activityId"]
    context = one["context"]
    assert context["registration"] == str(registration.key)
    assert context["contextActivities"] == {
        "category": [{"id": vocabulary.CATEGORY}],
        "grouping": [{"id": f"{ID}/u1"}],
    }
    extensions = context["extensions"]
    assert extensions[vocabulary.LAUNCH_URL].endswith("/unit.html?a=1&b=2#start")
    assert extensions[vocabulary.LAUNCH_URL].startswith(settings.PANAH_BASE_URL)
    rest = {name: value for name, value in extensions.items() if name != vocabulary.LAUNCH_URL}
    assert rest == {
        vocabulary.SESSION_ID: str(registration.launches.get().key),
        vocabulary.LAUNCH_MODE: "Normal",
        vocabulary.MOVE_ON: "CompletedAndPassed",
        vocabulary.MASTERY_SCORE: 0.9,
        vocabulary.LAUNCH_PARAMETERS: "sample string",
    }


def test_what_asks_for_nothing_is_satisfied_when_somebody_is_registered():
    version = make_version(block("b", au()), au("u2"))
    registration = register_agent(version)
    assert words_of(registration) == ["satisfied", "satisfied"]
    told = told_of(registration)
    assert [one["object"]["definition"]["type"] for one in told] == [
        vocabulary.TYPE_BLOCK,
        vocabulary.TYPE_COURSE,
    ]
    assert [one["context"]["contextActivities"]["grouping"] for one in told] == [
        [{"id": f"{ID}/b"}],
        [{"id": ID}],
    ]
    assert registration.satisfied_at is not None


def test_an_open_session_of_the_registration_is_abandoned_by_the_next_launch():
    registration = register_agent(make_version(au(moveOn="Passed"), au("u2", moveOn="Passed")))
    first = launch(registration, at=timezone.now() - timedelta(minutes=5)).begin()
    launch(registration, unit=1)
    assert words_of(registration) == ["launched", "initialized", "abandoned", "launched"]
    abandoned = told_of(registration)[2]
    session = registration.launches.first()
    assert abandoned["context"]["extensions"] == {vocabulary.SESSION_ID: str(session.key)}
    assert abandoned["object"]["id"] == first.told["activityId"]
    assert abandoned["result"]["duration"].startswith("PT30")
    assert first.tell("terminated").status_code == 403
    assert first.state().status_code == 403


def test_sessions_of_other_registrations_go_on():
    version = make_version(au(moveOn="Passed"))
    mine = launch(register_agent(version)).begin()
    launch(register_agent(version))
    assert mine.tell("completed").status_code == 200


def test_a_unit_of_another_version_is_not_launched():
    registration = register_agent(make_version(au()))
    make_version(au(), replaces=registration.version.package)
    other = registration.version.package.versions.last()
    assert other.number == 2
    with pytest.raises(launching.OtherVersion):
        launching.launch(
            registration=registration,
            unit=other.units.get(),
            mode="Normal",
            language="en",
            return_url="",
            at=timezone.now(),
        )


def test_a_satisfied_unit_is_opened_to_look_at_it_again():
    registration = register_agent(make_version(au(moveOn="Completed")))
    unit = registration.version.units.get()
    assert mode_for(registration=registration, unit=unit) == "Normal"
    launch(registration).begin().tell("completed")
    assert mode_for(registration=registration, unit=unit) == "Review"


def test_the_language_somebody_reads_in_comes_before_others_they_prefer():
    registration = register_agent(make_version(au()))
    unit = launch(registration, language="ru")
    unit.fetch()
    assert unit.preferences().json() == {"languagePreference": "ru", "audioPreference": "on"}
    answer = unit.preferences("PUT", body={"languagePreference": "de,ru", "audioPreference": "off"})
    assert answer.status_code == 409
    unit.headers["If-Match"] = unit.preferences()["ETag"]
    answer = unit.preferences("PUT", body={"languagePreference": "de,ru", "audioPreference": "off"})
    assert answer.status_code == 204
    later = launch(registration, language="fa-af")
    later.fetch()
    assert later.preferences().json() == {"languagePreference": "fa-AF,de,ru", "audioPreference": "off"}
