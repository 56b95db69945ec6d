"""What the page of an upload shows."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from assessments.uploads.findings import LEVELS, Finding
from assessments.uploads.judging.words import Told, told
from assessments.uploads.models import Upload
from assessments.uploads.taking import checkers

_MEGABYTE = 1024 * 1024
_TYPES_SHOWN = 12
_NAMED = {Upload.Kind.H5P: "H5P", Upload.Kind.CMI5: "cmi5", Upload.Kind.SCORM: "SCORM"}


@dataclass(frozen=True)
class Shown:
    """An upload with its findings in words."""

    row: Upload

    @cached_property
    def kind(self) -> str:
        return _NAMED.get(self.row.kind) or _("not recognised")

    @cached_property
    def template(self) -> str:
        """The part of the page that says what is inside; "" while nothing is known of it."""
        checker = checkers.checker_of(self.row.kind)
        return checker.template if checker and self.row.checked_at else ""

    @cached_property
    def groups(self) -> list[tuple[str, list[Told]]]:
        """The findings by level, the gravest first: [(level, findings)]."""
        checker = checkers.checker_of(self.row.kind)
        words = checker.words if checker else {}
        findings = [told(Finding.from_data(data), words) for data in self.row.findings]
        by_level = [(level, [one for one in findings if one.finding.level == level]) for level in LEVELS]
        return [(level, some) for level, some in by_level if some]

    @cached_property
    def types(self) -> list[list]:
        return self.row.report.get("types", [])[:_TYPES_SHOWN]

    @property
    def not_told(self) -> int:
        return self.row.report.get("not_told", 0)

    @property
    def outcome(self) -> dict | None:
        return self.row.report.get("outcome")

    @property
    def is_waiting(self) -> bool:
        return self.row.state == Upload.State.RECEIVED

    @property
    def may_be_stored(self) -> bool:
        return self.row.state == Upload.State.CHECKED

    @property
    def is_refused(self) -> bool:
        return self.row.state == Upload.State.REFUSED

    @property
    def is_stored(self) -> bool:
        return self.row.state == Upload.State.STORED

    @property
    def is_storing(self) -> bool:
        """Whether it began to be stored and was left."""
        return self.may_be_stored and "kept" in self.row.report

    @property
    def checked(self) -> dict:
        """How far the check has come, in megabytes: {"done", "total"}."""
        return _megabytes(self.row.bytes_done, self.row.bytes_total)

    @property
    def stored(self) -> dict:
        """How far storing has come, in megabytes."""
        total = sum(row[2] for row in self.row.report.get("types", []))
        return _megabytes(total if self.is_stored else self.row.report.get("stored", 0), total)

    @property
    def progress(self) -> dict:
        return self.checked if self.is_waiting else self.stored


def _megabytes(done: int, total: int) -> dict:
    # An empty bar needs an end, too.
    return {"done": round(done / _MEGABYTE, 1), "total": max(0.1, round(total / _MEGABYTE, 1))}
