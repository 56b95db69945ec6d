"""How libraries are named: "H5P.Foo 1.2" in content, H5P.Foo-1.2 as a folder, three keys in JSON."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

# The library's own name, as the H5P core takes it: no separator of paths can be in it.
MACHINE_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,120}")
_STRING = re.compile(rf"({MACHINE_NAME.pattern}) (\d{{1,5}})\.(\d{{1,5}})")


class NoLibraryName(ValueError):
    """The value names no library in a version."""


@dataclass(frozen=True, order=True)
class LibraryName:
    """A library in one version major.minor."""

    machine: str
    major: int
    minor: int

    def __str__(self) -> str:
        return f"{self.machine} {self.major}.{self.minor}"

    @property
    def folder(self) -> str:
        return f"{self.machine}-{self.major}.{self.minor}"

    @classmethod
    def of_string(cls, text: object) -> "LibraryName":
        """Read "H5P.Foo 1.2"; a patch version behind it is overlooked. Raises NoLibraryName."""
        found = _STRING.match(text) if isinstance(text, str) else None
        if found is None or text[found.end() :].lstrip(".0123456789"):
            raise NoLibraryName(str(text)[:200])
        return cls(found[1], int(found[2]), int(found[3]))

    @classmethod
    def of_json(cls, data: object) -> "LibraryName":
        """Read {"machineName", "majorVersion", "minorVersion"}; versions are ints or digits. Raises NoLibraryName."""
        if not isinstance(data, Mapping):
            raise NoLibraryName(str(data)[:200])
        name, major, minor = (data.get(key) for key in ("machineName", "majorVersion", "minorVersion"))
        return cls.of_string(f"{name} {number(major)}.{number(minor)}")

    def as_json(self) -> dict:
        return {"machineName": self.machine, "majorVersion": self.major, "minorVersion": self.minor}


def number(value: object) -> int | None:
    """Return a version's number, that is an int or up to five ASCII digits; None: it is neither."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value if 0 <= value <= 99999 else None
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 5:
        return int(value)
    return None
