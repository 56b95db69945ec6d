"""A cmi5 course is sent, checked and stored: as a ZIP, with larger numbers, or as its description alone."""

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.packages.cmi5 import launching
from assessments.packages.cmi5.files import asset_of
from assessments.packages.cmi5.words import WORDS
from assessments.packages.models import AssignableUnit, Package, PackageVersion
from assessments.uploads.findings import Finding
from assessments.uploads.judging.words import told
from assessments.uploads.models import Upload
from assessments.uploads.taking import checking, storing
from assessments.uploads.taking.receiving import ArrivingHandler, receive
from tests.factories.cmi5_courses import PAGE, au, block, course_xml
from tests.factories.zips import zip64, zipped

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def send(lecturer):
    def act(content: bytes, name="course.zip", **more) -> Upload:
        handler = ArrivingHandler(most=10**9)
        handler.new_file("file", name, "application/zip", len(content))
        handler.receive_data_chunk(content, 0)
        with handler.file_complete(len(content)) as arrived:
            upload = receive(file=arrived, by=lecturer, at=NOW, **more)
        upload = checking.check(upload=upload, at=NOW)
        if upload.state == Upload.State.CHECKED:
            upload = storing.store(upload=upload, by=lecturer, at=NOW)
        return upload

    return act


def course(*inside, **more) -> dict[str, bytes]:
    return {"cmi5.xml": course_xml(*(inside or [au()]), **more), "unit.html": PAGE, "a/b.js": b"1"}


def codes(upload):
    return [one["code"] for one in upload.findings]


def test_a_zip_becomes_a_package_with_its_units_and_files(send, lecturer):
    upload = send(zipped(course(block("b", au(moveOn="Passed", masteryScore="0.75"), au("u2")))))
    assert (upload.state, upload.kind) == (Upload.State.STORED, Upload.Kind.CMI5), upload.findings
    package = Package.objects.get()
    assert (package.title, package.standard, package.created_by) == ("Border guide", "cmi5", lecturer)
    version = package.versions.get()
    assert [one.path for one in version.files.all()] == ["a/b.js", "cmi5.xml", "unit.html"]
    first, second = AssignableUnit.objects.filter(version=version)
    assert (first.index, first.move_on, str(first.mastery_score)) == (0, "Passed", "0.750000")
    assert (second.index, second.url) == (1, "unit.html")
    assert upload.report["outcome"]["url"] == reverse("packages_package", args=[package.key])


def test_a_zip_with_larger_numbers_is_taken(send):
    assert send(zip64(course())).state == Upload.State.STORED


def test_a_description_alone_is_taken_when_its_addresses_are_whole(send):
    upload = send(course_xml(au(url="https://example.org/unit")), "course.xml")
    assert upload.state == Upload.State.STORED, upload.findings
    assert codes(upload) == ["cmi5-elsewhere"]
    refused = send(course_xml(au()), "course.xml")
    assert (refused.state, codes(refused)) == (Upload.State.REFUSED, ["14.2.0.0-1"])
    assert refused.findings[0]["path"] == "cmi5.xml:4"


def test_a_course_inside_of_a_folder_is_refused_with_its_reason(send):
    upload = send(zipped({f"course/{path}": data for path, data in course().items()}))
    assert (upload.state, codes(upload)) == (Upload.State.REFUSED, ["14.1.0.0-2"])
    assert upload.findings[0]["path"] == "course/cmi5.xml"


def test_what_is_refused_stores_nothing(send):
    upload = send(zipped(course(au(url="not-found.html"))))
    assert (upload.state, codes(upload)) == (Upload.State.REFUSED, ["14.1.0.0-4"])
    assert not PackageVersion.objects.exists()


def test_the_next_version_of_a_package_leaves_the_first_as_it_was(send):
    send(zipped(course()))
    package = Package.objects.get()
    upload = send(zipped(course(au("new"))), replaces_key=package.key)
    assert upload.state == Upload.State.STORED
    assert Package.objects.count() == 1
    assert [one.number for one in package.versions.all()] == [1, 2]
    units = [one.units.get().publisher_id for one in package.versions.all()]
    assert units == ["https://example.org/course/u1", "https://example.org/course/new"]


@pytest.mark.parametrize(
    ("fields", "code"),
    [({"archived_at": NOW}, "package-archived"), ({"standard": "scorm12"}, "package-other-standard")],
)
def test_a_package_that_cannot_have_it_as_a_version_is_told(send, fields, code):
    send(zipped(course()))
    Package.objects.update(**fields)
    upload = send(zipped(course(au("new"))), replaces_key=Package.objects.get().key)
    assert upload.state == Upload.State.REFUSED
    assert codes(upload)[-1] == code
    assert PackageVersion.objects.count() == 1


def test_hundreds_of_faults_are_told_to_the_hundredth(send):
    upload = send(zipped(course(*("\n" + au(f"u{number}", url="x.html") for number in range(250)))))
    assert codes(upload).count("14.1.0.0-4") == 100
    assert upload.findings[-1]["detail"] == {"count": 150}


def test_every_finding_says_what_it_is_and_what_to_do():
    detail = dict.fromkeys(
        ["url", "attribute", "element", "value", "id", "name", "scheme", "why", "missing", "after"], "x"
    )
    detail |= dict.fromkeys(["text", "allowed", "most", "count", "standard", "namespace"], "y")
    for code in WORDS:
        words = told(Finding(code, "error", "cmi5.xml:1", detail), WORDS)
        assert words.says, code
        assert words.todo, code


def test_files_are_those_of_one_version_and_pages_run_in_an_origin_of_their_own(send):
    send(zipped(course()))
    version = PackageVersion.objects.get()
    page = asset_of(str(version.key), "unit.html")
    assert page.media_type == "text/html"
    assert "sandbox allow-scripts" in page.policy
    assert "allow-scripts" not in asset_of(str(version.key), "a/b.js").policy
    assert asset_of(str(version.key), "nothing.html") is None
    other = launching.FILES
    assert other == "cmi5"
