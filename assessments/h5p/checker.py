"""What this room knows about packages of its kind, for uploads: recognised, checked, stored."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.h5p import storing
from assessments.h5p.inspection import Inspection, inspect
from assessments.h5p.libraries.comparing import State
from assessments.h5p.libraries.installing import PERMISSION
from assessments.h5p.libraries.upgrading import effects
from assessments.h5p.models import H5PContent
from assessments.h5p.package import reading
from assessments.h5p.package.describing import described
from assessments.h5p.words import WORDS
from assessments.uploads.findings import Finding, error, note, warning
from assessments.uploads.judging.media import CONTENT, LIBRARY
from assessments.uploads.models import Upload
from assessments.uploads.taking.checkers import Outcome, StoredFile, add
from assessments.uploads.taking.scanning import scanned
from assessments.uploads.zips.archive import Readable

MOST_NAMED = 3
_WHO = ("may-not-install", "may-not-install-any")


class H5PChecker:
    """H5P packages: content with its libraries, or libraries alone."""

    kind = Upload.Kind.H5P
    words = WORDS
    template = "panah_admin/h5p/inside.html"

    def recognises(self, archive: Readable) -> bool:
        """Tell whether it is H5P: also where h5p.json is missing, so that it can be said."""
        paths = archive.entries
        is_known = reading.H5P in paths or reading.CONTENT in paths
        return is_known or any(
            path.count("/") == 1 and path.endswith(f"/{reading.LIBRARY}") for path in paths
        )

    def place(self, path: str) -> str | None:
        if reading.is_skipped(path) or reading.is_paper(path) or path == reading.CONTENT or "/" not in path:
            return None
        return CONTENT if path.startswith(f"{reading.CONTENT_FOLDER}/") else LIBRARY

    def check(self, upload: Upload, archive: Readable) -> Iterator[None]:
        yield from _check_languages(upload, archive)
        sender = upload.uploaded_by
        may_install = sender.has_perm(PERMISSION)
        found = inspect(archive, scanned(upload), may_install=may_install)
        for finding in found.findings:
            add(upload, _with_who(finding, sender))
        for path in filter(reading.is_paper, archive.entries):
            add(upload, note("paper-left-out", path))
        if found.is_libraries_alone:
            add(upload, note("libraries-alone"))
        if upload.replaces_key and not H5PContent.objects.filter(key=upload.replaces_key).exists():
            add(upload, error("replaces-nothing"))
        upload.report["h5p"] = _report(found, may_install=may_install)
        if may_install and not found.is_refused:
            yield from _check_upgrades(upload, found)

    def store(
        self, *, upload: Upload, archive: Readable, files: Mapping[str, StoredFile], by, at: datetime
    ) -> Outcome:
        version = storing.store(upload=upload, archive=archive, files=files, by=by, at=at)
        if version is None:
            return Outcome(_("H5P libraries"), reverse("h5p_libraries"))
        return Outcome(version.content.title, reverse("h5p_content", args=[version.content.key]))


def _check_languages(upload: Upload, archive: Readable) -> Iterator[None]:
    """Read the translations of each library: hundreds of files in large packages, hence one library at a time."""
    done = upload.report.setdefault("languages_read", [])
    for folder in reading.library_folders(archive.entries):
        if folder not in done:
            for finding in reading.findings_of_languages(archive, folder):
                add(upload, finding)
            done.append(folder)
            yield


def _check_upgrades(upload: Upload, found: Inspection) -> Iterator[None]:
    upgrades = {
        standing.installed: standing.read.semantics
        for standing in found.standings
        if standing.state == State.UPGRADE
    }
    looked_at = upload.report.setdefault("upgrades_looked_at", [])
    for effect in effects(upgrades, without=looked_at):
        if effect.removed:
            title = effect.version.content.title
            add(upload, warning("upgrade-takes-out", content=title, count=len(effect.removed)))
        looked_at.append(effect.version.pk)
        yield


def _with_who(finding: Finding, sender) -> Finding:
    """Return the finding with the names of those who may install libraries, where that is what is missing."""
    if finding.code not in _WHO:
        return finding
    return Finding(
        finding.code, finding.level, finding.path, {**finding.detail, "who": _who_may_install(sender)}
    )


def _who_may_install(sender) -> str:
    app, codename = PERMISSION.split(".")
    may = Q(is_superuser=True) | Q(
        groups__permissions__codename=codename, groups__permissions__content_type__app_label=app
    )
    people = get_user_model().objects.visible_to(sender).filter(may, is_active=True).order_by("pk").distinct()
    return ", ".join(map(str, people[:MOST_NAMED])) or _("an administrator")


def _report(found: Inspection, *, may_install: bool) -> dict:
    """Return what the page shows of what is inside."""
    return {
        "head": described(found.h5p) if found.h5p is not None else None,
        "main": str(found.main) if found.main else None,
        "libraries": [
            {
                "library": f"{standing.name}.{standing.patch}",
                "title": str(standing.read.metadata["title"])[:255],
                "state": standing.state,
                "is_installed_then": standing.is_wanted and may_install,
                "is_needed": standing.name in found.needed,
                "digest": standing.digest,
            }
            for standing in found.standings
        ],
        "removed": found.filtered.removed if found.filtered else [],
    }
