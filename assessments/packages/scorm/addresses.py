"""Where a resource is launched: bases, href and parameters joined, never outside of the package. Pure."""

import posixpath
import re
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")


class BadAddress(ValueError):
    """There is no file of the package at the address; `code` is that of a finding."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def launch_address(bases: tuple[str, ...], href: str, parameters: str) -> tuple[str, str]:
    """Return (path in the package, path with query and fragment). Raises BadAddress.

    Parameters come after those of the href; a fragment of theirs counts only where the href has none, and stays last.
    """
    if not href:
        raise BadAddress("scorm-no-href")
    for part in (*bases, href):
        if _SCHEME.match(part):
            raise BadAddress("scorm-elsewhere")
    rest, _, fragment = href.partition("#")
    written, _, query = rest.partition("?")
    path = _inside("".join(_as_folder(base) for base in bases) + written.replace("\\", "/"))
    query, fragment = _with_parameters(query, fragment, parameters)
    return path, path + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")


def _as_folder(base: str) -> str:
    base = base.replace("\\", "/")
    return base if not base or base.endswith("/") else f"{base}/"


def _inside(written: str) -> str:
    """Return the path as it is called in the zip."""
    path = unquote(written)
    if path.startswith("/") or "\0" in path or _SCHEME.match(path):
        raise BadAddress("scorm-outside")
    made = posixpath.normpath(path.replace("\\", "/"))
    if made in ("", ".") or made == ".." or made.startswith("../"):
        raise BadAddress("scorm-outside")
    return made


def _with_parameters(query: str, fragment: str, parameters: str) -> tuple[str, str]:
    given = parameters.strip()
    if given.startswith("#"):
        return query, fragment or given[1:]
    more, _, end = given.lstrip("?&").partition("#")
    return "&".join(part for part in (query, more) if part), fragment or end


def found_in(paths, path: str) -> tuple[str | None, bool]:
    """Return (the path as it is in the package, whether it is written alike): Windows forgives wrong case."""
    if path in paths:
        return path, True
    wanted = path.casefold()
    return next((one for one in paths if one.casefold() == wanted), None), False
