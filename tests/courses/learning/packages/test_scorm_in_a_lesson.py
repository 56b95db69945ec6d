"""A SCORM package in a lesson over HTTP: its page, a launch, its frame, commits, and what they mean for progress."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from assessments.models import Statement
from assessments.packages.archiving import archive
from assessments.packages.models import Launch, PackageRegistration, ScormState
from assessments.packages.scorm.launching import word_of
from courses.models import Enrolment, LessonProgress, UnitResult
from tests.factories.package_lessons import place_of_package, put_packages
from tests.factories.scorm_packages import item_12, manifest_12, resource, scorm_12, store_scorm
from tests.factories.scorm_plays import HALF_12, ended_12

pytestmark = pytest.mark.django_db


def client_of(person, **more) -> Client:
    client = Client(**more)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


class Learner:
    def __init__(self, person, place, version):
        self.client = client_of(person)
        self.place, self.version = place, version

    def url(self, name, *more):
        return reverse(f"learning:{name}", args=[self.place.lesson.key, self.version.package.key, *more])

    def start(self, index=0) -> Launch:
        answer = self.client.post(self.url("package_start", index))
        assert answer.status_code == 302
        self.play_url = answer["Location"]
        return Launch.objects.latest("pk")

    def commit(self, launch, number, cmi, kind="commit", client=None):
        address = reverse("learning:package_commit", args=[self.place.lesson.key, launch.key])
        body = {"kind": kind, "number": number, "cmi": cmi}
        return (client or self.client).post(address, json.dumps(body), content_type="application/json")


@pytest.fixture
def version():
    return store_scorm(scorm_12())


@pytest.fixture
def learner(trainee, manual_key, version):
    return Learner(trainee, place_of_package(trainee, manual_key, version), version)


def beacon(launch, number, cmi, kind="end", word=None):
    body = {"word": word or word_of(launch), "kind": kind, "number": number, "cmi": cmi}
    return Client(enforce_csrf_checks=True).post(
        reverse("scorm:beacon"), json.dumps(body), content_type="text/plain"
    )


def test_the_lesson_offers_the_package_and_its_page_the_units(learner):
    lesson = learner.client.get(learner.place.lesson.url).content.decode()
    assert learner.url("package") in lesson
    page = learner.client.get(learner.url("package")).content.decode()
    assert "At the counter" in page
    assert learner.url("package_start", 0) in page


def test_a_launch_leads_to_the_unit_in_its_closed_frame(learner):
    launch = learner.start()
    answer = learner.client.get(learner.play_url)
    page = answer.content.decode()
    assert "frame-src 'self'" in answer["Content-Security-Policy"]
    assert "allow-same-origin" not in page
    assert word_of(launch) in page
    src = page.split('data-src="')[1].split('"')[0]
    frame = Client().get(src, headers={"Sec-Fetch-Dest": "iframe"})
    html = frame.content.decode()
    assert "sandbox allow-scripts" in frame["Content-Security-Policy"]
    assert "allow-same-origin" not in frame["Content-Security-Policy"]
    assert frame["Cache-Control"] == "no-store"
    told = json.loads(html.split('id="panah-scorm">')[1].split("</script>")[0])
    assert (told["version"], told["key"], told["number"]) == ("12", word_of(launch), 0)
    assert told["cmi"]["cmi.core.entry"] == "ab-initio"
    assert html.index("panah-scorm") < html.index("function api()")
    # What a script reads of the page is the page as it was made.
    assert "panah-scorm" not in Client().get(src, headers={"Sec-Fetch-Dest": "empty"}).content.decode()


def test_a_finished_package_is_a_passed_unit_and_completes_the_lesson(learner):
    launch = learner.start()
    assert learner.commit(launch, 1, HALF_12).json() == {"commits": 1, "new": True, "satisfied": False}
    assert learner.commit(launch, 2, ended_12(90), kind="end").json()["satisfied"] is True
    result = UnitResult.objects.get(unit_key=learner.version.package.key)
    assert (result.kind, result.tries, result.best_percent) == ("package", 1, 90)
    assert result.passed_at is not None
    assert LessonProgress.objects.get(lesson_key=learner.place.lesson.key).completed_at is not None
    assert "You have passed this package." in learner.client.get(learner.url("package")).content.decode()


def test_a_failed_session_is_a_try_and_no_pass(learner):
    launch = learner.start()
    learner.commit(launch, 1, ended_12(30), kind="end")
    result = UnitResult.objects.get()
    assert (result.tries, result.best_percent, result.passed_at) == (1, 30, None)
    assert not LessonProgress.objects.exclude(completed_at=None).exists()


def test_the_last_word_of_a_frame_comes_by_a_beacon_and_counts_once(learner):
    launch = learner.start()
    assert beacon(launch, 1, ended_12(90)).status_code == 204
    assert learner.commit(launch, 1, ended_12(90), kind="end").json()["new"] is False
    assert beacon(launch, 1, ended_12(90)).status_code == 204
    assert UnitResult.objects.get().tries == 1
    told = [json.loads(raw)["verb"]["id"] for raw in Statement.objects.values_list("raw", flat=True)]
    assert sum(verb.endswith("/terminated") for verb in told) == 1


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"no json", 400),
        (b"[]", 403),
        (b"{}", 403),
        (b'{"word": "x"}', 403),
        (b'{"word": 5}', 403),
        (b"[" * 100_000, 400),
        (b"x" * 600_000, 413),
    ],
)
def test_a_beacon_that_is_none_is_refused(body, status):
    answer = Client().post(reverse("scorm:beacon"), body, content_type="text/plain")
    assert answer.status_code == status


def test_a_beacon_is_posted_and_nothing_else(learner):
    assert Client().get(reverse("scorm:beacon")).status_code == 405


def test_nobody_commits_to_the_launch_of_somebody_else(learner, other_trainee, manual_key):
    place_of_package(other_trainee, manual_key, learner.version)
    launch = learner.start()
    assert learner.commit(launch, 1, ended_12(90), client=client_of(other_trainee)).status_code == 404
    assert learner.client.get(learner.play_url).status_code == 200
    assert client_of(other_trainee).get(learner.play_url).status_code == 404
    assert ScormState.objects.get().cmi == {}


def test_a_commit_needs_the_token_of_the_site(learner, trainee):
    launch = learner.start()
    strict = client_of(trainee, enforce_csrf_checks=True)
    assert learner.commit(launch, 1, ended_12(90), client=strict).status_code == 403


def test_who_has_left_the_cohort_commits_nothing(learner):
    launch = learner.start()
    Enrolment.objects.update(withdrawn_at=timezone.now())
    assert learner.commit(launch, 1, ended_12(90)).status_code in (403, 404)
    assert beacon(launch, 1, ended_12(90)).status_code == 400
    assert ScormState.objects.get().cmi == {}


def test_forged_values_are_refused_with_a_reason(learner, caplog):
    launch = learner.start()
    forged = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "999", "cmi.core.score.max": "1"}
    answer = learner.commit(launch, 1, forged)
    assert answer.status_code == 400
    assert "cmi.core.score.raw is 999" in answer.json()["why"]
    assert "refused" in caplog.text
    assert not UnitResult.objects.exists()


def test_a_stale_tab_is_told_that_the_unit_was_opened_elsewhere(learner):
    stale = learner.start()
    stale_url = learner.play_url
    learner.start()
    assert learner.commit(stale, 1, HALF_12).status_code == 409
    assert "opened again since" in learner.client.get(stale_url).content.decode()


def test_who_has_begun_stays_on_the_version_and_may_begin_the_newer_one(learner):
    launch = learner.start()
    learner.commit(launch, 1, ended_12(90), kind="end")
    newer = store_scorm(scorm_12(), replaces=learner.version.package)
    assert "newer version" in learner.client.get(learner.url("package")).content.decode()
    assert learner.start().registration.version == learner.version
    learner.client.post(learner.url("package_anew"))
    assert learner.start().registration.version == newer
    assert PackageRegistration.objects.count() == 2
    assert UnitResult.objects.get().passed_at is not None


def test_an_archived_package_is_begun_by_nobody_and_gone_on_with_by_who_had_begun(
    learner, other_trainee, manual_key, administrator
):
    other = Learner(other_trainee, place_of_package(other_trainee, manual_key), learner.version)
    learner.start()
    archive(kept=learner.version.package, by=administrator, at=timezone.now())
    assert learner.client.get(learner.url("package")).status_code == 200
    learner.start()
    assert other.client.post(other.url("package_start", 0)).status_code == 404


def test_a_package_of_another_lesson_is_not_found(learner):
    strange = store_scorm(scorm_12())
    address = reverse("learning:package", args=[learner.place.lesson.key, strange.package.key])
    assert learner.client.get(address).status_code == 404


def test_what_opens_after_a_reload_goes_on_in_the_same_session(learner):
    launch = learner.start()
    learner.commit(launch, 1, HALF_12)
    page = learner.client.get(learner.play_url).content.decode()
    src = page.split('data-src="')[1].split('"')[0]
    html = Client().get(src).content.decode()
    told = json.loads(html.split('id="panah-scorm">')[1].split("</script>")[0])
    assert (told["number"], told["cmi"]["cmi.suspend_data"]) == (1, "seen:1,2")
    assert told["cmi"]["cmi.core.entry"] == "resume"


def test_the_page_asks_the_same_of_the_database_however_many_units_there_are(learner, trainee):
    items = [item_12(f"I{n}", f"Unit {n}", "R1") for n in range(12)]
    many = store_scorm(scorm_12(manifest_12(*items, resources=resource("R1", "index.html"))))
    put_packages(learner.place.lesson.key, many)
    other = Learner(trainee, learner.place, many)
    counts = []
    for one in (learner, other):
        one.start()
        one.client.get(one.url("package"))
        with CaptureQueriesContext(connection) as queries:
            one.client.get(one.url("package"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_an_archived_package_bars_nobody_from_completing_the_lesson(learner, administrator):
    complete = reverse("learning:complete", args=[learner.place.lesson.key])
    learner.client.post(complete)
    assert not LessonProgress.objects.exclude(completed_at=None).exists()
    archive(kept=learner.version.package, by=administrator, at=timezone.now())
    learner.client.post(complete)
    assert LessonProgress.objects.exclude(completed_at=None).count() == 1
