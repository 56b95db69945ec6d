"""What h5p.json and library.json have to say, by the rules of the H5P core. Pure.

Where the core goes by a regular expression so does this. What must be there and is not, or is wrong, refuses the
package; so does what a library is loaded by. Of the rest a wrong value is told and left out.
"""

import re
from collections.abc import Iterator, Mapping

from assessments.h5p.package.naming import LibraryName, NoLibraryName, number
from assessments.uploads.findings import Finding, error, warning

# The version of the core that h5p-standalone brings.
CORE_API = (1, 28)
_TEXT, _LONG = r".{1,255}", r"(?s:.{1,5000})"
_VERSION, _SWITCH, _SIZE = r"[0-9]{1,5}", r"[01]", r"[0-9]{1,4}"
_YEAR = r"-?[0-9]{1,4}"
_LICENCE = r"CC BY(-SA|-ND|-NC|-NC-SA|-NC-ND)?|CC0 1\.0|GNU GPL|PD|ODC PDDL|CC PDM|U|C"
_DEPENDENCIES = ("preloadedDependencies", "dynamicDependencies", "editorDependencies")

H5P_REQUIRED = {
    "title": _TEXT,
    "language": r"[-a-zA-Z]{1,10}",
    "mainLibrary": r"[$A-Za-z_][0-9A-Za-z_.$\-]{1,119}",
}
H5P_OPTIONAL = {
    "author": _TEXT,
    "source": r"https?://.+",
    "license": _LICENCE,
    "licenseVersion": r"1\.0|2\.0|2\.5|3\.0|4\.0",
    "licenseExtras": _LONG,
    "yearFrom": _YEAR,
    "yearTo": _YEAR,
    "yearsFrom": _YEAR,
    "yearsTo": _YEAR,
    "authorComments": _LONG,
    "contentType": _TEXT,
    "a11yTitle": _TEXT,
    "defaultLanguage": r"[-a-zA-Z]{1,12}",
    "metaKeywords": _LONG,
    "metaDescription": _LONG,
    "w": _SIZE,
    "h": _SIZE,
}
LIBRARY_REQUIRED = {
    "title": _TEXT,
    "machineName": r"[A-Za-z0-9_.\-]{1,120}",
    "majorVersion": _VERSION,
    "minorVersion": _VERSION,
    "patchVersion": _VERSION,
    "runnable": _SWITCH,
}
LIBRARY_OPTIONAL = {"author": _TEXT, "description": _LONG, "fullscreen": _SWITCH, "w": _SIZE, "h": _SIZE}
EMBED_TYPES = ("div", "iframe")
_SCRIPT = {"preloadedJs": ".js", "preloadedCss": ".css"}


def findings_of_h5p_json(data: object) -> Iterator[Finding]:
    """Yield what is wrong with h5p.json."""
    if not isinstance(data, Mapping):
        yield error("invalid-h5p-json-file", "h5p.json")
        return
    yield from _required(data, H5P_REQUIRED, "h5p.json")
    yield from _embed_types(data)
    yield from _dependencies(data, "h5p.json")
    if "preloadedDependencies" not in data:
        yield error("missing-required-property", "h5p.json", property="preloadedDependencies")
    yield from _optional(data, H5P_OPTIONAL, "h5p.json")


def findings_of_library_json(data: object, path: str) -> Iterator[Finding]:
    """Yield what is wrong with a library.json; `path` is where it lies."""
    if not isinstance(data, Mapping):
        yield error("invalid-library-json-file", path)
        return
    yield from _required(data, LIBRARY_REQUIRED, path)
    yield from _dependencies(data, path)
    for key in _SCRIPT:
        yield from _scripts(data, key, path)
    yield from _core(data, path)
    yield from _optional(data, LIBRARY_OPTIONAL, path)


def scripts_of(data: Mapping) -> list[str]:
    """Return the paths of the scripts and styles that are loaded with a library."""
    found = []
    for key in _SCRIPT:
        for each in _listed(data.get(key)):
            path = each.get("path") if isinstance(each, Mapping) else each
            if isinstance(path, str):
                found.append(path.replace("\\", "/").lstrip("/"))
    return found


def is_wrong(key: str, value: object, patterns: Mapping[str, str]) -> bool:
    """Tell whether a value breaks the rule of its key; what has no rule is not wrong."""
    pattern = patterns.get(key)
    return pattern is not None and not _fits(value, pattern)


def _required(data: Mapping, patterns: Mapping[str, str], path: str) -> Iterator[Finding]:
    for key, pattern in patterns.items():
        if data.get(key) is None:
            yield error("missing-required-property", path, property=key)
        elif not _fits(data[key], pattern):
            yield error("invalid-property", path, property=key, value=_shown(data[key]))


def _optional(data: Mapping, patterns: Mapping[str, str], path: str) -> Iterator[Finding]:
    for key in data:
        if data[key] not in (None, "") and is_wrong(key, data[key], patterns):
            yield warning("invalid-property-left-out", path, property=key, value=_shown(data[key]))


def _embed_types(data: Mapping) -> Iterator[Finding]:
    types = data.get("embedTypes")
    if types is None:
        yield error("missing-required-property", "h5p.json", property="embedTypes")
    elif not isinstance(types, list) or not types:
        yield error("invalid-property", "h5p.json", property="embedTypes", value=_shown(types))
    else:
        for each in types:
            if each not in EMBED_TYPES:
                yield error("illegal-option-in-library", "h5p.json", option=_shown(each))


def _dependencies(data: Mapping, path: str) -> Iterator[Finding]:
    for key in _DEPENDENCIES:
        if key not in data:
            continue
        if not isinstance(data[key], list):
            yield error("invalid-property", path, property=key, value=_shown(data[key]))
            continue
        for each in data[key]:
            try:
                LibraryName.of_json(each)
            except NoLibraryName as problem:
                yield error("invalid-property", path, property=key, value=_shown(str(problem)))


def _scripts(data: Mapping, key: str, path: str) -> Iterator[Finding]:
    if key not in data:
        return
    if not isinstance(data[key], list):
        yield error("invalid-property", path, property=key, value=_shown(data[key]))
        return
    for each in data[key]:
        named = each.get("path") if isinstance(each, Mapping) else None
        is_right = isinstance(named, str) and named.lower().endswith(_SCRIPT[key])
        if (
            not is_right
            or ".." in re.split(r"[/\\]", named)
            or re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:|//", named)
        ):
            yield error("invalid-property", path, property=key, value=_shown(named))


def _core(data: Mapping, path: str) -> Iterator[Finding]:
    core = data.get("coreApi")
    if not core:
        return
    versions = (
        [number(core.get(key)) for key in ("majorVersion", "minorVersion")]
        if isinstance(core, Mapping)
        else [None]
    )
    if None in versions:
        yield error("invalid-property", path, property="coreApi", value=_shown(core))
    elif tuple(versions) > CORE_API:
        yield error(
            "api-version-unsupported",
            path,
            component=_shown(data.get("title") or data.get("machineName")),
            current="{}.{}".format(*CORE_API),
            required="{}.{}".format(*versions),
        )


def _fits(value: object, pattern: str) -> bool:
    is_plain = isinstance(value, (str, int)) and not isinstance(value, bool)
    return is_plain and re.fullmatch(pattern, str(value)) is not None


def _listed(value: object) -> list:
    return value if isinstance(value, list) else []


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else str(value)
    return text if len(text) <= 80 else f"{text[:79]}…"
