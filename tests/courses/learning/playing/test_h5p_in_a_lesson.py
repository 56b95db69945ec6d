"""H5P content in a lesson: a try, what it remembers on every device, its end, and what that means for progress."""

import json
import logging
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.h5p.models import H5PContent, H5PPlay
from assessments.models import Statement
from courses.models import LessonProgress, UnitResult
from tests.factories.cohorts import make_cohort
from tests.factories.h5p import make_version
from tests.factories.h5p_lessons import Device, place_of_h5p, put_h5p, report_of
from tests.factories.h5p_packages import CHOICE, NOTE

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return make_version()


@pytest.fixture
def place(trainee, manual_key, version):
    return place_of_h5p(trainee, manual_key, version)


@pytest.fixture
def device(trainee, place, version):
    return Device(trainee, place, version)


@pytest.fixture
def other_device(trainee, place, version):
    return Device(trainee, place, version)


def shown(device) -> str:
    return device.client.get(device.place.lesson.url).content.decode()


def test_the_lesson_offers_it_with_what_is_needed_to_pass(device):
    page = shown(device)
    assert "At the counter" in page
    assert "70% to pass" in page
    assert "Begin the exercise" in page
    assert "<noscript><p>This exercise needs JavaScript" in page
    assert "Pass the interactive exercise" in page


def test_only_a_lesson_with_h5p_loads_its_script_and_may_hold_a_frame(device):
    with_it = device.client.get(device.place.lesson.url)
    assert "frame-src 'self'" in with_it.headers["Content-Security-Policy"]
    other = next(one for one in device.place.module.lessons if one.key != device.place.lesson.key)
    without = device.client.get(other.url)
    assert "h5p" not in without.content.decode()
    assert "frame-src" not in without.headers["Content-Security-Policy"]


def test_a_try_is_begun_once_and_taken_up_again(device):
    first, again = device.start(), device.start()
    assert (first["play"], first["number"]) == (again["play"], 1)
    assert first["frame"].startswith("/h5p/frame/h5pframe.")
    assert first["nonce"] != again["nonce"]
    assert "Go on" in shown(device)
    assert f'data-play="{first["play"]}"' in shown(device)


def test_what_was_answered_is_there_on_another_device(device, other_device):
    device.start()
    assert device.save({"parts": [1]}).status_code == 200
    assert device.save({"x": "y"}, part="0b5c7d1e", data_type="other").status_code == 200
    assert other_device.start()["states"] == {
        "0": {"state": '{"parts": [1]}'},
        "0b5c7d1e": {"other": '{"x": "y"}'},
    }
    assert device.save(None).status_code == 200
    assert "0" not in other_device.start()["states"]


def test_a_save_that_does_not_follow_what_it_read_changes_nothing(device, other_device):
    device.start()
    other_device.start()
    assert device.save("first").status_code == 200
    refused = other_device.save("second")
    assert (refused.status_code, refused.json()) == (409, {"problem": "elsewhere"})
    assert other_device.start()["states"] == {"0": {"state": '"first"'}}
    assert other_device.save("third").status_code == 200


def test_the_end_is_recorded_and_completes_the_lesson(device, version):
    device.start()
    answer = device.finish(report_of(3, 3))
    assert answer.json() == {"passed": True, "told": "Passed with 100%: 3 of 3 points."}
    result = UnitResult.objects.get()
    assert (result.unit_key, result.kind, result.tries) == (version.content.key, "h5p", 1)
    assert result.passed_at is not None
    assert LessonProgress.objects.get().completed_at is not None
    assert "Passed with 100%." in shown(device)


def test_below_the_pass_mark_of_the_lesson_it_can_be_played_again(device):
    device.start()
    answer = device.finish(report_of(2, 3)).json()
    assert answer["passed"] is False
    assert answer["told"].startswith("Not passed yet: 66%, 2 of 3 points.")
    assert UnitResult.objects.get().passed_at is None
    assert not LessonProgress.objects.filter(completed_at__isnull=False).exists()
    assert device.start()["number"] == 2
    assert device.attempt["states"] == {}


