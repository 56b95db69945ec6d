"""cmi5 courses as uploads: what is checked before one is stored, and how it is stored."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.urls import reverse

from assessments.packages.cmi5.reading import faults
from assessments.packages.cmi5.reading.addresses import is_whole
from assessments.packages.cmi5.reading.course import Course, Reading, read_course
from assessments.packages.cmi5.reading.faults import Fault
from assessments.packages.cmi5.reading.xml import MOST_BYTES
from assessments.packages.cmi5.words import WORDS
from assessments.packages.models import Package
from assessments.packages.storing import IsArchived, NewUnit, NewVersion, OtherStandard, store_version
from assessments.packages.structure import Block
from assessments.packages.titles import in_language
from assessments.uploads.findings import ERROR, WARNING, Finding, error, note
from assessments.uploads.judging.media import PACKAGE
from assessments.uploads.models import Upload
from assessments.uploads.taking.checkers import Outcome, StoredFile, add
from assessments.uploads.zips.archive import ArchiveRefused, BareFile, Readable

STRUCTURE = "cmi5.xml"
# Nobody mends more at once; a course of thousands of units may have a fault in each.
MOST_FAULTS = 100
MOST_SHOWN = 200


class Cmi5Checker:
    kind = Upload.Kind.CMI5
    words = WORDS
    template = "packages/cmi5_report.html"

    def recognises(self, archive: Readable) -> bool:
        """A course inside of one folder is recognised, to be refused with its reason."""
        return any(path.rpartition("/")[2] == STRUCTURE for path in archive.entries)

    def place(self, path: str) -> str | None:
        return PACKAGE

    def check(self, upload: Upload, archive: Readable) -> Iterator[None]:
        """Read the course structure; a second or so for many thousands of units."""
        if STRUCTURE not in archive.entries:
            found = next(path for path in archive.entries if path.endswith(f"/{STRUCTURE}"))
            add(upload, error(faults.NO_STRUCTURE, found))
            return
        reading = _read(archive)
        for fault in reading.faults[:MOST_FAULTS]:
            add(upload, _finding(fault))
        if len(reading.faults) > MOST_FAULTS:
            add(upload, note("and-more", STRUCTURE, count=len(reading.faults) - MOST_FAULTS))
        if reading.course is not None:
            _note_elsewhere(upload, reading.course)
            upload.report["cmi5"] = report_of(reading.course)
        yield

    def store(
        self, *, upload: Upload, archive: Readable, files: Mapping[str, StoredFile], by, at: datetime
    ) -> Outcome:
        reading = _read(archive)
        if reading.course is None:
            raise ArchiveRefused([_finding(fault) for fault in reading.faults[:MOST_FAULTS]])
        replaces = None
        if upload.replaces_key is not None:
            replaces = Package.objects.get(key=upload.replaces_key)
        try:
            version = store_version(
                content=new_version(reading.course),
                files=files,
                digest=upload.digest,
                by=by,
                at=at,
                replaces=replaces,
            )
        except OtherStandard as refused:
            raise ArchiveRefused([error("package-other-standard", standard=str(refused))]) from refused
        except IsArchived as refused:
            raise ArchiveRefused([error("package-archived")]) from refused
        package = version.package
        return Outcome(title=package.title, url=reverse("packages_package", args=[package.key]))


def new_version(course: Course) -> NewVersion:
    """Return a course as `packages.storing` takes it."""
    return NewVersion(
        standard=Package.Standard.CMI5,
        publisher_id=course.publisher_id,
        titles=course.titles,
        descriptions=course.descriptions,
        structure=course.structure,
        units=[
            NewUnit(
                publisher_id=unit.publisher_id,
                titles=unit.titles,
                descriptions=unit.descriptions,
                url=unit.url,
                launch_parameters=unit.launch_parameters,
                launch_method=unit.launch_method,
                move_on=unit.move_on,
                mastery_score=unit.mastery_score,
                entitlement_key=unit.entitlement_key,
                activity_type=unit.activity_type,
            )
            for unit in course.units
        ],
    )


def report_of(course: Course) -> dict:
    """Return what the page of the upload shows: the tree, each line with its depth."""
    return {
        "title": in_language(course.titles, "en") or course.publisher_id,
        "titles": dict(course.titles),
        "count": len(course.units),
        "objectives": len(course.structure.objectives),
        "lines": list(_lines(course))[:MOST_SHOWN],
    }


def _lines(course: Course) -> Iterator[dict]:
    waiting = [(child, 1) for child in course.structure.children]
    while waiting:
        child, depth = waiting.pop(0)
        if isinstance(child, Block):
            yield {"depth": depth, "title": in_language(child.titles, "en") or child.id}
            waiting[:0] = [(one, depth + 1) for one in child.children]
        else:
            unit = course.units[child.unit]
            mastery = unit.mastery_score
            yield {
                "depth": depth,
                "title": in_language(unit.titles, "en") or unit.publisher_id,
                "url": unit.url,
                "move_on": unit.move_on,
                "mastery": None if mastery is None else float(100 * mastery),
            }


def _read(archive: Readable) -> Reading:
    inside = None if isinstance(archive, BareFile) else archive.entries.keys()
    return read_course(archive.read(STRUCTURE, MOST_BYTES), inside=inside)


def _finding(fault: Fault) -> Finding:
    place = f"{STRUCTURE}:{fault.line}" if fault.line else STRUCTURE
    return Finding(fault.code, ERROR if fault.is_grave else WARNING, place, dict(fault.detail))


def _note_elsewhere(upload: Upload, course: Course) -> None:
    found = [unit.url for unit in course.units if is_whole(unit.url)]
    if found:
        add(upload, note("cmi5-elsewhere", STRUCTURE, count=len(found), url=found[0][:200]))
