"""What was found in a package: each thing with a code, how grave it is, where it is, and what the words need."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# Refused; stored, but somebody should know; told for completeness.
ERROR = "error"
WARNING = "warning"
NOTE = "note"
LEVELS = (ERROR, WARNING, NOTE)


@dataclass(frozen=True)
class Finding:
    """One thing found. `code` is the H5P core's error id where there is one; `detail` fills the words of the code."""

    code: str
    level: str
    path: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)

    def as_data(self) -> dict:
        """Return the finding as it is kept in Upload.findings."""
        return {"code": self.code, "level": self.level, "path": self.path, "detail": dict(self.detail)}

    @classmethod
    def from_data(cls, data: Mapping) -> "Finding":
        return cls(**data)


def error(code: str, path: str = "", **detail: str | int) -> Finding:
    return Finding(code, ERROR, path, detail)


def warning(code: str, path: str = "", **detail: str | int) -> Finding:
    return Finding(code, WARNING, path, detail)


def note(code: str, path: str = "", **detail: str | int) -> Finding:
    return Finding(code, NOTE, path, detail)


def is_refused(findings: Iterable[Finding]) -> bool:
    """Tell whether one of the findings forbids to store the package."""
    return any(finding.level == ERROR for finding in findings)