def test_the_same_end_sent_twice_counts_once(device):
    device.start()
    first, second = device.finish(report_of(3, 3)), device.finish(report_of(3, 3))
    assert first.json() == second.json()
    assert UnitResult.objects.get().tries == 1
    assert H5PPlay.objects.count() == 1


def test_a_try_that_ended_elsewhere_says_so(device, other_device):
    device.start()
    other_device.start()
    device.finish(report_of(3, 3))
    refused = other_device.finish(report_of(1, 3))
    assert (refused.status_code, refused.json()) == (409, {"problem": "ended"})
    assert other_device.save("late").json() == {"problem": "ended"}
    assert UnitResult.objects.get().tries == 1


def test_an_exercise_that_is_not_required_neither_bars_nor_completes_the_lesson(trainee, manual_key, version):
    place = place_of_h5p(trainee, manual_key, version, is_required=False)
    device = Device(trainee, place, version)
    page = shown(device)
    assert "the lesson is completed without it" in page
    assert "Pass the interactive exercise" not in page
    device.start()
    device.finish(report_of(3, 3))
    assert not LessonProgress.objects.filter(completed_at__isnull=False).exists()
    device.client.post(reverse("learning:complete", args=[place.lesson.key]))
    assert LessonProgress.objects.get(lesson_key=place.lesson.key).completed_at is not None


def test_content_without_points_is_passed_when_it_is_finished(trainee, manual_key):
    note = make_version(main=NOTE)
    device = Device(trainee, place_of_h5p(trainee, manual_key, note), note)
    device.start()
    answer = device.finish(report_of(None, None)).json()
    assert answer == {"passed": True, "told": "Finished. Your work is recorded."}
    assert LessonProgress.objects.get().completed_at is not None


@pytest.mark.parametrize("what", ["empty", "withdrawn"])
def test_what_cannot_be_played_says_so_and_is_not_begun(device, version, what):
    if what == "empty":
        version.libraries.clear()
        version.delete()
    else:
        H5PContent.objects.update(archived_at=timezone.now())
    page = shown(device)
    assert "data-start" not in page
    assert ("There is nothing in this exercise yet." in page) == (what == "empty")
    assert ("withdrawn. You do not need it" in page) == (what == "withdrawn")
    assert device.start() == {"problem": "nothing"}


def test_withdrawn_content_bars_nobody_from_completing_the_lesson(device):
    H5PContent.objects.update(archived_at=timezone.now())
    assert "Pass the interactive exercise" not in shown(device)
    device.client.post(reverse("learning:complete", args=[device.place.lesson.key]))
    assert LessonProgress.objects.get(lesson_key=device.place.lesson.key).completed_at is not None


def test_a_try_that_runs_can_be_played_to_its_end_after_the_content_was_withdrawn(device):
    device.start()
    H5PContent.objects.update(archived_at=timezone.now())
    assert "Go on" in shown(device)
    device.start()
    assert device.finish(report_of(3, 3)).json()["passed"] is True


def test_a_try_stays_on_its_version_and_the_next_one_takes_the_newest(device, version):
    begun = device.start()
    newer = make_version(content=version.content)
    assert device.start()["version"] == begun["version"] == version.pk
    device.finish(report_of(0, 3))
    assert device.start()["version"] == newer.pk


def test_nobody_reads_or_moves_the_try_of_another(device, other_trainee, manual_key, version):
    device.start()
    device.save("mine")
    thief = Device(other_trainee, device.place, version)
    make_cohort(course_keys=[manual_key], people=[other_trainee])
    assert thief.start()["states"] == {}
    thief.attempt = device.attempt
    assert thief.save("theirs").status_code == 404
    assert thief.finish(report_of(3, 3)).status_code == 404
    assert not UnitResult.objects.exists()
    assert device.start()["states"] == {"0": {"state": '"mine"'}}


def test_without_a_place_in_the_course_or_signed_in_nothing_is_played(device, outsider, lecturer, version):
    device.start()
    for person in (outsider, lecturer):
        other = Device(person, device.place, version)
        other.attempt = device.attempt
        assert other.save("x").status_code == 403
        assert other.finish(report_of(3, 3)).status_code == 403
    assert Client().post(device.address("finish")).status_code == 302
    assert not UnitResult.objects.exists()


