"""Paths inside a package: in which letters they are meant, and what is wrong with them. Pure.

Nothing is ever written to disk under such a path; what is refused here is refused so that what we store means the same
thing to every server and every reader.
"""

import re
import unicodedata

# What a file name in Russian looks like where the zip was packed by a Windows of the region: code page 866.
_RUSSIAN = re.compile(r"[\x20-\x7eА-Яа-яЁё№]+")
# Control characters and those that turn the direction of what is read: "exe.gpj" for "gpj.exe".
_DECEPTIVE = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LEFT_BEHIND = frozenset({".ds_store", "thumbs.db", "desktop.ini"})
_DRIVE = re.compile(r"[A-Za-z]:")


def decoded(raw: bytes, *, is_utf8: bool) -> tuple[str, bool] | None:
    """Return a name as it is meant, and whether that was guessed; None: nobody can say.

    A zip that does not say UTF-8 means code page 437 by the standard, and by custom whatever the computer had.
    """
    if raw.isascii() or is_utf8:
        return raw.decode("utf-8"), False
    try:
        return raw.decode("utf-8"), False
    except UnicodeDecodeError:
        name = raw.decode("cp866")
        return (name, True) if _RUSSIAN.fullmatch(name) else None


def is_left_behind(path: str) -> bool:
    """Tell whether a computer left it behind when it packed: macOS's shadows of files, what folders look like."""
    *folders, name = path.split("/")
    return "__MACOSX" in folders or name.startswith("._") or name.lower() in _LEFT_BEHIND


def normal(name: str) -> str:
    """Return the one form of a path: "/" between folders, characters composed (NFC)."""
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def alike(path: str) -> str:
    """Return what two paths have in common that some file systems take for one."""
    return unicodedata.normalize("NFKC", path.casefold()).casefold()


def trouble_of(path: str, *, most_depth: int, most_length: int) -> str | None:
    """Return the code of what is wrong with a normal path; None: nothing."""
    segments = path.rstrip("/").split("/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in segments:
        return "path-leads-out"
    if "" in segments or "." in segments or _DECEPTIVE.search(path):
        return "path-unsafe"
    if len(segments) > most_depth:
        return "path-too-deep"
    return "path-too-long" if len(path) > most_length else None
