"""SCORM packages as uploads: what is checked before one is stored, and how it is stored."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.urls import reverse

from assessments.packages.models import Package
from assessments.packages.scorm.addresses import found_in
from assessments.packages.scorm.manifest import MANIFEST, Manifest, ManifestRefused, read_manifest
from assessments.packages.scorm.neighbours import talks_to_other_frames
from assessments.packages.scorm.storing import new_version
from assessments.packages.scorm.words import WORDS
from assessments.packages.storing import IsArchived, OtherStandard, store_version
from assessments.uploads.findings import error, note, warning
from assessments.uploads.judging.media import PACKAGE
from assessments.uploads.models import Upload
from assessments.uploads.taking.checkers import Outcome, StoredFile, add
from assessments.uploads.zips.archive import ArchiveRefused, Readable

LARGEST_MANIFEST = 4 * 1024**2
LARGEST_PAGE = 1024**2
MOST_PAGES = 200
_AICC = (".crs", ".au", ".des", ".cst")


class ScormChecker:
    kind = Upload.Kind.SCORM
    words = WORDS
    template = "packages/scorm_report.html"

    def recognises(self, archive: Readable) -> bool:
        """AICC is recognised to be refused with its reason; so is a package inside of one folder."""
        if any(path.endswith("cmi5.xml") for path in archive.entries):
            return False
        return any(
            path.rpartition("/")[2].lower() == MANIFEST or path.lower().endswith(_AICC)
            for path in archive.entries
        )

    def place(self, path: str) -> str | None:
        return PACKAGE

    def check(self, upload: Upload, archive: Readable) -> Iterator[None]:
        """Read the manifest, then the pages one by one, for what cannot work in the closed frame."""
        manifest = self._manifest(upload, archive)
        if manifest is None:
            return
        if "scorm" not in upload.report:
            self._check_files(upload, archive, manifest)
            upload.report["scorm"] = report_of(manifest) | {"pages": 0}
            yield
        yield from self._check_pages(upload, archive)

    def _manifest(self, upload: Upload, archive: Readable) -> Manifest | None:
        if MANIFEST not in archive:
            add(upload, _why_none(archive))
            return None
        try:
            manifest = read_manifest(archive.read(MANIFEST, LARGEST_MANIFEST))
        except (ManifestRefused, ArchiveRefused) as refused:
            for finding in refused.findings:
                add(upload, finding)
            return None
        for finding in manifest.warnings:
            add(upload, finding)
        return manifest

    def _check_files(self, upload: Upload, archive: Readable, manifest: Manifest) -> None:
        for unit in manifest.units:
            found, is_alike = found_in(archive.entries, unit.path)
            if found is None:
                add(upload, error("scorm-no-file", unit.path, unit=unit.title))
            elif not is_alike:
                add(upload, warning("scorm-other-case", unit.path, file=found))
        missing = sorted(path for path in manifest.files if found_in(archive.entries, path)[0] is None)
        for path in missing[:20]:
            add(upload, warning("scorm-file-missing", path))
        if len(missing) > 20:
            add(upload, note("scorm-more-missing", MANIFEST, count=len(missing) - 20))

    def _check_pages(self, upload: Upload, archive: Readable) -> Iterator[None]:
        report = upload.report["scorm"]
        pages = sorted(path for path in archive.entries if path.lower().endswith((".html", ".htm", ".xhtml")))
        for path in pages[report["pages"] : MOST_PAGES]:
            if archive.entries[path].size <= LARGEST_PAGE:
                for code in talks_to_other_frames(archive.read(path, LARGEST_PAGE)):
                    add(upload, warning(code, path))
            report["pages"] += 1
            yield

    def store(
        self, *, upload: Upload, archive: Readable, files: Mapping[str, StoredFile], by, at: datetime
    ) -> Outcome:
        manifest = read_manifest(archive.read(MANIFEST, LARGEST_MANIFEST))
        replaces = None
        if upload.replaces_key is not None:
            replaces = Package.objects.get(key=upload.replaces_key)
        try:
            version = store_version(
                content=new_version(manifest, archive.entries),
                files=files,
                digest=upload.digest,
                by=by,
                at=at,
                replaces=replaces,
            )
        except OtherStandard as problem:
            raise ArchiveRefused(
                [error("scorm-other-standard", MANIFEST, standard=str(problem))]
            ) from problem
        except IsArchived as problem:
            raise ArchiveRefused([error("scorm-archived", title=str(problem))]) from problem
        package = version.package
        return Outcome(title=package.title, url=reverse("packages_package", args=[package.key]))


def _why_none(archive: Readable):
    folders = {path.partition("/")[0] for path in archive.entries}
    if len(folders) == 1 and f"{next(iter(folders))}/{MANIFEST}" in archive:
        return error("scorm-in-a-folder", f"{next(iter(folders))}/{MANIFEST}")
    if any(path.lower().endswith(_AICC) for path in archive.entries):
        return error("scorm-aicc")
    return error("scorm-no-manifest", MANIFEST)


def report_of(manifest: Manifest) -> dict:
    """Return what the page of the upload shows."""
    return {
        "standard": manifest.standard,
        "edition": manifest.edition,
        "title": manifest.title,
        "units": [
            {"title": unit.title, "kind": unit.kind, "path": unit.path} for unit in manifest.units[:100]
        ],
        "count": len(manifest.units),
    }
