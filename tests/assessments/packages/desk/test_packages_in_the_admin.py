"""The desk of course packages: the list, the page of one, a test launch, the archive, and the log."""

import json
import re
from datetime import UTC, datetime
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.models import Statement
from assessments.packages.models import Launch, Package, PackageRegistration
from assessments.xapi.reading import read_json
from tests.factories.cmi5_courses import Unit, au, make_version
from tests.factories.scorm_packages import (
    item_12,
    manifest_12,
    resource,
    scorm_12,
    scorm_2004,
    store_scorm,
    unit_of,
)
from tests.factories.scorm_plays import ended_12, opened, registered, scorm_tracking, sent

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


@pytest.fixture
def desk(lecturer) -> Client:
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def page(client, name, *arguments, query="") -> str:
    answer = client.get(reverse(name, args=arguments) + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_desk_says_what_belongs_here(desk):
    assert "There is no course package yet" in page(desk, "packages_index")


def test_the_list_is_narrowed_by_title_standard_and_archive(desk):
    older, newer = store_scorm(scorm_12()).package, store_scorm(scorm_2004()).package
    everything = page(desk, "packages_index")
    assert older.title in everything
    assert newer.title in everything
    assert newer.title not in page(desk, "packages_index", query="?standard=scorm12")
    assert older.title not in page(desk, "packages_index", query="?text=children")
    assert "Nothing fits" in page(desk, "packages_index", query="?text=nowhere")
    assert "The archive is empty" in page(desk, "packages_index", query="?archived=on")


def test_the_page_tells_units_people_and_versions(desk, trainee):
    version = store_scorm(scorm_12())
    tracking = scorm_tracking(trainee)
    launch = opened(registered(version, trainee, tracking, at=NOW), unit_of(version), at=NOW)
    sent(launch, 1, ended_12(20), tracking=tracking, at=NOW)
    store_scorm(scorm_12(), replaces=version.package)
    told = page(desk, "packages_package", version.package.key)
    assert "At the counter" in told
    assert "Version 2" in told
    assert "Replaced the package: version 2" in told
    assert "In no lesson yet" in told


def test_a_package_is_archived_taken_out_again_and_renamed_with_a_line_in_the_log(desk):
    package = store_scorm(scorm_12()).package
    for act in ("archive", "unarchive"):
        assert desk.post(reverse(f"packages_{act}", args=[package.key])).status_code == 302
    rename = reverse("packages_rename", args=[package.key])
    desk.post(rename, {"title": "Families", "seen": package.title})
    # Who had read the old title changes nothing any more.
    desk.post(rename, {"title": "Late", "seen": package.title})
    package.refresh_from_db()
    assert (package.title, package.archived_at) == ("Families", None)
    told = page(desk, "packages_package", package.key)
    for words in (
        "Brought the package in",
        "Archived the package",
        "Took the package out",
        "Renamed the package",
    ):
        assert words in told


def test_a_test_launch_browses_and_keeps_nothing(desk):
    version = store_scorm(scorm_12())
    told = page(desk, "packages_trial", version.package.key, 0)
    src = told.split('src="/assets/')[1].split('"')[0]
    html = Client().get(f"/assets/{src}").content.decode()
    given = json.loads(html.split('id="panah-scorm">')[1].split("</script>")[0])
    assert (given["key"], given["beacon"]) == ("", "")
    assert given["cmi"]["cmi.core.lesson_mode"] == "browse"
    assert given["cmi"]["cmi.core.credit"] == "no-credit"
    assert not Launch.objects.exists()
    assert not Statement.objects.exists()


def test_a_cmi5_unit_is_launched_by_a_click_and_only_browsed(desk, lecturer):
    package = make_version(au("a", moveOn="Passed", masteryScore="0.5")).package
    trial = reverse("packages_trial", args=[package.key, 0])
    assert trial in page(desk, "packages_package", package.key)
    asked = page(desk, "packages_trial", package.key, 0)
    assert "under your name and counts for nobody" in asked
    assert "<iframe" not in asked
    assert not PackageRegistration.objects.exists()
    unit = _launched(desk, trial)
    assert unit.agent["account"]["name"] == str(lecturer.actor_key)
    assert unit.begin().data["launchMode"] == "Browse"
    assert unit.tell("passed", scaled=0.9).status_code == 403
    assert unit.tell("terminated").status_code == 200
    told = [read_json(row.raw) for row in Statement.objects.order_by("pk")]
    assert [one["verb"]["display"]["en"] for one in told[:1]] == ["launched"]
    assert {one["actor"]["account"]["name"] for one in told} == {str(lecturer.actor_key)}
    assert "Nobody has begun it yet" in page(desk, "packages_package", package.key)


def test_browsing_a_course_that_asks_for_nothing_satisfies_nothing(desk):
    package = make_version(au("a", moveOn="NotApplicable")).package
    _launched(desk, reverse("packages_trial", args=[package.key, 0])).begin()
    assert not PackageRegistration.objects.exclude(satisfied_at=None).exists()
    verbs = {read_json(row.raw)["verb"]["id"].rpartition("/")[2] for row in Statement.objects.all()}
    assert verbs == {"launched", "initialized"}


def test_each_look_begins_anew(desk):
    trial = reverse("packages_trial", args=[make_version(au("a")).package.key, 0])
    first, second = _launched(desk, trial), _launched(desk, trial)
    assert first.told["registration"] != second.told["registration"]
    assert first.begin().state("PUT", "bookmark", body={"page": 3}).status_code == 204
    assert second.begin().state("GET", "bookmark").status_code == 404


def test_a_unit_for_its_own_window_gets_a_link(desk):
    trial = reverse("packages_trial", args=[make_version(au("a", launchMethod="OwnWindow")).package.key, 0])
    told = desk.post(trial).content.decode()
    assert "<iframe" not in told
    assert 'target="_blank" rel="noopener noreferrer"' in told


def test_a_scorm_unit_takes_no_post(desk):
    version = store_scorm(scorm_12())
    assert desk.post(reverse("packages_trial", args=[version.package.key, 0])).status_code == 405


def _launched(desk, trial) -> Unit:
    answer = desk.post(trial)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    return Unit(unescape(re.search(r'<iframe[^>]* src="([^"]+)"', answer.content.decode())[1]))


def test_the_list_asks_the_same_of_the_database_however_many_packages_there_are(desk):
    counts = []
    for number in (1, 6):
        for extra in range(number):
            manifest = manifest_12(
                item_12("I1", "One", "R1"),
                identifier=f"{number}-{extra}",
                resources=resource("R1", "index.html"),
            )
            store_scorm(scorm_12(manifest))
        page(desk, "packages_index")
        with CaptureQueriesContext(connection) as queries:
            page(desk, "packages_index")
        counts.append(len(queries))
    assert Package.objects.count() == 7
    assert counts[0] == counts[1]
