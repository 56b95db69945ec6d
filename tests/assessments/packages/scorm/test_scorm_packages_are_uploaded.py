"""A SCORM package is sent, checked with what to do, and stored with its units."""

from decimal import Decimal

import pytest
from django.utils import timezone

from assessments.packages.archiving import archive
from assessments.packages.models import Package
from assessments.packages.scorm.words import WORDS
from assessments.uploads.models import Upload
from assessments.uploads.taking import checking, storing
from tests.factories.scorm_packages import (
    item_12,
    manifest_12,
    resource,
    scorm_12,
    scorm_2004,
    store_scorm,
    zipped,
)
from tests.factories.sent import send

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def checked(lecturer):
    def act(files, **more) -> Upload:
        upload = send(files if isinstance(files, bytes) else zipped(files), by=lecturer, **more)
        return checking.check(upload=upload, at=NOW)

    return act


def codes(upload) -> set[str]:
    return {one["code"] for one in upload.findings}


@pytest.mark.parametrize(
    ("files", "standard", "mark"),
    [(scorm_12(), "scorm12", "0.8"), (scorm_2004(), "scorm2004", "0.7")],
)
def test_a_package_becomes_rows_of_its_standard(checked, lecturer, files, standard, mark):
    upload = checked(files)
    assert (upload.kind, upload.state) == (Upload.Kind.SCORM, Upload.State.CHECKED), upload.findings
    assert upload.report["scorm"]["count"] == 1
    storing.store(upload=upload, by=lecturer, at=NOW)
    package = Package.objects.get()
    assert (package.standard, package.created_by) == (standard, lecturer)
    unit = package.versions.get().units.get()
    assert (unit.url, unit.activity_type, unit.mastery_score) == ("index.html", "sco", Decimal(mark))
    assert {file.path for file in package.versions.get().files.all()} == set(files)


def test_a_launch_file_that_is_not_there_is_refused_and_other_case_is_forgiven(checked):
    missing = checked(scorm_12(manifest_12(resources=resource("R1", "other.html"))))
    assert (missing.state, codes(missing)) == (
        Upload.State.REFUSED,
        {"scorm-no-file", "scorm-file-missing"},
    )
    forgiven = checked(scorm_12(manifest_12(resources=resource("R1", "INDEX.HTML"))))
    assert forgiven.state == Upload.State.CHECKED
    assert "scorm-other-case" in codes(forgiven)


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({f"course/{path}": data for path, data in scorm_12().items()}, "scorm-in-a-folder"),
        ({"course.crs": b"[Course]", "course.au": b"x"}, "scorm-aicc"),
        ({**scorm_12(), "imsmanifest.xml": b"<manifest>"}, "scorm-not-xml"),
    ],
)
def test_what_is_no_scorm_says_what_to_do(checked, files, code):
    upload = checked(files)
    errors = [one["code"] for one in upload.findings if one["level"] == "error"]
    assert (upload.state, errors) == (Upload.State.REFUSED, [code])
    assert WORDS[code].todo


@pytest.mark.parametrize(
    ("page", "code"),
    [
        ("<frameset cols='*'><frame src='a.html'></frameset>", "scorm-frameset"),
        ("<script>parent.note(1)</script>", "scorm-frames-talk"),
        ("<script>frames[1].document</script>", "scorm-frames-talk"),
        ("<script>top.location = 'x'</script>", "scorm-frames-talk"),
    ],
)
def test_pages_that_look_into_other_windows_are_warned_of(checked, page, code):
    upload = checked(scorm_12(files={"inner.html": page}))
    assert (upload.state, codes(upload)) == (Upload.State.CHECKED, {code})
    assert [one["path"] for one in upload.findings] == ["inner.html"]


def test_looking_for_the_api_is_nothing_to_warn_of(checked):
    assert codes(checked(scorm_12())) == codes(checked(scorm_2004())) == set()


def test_a_package_is_replaced_by_one_of_its_standard_alone(checked, lecturer):
    package = store_scorm(scorm_12()).package
    item = item_12("I1", "New", "R1")
    upload = checked(scorm_12(manifest_12(item)), replaces_key=package.key)
    storing.store(upload=upload, by=lecturer, at=NOW)
    assert list(package.versions.values_list("number", flat=True)) == [1, 2]
    other = storing.store(upload=checked(scorm_2004(), replaces_key=package.key), by=lecturer, at=NOW)
    assert (other.state, package.versions.count()) == (Upload.State.REFUSED, 2)
    assert "scorm-other-standard" in codes(other)
    archive(kept=package, by=lecturer, at=NOW)
    late = checked(scorm_12(manifest_12(item, title="Late")), replaces_key=package.key)
    if late.state == Upload.State.CHECKED:
        late = storing.store(upload=late, by=lecturer, at=NOW)
    assert (late.state, package.versions.count()) == (Upload.State.REFUSED, 2)