def test_content_of_another_lesson_is_not_played_in_this_one(device, manual_key):
    other = make_version(main=CHOICE)
    address = reverse("learning:h5p_start", args=[device.place.lesson.key, other.content.key])
    assert device.client.post(address).status_code == 404
    device.start()
    elsewhere = next(one for one in device.place.module.lessons if one.key != device.place.lesson.key)
    moved = reverse("learning:h5p_finish", args=[elsewhere.key, device.attempt["play"]])
    assert device.post(moved, {"nonce": device.attempt["nonce"], "report": {}}).status_code == 404


def test_a_post_without_the_sites_token_is_refused(device, trainee):
    device.start()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(trainee, backend="allauth.account.auth_backends.AuthenticationBackend")
    body = {"nonce": device.attempt["nonce"], "report": report_of(3, 3)}
    assert strict.post(device.address("finish"), body, "application/json").status_code == 403
    assert not UnitResult.objects.exists()


FORGED = {
    "another nonce": ({"nonce": "1:forged"}, 403),
    "no nonce": ({"nonce": None}, 400),
    "no report": ({"report": [999, 1]}, 400),
    "too long": ({"report": {"state": "x" * 700_000}}, 400),
    "999 of 1": ({"report": report_of(999, 1)}, 400),
    "score of text": ({"report": report_of("999", "1")}, 400),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_end_is_refused_and_logged(device, caplog, name):
    changes, status = FORGED[name]
    device.start()
    with caplog.at_level(logging.WARNING, logger="courses.learning.playing.h5p_views"):
        answer = device.finish(**{"report": report_of(3, 3)} | changes)
    assert (answer.status_code, answer.json()) == (status, {"problem": "refused"})
    assert "H5P message refused" in caplog.text
    assert not UnitResult.objects.exists()
    assert H5PPlay.objects.get().ended_at is None


def test_a_nonce_ends_no_other_try(device):
    used = device.start()["nonce"]
    device.finish(report_of(0, 3))
    device.start()
    answer = device.finish(report_of(3, 3), nonce=used)
    assert (answer.status_code, answer.json()) == (403, {"problem": "refused"})
    assert UnitResult.objects.get().tries == 1


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b"[" * 100_000, b'{"read": "", "states": [7]}', b'{"read": "", "states": {}}'],
)
def test_what_is_no_message_is_refused(device, body):
    device.start()
    answer = device.client.post(device.address("state"), body, content_type="application/json")
    assert (answer.status_code, answer.json()) == (400, {"problem": "refused"})


def test_a_state_out_of_bounds_keeps_nothing_of_what_came_with_it(device):
    device.start()
    states = [
        {"part": "0", "type": "state", "data": "1"},
        {"part": "1", "type": "state", "data": "no JSON"},
    ]
    assert device.post(device.address("state"), {"read": "", "states": states}).status_code == 400
    assert device.start()["states"] == {}


def test_a_get_leads_to_the_lesson(device):
    device.start()
    assert device.client.get(device.address("finish")).url == device.place.lesson.url


def test_statements_name_the_learner_and_the_lesson_of_the_site(device):
    device.start()
    before = Statement.objects.count()
    device.finish(report_of(3, 3))
    told = [json.loads(row.raw) for row in Statement.objects.order_by("pk")[before:]]
    assert {one["actor"]["account"]["name"] for one in told} == {str(device.place.enrolment.user.actor_key)}
    assert {one["context"]["registration"] for one in told} == {str(device.place.enrolment.registration)}


def test_the_number_of_queries_does_not_grow_with_the_exercises(device, manual_key):
    def queries() -> int:
        shown(device)
        with CaptureQueriesContext(connection) as captured:
            shown(device)
        return len(captured)

    before = queries()
    put_h5p(device.place.lesson.key, make_version(main=CHOICE), make_version(main=NOTE))
    assert queries() == before


def test_an_unknown_try_is_not_there(device):
    device.start()
    device.attempt["play"] = str(uuid4())
    assert device.save("x").status_code == 404
