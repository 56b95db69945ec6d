"""Course packages in a lesson of a running site: called by `manage.py shell`, in a process beside the site's own."""

import json
from pathlib import Path
from uuid import uuid4

from assessments.packages.cmi5.checker import new_version
from assessments.packages.cmi5.reading.course import read_course
from assessments.packages.models import PackageVersion
from assessments.packages.storing import store_version
from assessments.uploads.assets import keep_bytes
from assessments.uploads.taking.checkers import StoredFile
from courses.content.models import LessonPage
from tests.factories.cmi5_courses import NOON, au, course_xml
from tests.factories.scorm_packages import (
    item_12,
    manifest_12,
    resource,
    scorm_12,
    scorm_2004,
    store_scorm,
)

# A lesson off the route of the demo cohort: it can be read and played, and no other journey passes it.
SLUG = "then-and-now"
LESSON = f"/manual/m1-region-of-movement/{SLUG}/"
_PAGES = Path(__file__).resolve().parents[1] / "factories" / "package_pages"
# A unit of cmi5 that says how far it is, and one of SCORM whose every attack must fail.
CMI5_UNIT, HOSTILE = ((_PAGES / name).read_text() for name in ("cmi5_unit.html", "hostile.html"))


def put_good() -> None:
    """A package of 1.2, one of 2004 and a cmi5 course of one unit, none of them in the way of the lesson's end."""
    _put(store_scorm(scorm_12()), store_scorm(scorm_2004()), cmi5_version())


def put_hostile() -> None:
    manifest = manifest_12(item_12("I1", "Hostile", "R1"), title="Hostile", identifier="HOSTILE")
    _put(store_scorm(scorm_12(manifest, {"index.html": HOSTILE})), store_scorm(scorm_12()))


def put_tree() -> None:
    """Three units, the last of which waits for the others."""
    asked = '<adlcp:prerequisites type="aicc_script">I1&amp;I2</adlcp:prerequisites>'
    inside = item_12("I1", "One", "R1") + item_12("I2", "Two", "R1")
    part = f'<item identifier="B"><title>Part one</title>{inside}</item>'
    manifest = manifest_12(
        part, item_12("I3", "Last", "R1", more=asked), resources=resource("R1", "index.html")
    )
    _put(store_scorm(scorm_12(manifest)))


def cmi5_version() -> PackageVersion:
    unit = au("u1", moveOn="CompletedAndPassed")
    reading = read_course(course_xml(unit), inside=frozenset({"unit.html"}))
    kept = keep_bytes(CMI5_UNIT.encode())
    files = {"unit.html": StoredFile(kept.digest, kept.size, "text/html")}
    return store_version(content=new_version(reading.course), files=files, digest="0" * 64, by=None, at=NOON)


def _put(*versions: PackageVersion) -> None:
    """Let the lesson hold these packages and no others, in every language, as an editor publishes it."""
    ids = [str(uuid4()) for _ in versions]
    for page in LessonPage.objects.filter(slug=SLUG):
        blocks = [block for block in page.body.raw_data if block["type"] != "package"]
        for block_id, version in zip(ids, versions, strict=True):
            value = {"heading": "", "package": version.package_id, "is_required": version == versions[0]}
            blocks.append({"type": "package", "id": block_id, "value": value})
        page.body = LessonPage.body.field.to_python(json.dumps(blocks))
        page.save_revision().publish()
