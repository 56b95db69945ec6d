"""Content filtered against the semantics of its libraries: what a field does not allow is taken out, and told.

Goes further than the H5P core: switches are made switches, extra attributes are plain values, an optional choice is a
choice, too. Filtering what was filtered changes nothing. Pure: no clock, no database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assessments.h5p.package.naming import LibraryName, NoLibraryName
from assessments.h5p.semantics.media import kept_file, plain
from assessments.h5p.semantics.metadata import COPYRIGHT, METADATA, OLD_NAMES
from assessments.h5p.semantics.texts import kept_text
from assessments.h5p.semantics.unfilled import (
    Unfilled,
    is_shown_at_times,
    part_field,
    tell_absent,
    tell_chosen_nothing,
    tell_emptied,
    tell_left_out,
)
from assessments.h5p.semantics.values import kept_boolean, kept_number, kept_select
from assessments.h5p.semantics.walk import NOTHING, Medium, Walk, below, shown

LONGEST_SUB_CONTENT_ID = 120
_SUB_CONTENT_ID = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:{}")


@dataclass(frozen=True)
class Filtered:
    """Content as it may stay. `removed` are {"path" (JSON pointer), "what", "detail"}; see semantics.words."""

    params: dict
    removed: list[dict] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    # Libraries of the sub-contents that stayed: "H5P.Foo 1.2".
    libraries: list[str] = field(default_factory=list)
    # Where a part has to be, and none is: the content would stop there.
    unfilled: list[Unfilled] = field(default_factory=list)


def filtered(
    params: object, semantics: Sequence | None, libraries: Mapping[str, Sequence | None], main: str = ""
) -> Filtered:
    """Return params as the semantics of the main library allow.

    `libraries` are the semantics of every library that may be used, by "H5P.Foo 1.2"; `main` is the name of the main
    one in that form.
    """
    walk = Walk(libraries, inside=main)
    kept = _group(params, {"type": "group", "fields": semantics or []}, walk, "", whole=True)
    params = kept if isinstance(kept, dict) else {}
    return Filtered(params, walk.removed, walk.media, list(walk.used), walk.unfilled)


def filtered_metadata(metadata: Mapping, walk: Walk | None = None, place: str = "") -> dict:
    """Return metadata with what is known of it; without a licence it is "U", undisclosed."""
    known = {OLD_NAMES.get(key, key): value for key, value in metadata.items()}
    kept = _group(known, {"type": "group", "fields": METADATA}, walk or Walk({}), place, whole=True)
    return {"license": "U", **kept}


def _value(value: object, field: Mapping, walk: Walk, place: str):
    """Return what may stay of a value, or NOTHING."""
    read = _TYPES.get(field.get("type"))
    if read is None:
        return walk.drop(place, "unknown-type", type=shown(field.get("type")))
    with walk.maybe_hidden(is_shown_at_times(field)):
        return read(value, field, walk, place)


def _group(value: object, field: Mapping, walk: Walk, place: str, *, whole: bool = False):
    fields = {each["name"]: each for each in _fields(field) if isinstance(each.get("name"), str)}
    is_part = field.get("isSubContent") is True
    # The editor keeps a group of one field as the field's value alone.
    if len(fields) == 1 and not whole and not is_part:
        return _value(value, part_field(field) or next(iter(fields.values())), walk, place)
    if not isinstance(value, Mapping):
        # PHP writes an empty object as an empty list.
        return (
            {}
            if value in ([], None, "")
            else walk.drop(place, "wrong-type", wanted="group", found=shown(value))
        )
    kept: dict[str, Any] = {}
    for key, each in value.items():
        if is_part and key == "subContentId" and is_sub_content_id(each):
            kept[key] = each
        elif key in fields:
            kept[key] = _value(each, fields[key], walk, below(place, key))
        else:
            walk.tell(below(place, key), "unknown-field")
    tell_absent(fields, value, walk, place)
    return {key: each for key, each in kept.items() if each is not NOTHING}


def _list(value: object, field: Mapping, walk: Walk, place: str):
    inner, most = field.get("field"), field.get("max")
    if not isinstance(value, list) or not isinstance(inner, Mapping):
        return NOTHING if not value else walk.drop(place, "wrong-type", wanted="list", found=shown(value))
    if isinstance(most, int) and 0 < most < len(value):
        walk.tell(place, "too-many", most=most, count=len(value))
        value = value[:most]
    part = part_field(inner)
    # A list goes on without one of its parts, as long as there are others.
    item = {**inner, "optional": True} if part else inner
    kept = [_value(each, item, walk, below(place, index)) for index, each in enumerate(value)]
    kept = [each for each in kept if each is not NOTHING]
    least = field.get("min")
    if isinstance(least, int) and len(kept) < least:
        walk.tell(place, "too-few", least=least, count=len(kept))
    if part and value and len(kept) < min(len(value), max(1, least if isinstance(least, int) else 0)):
        tell_emptied(field, walk, place, _name_of(value[0]))
    return kept


def _library(value: object, field: Mapping, walk: Walk, place: str):
    if not isinstance(value, Mapping) or not isinstance(value.get("library"), str):
        # A library that was not chosen: {} or {"params": {}}.
        tell_chosen_nothing(field, walk, place)
        is_empty = not value or (isinstance(value, Mapping) and not value.get("params"))
        return NOTHING if is_empty else walk.drop(place, "wrong-type", wanted="library", found=shown(value))
    name = value["library"]
    if (reason := _refused(name, field, walk)) is not None:
        tell_left_out(field, walk, place, name)
        return walk.drop(place, reason, library=shown(name))
    walk.used[name] = None
    inner = {"type": "group", "fields": walk.libraries[name] or []}
    with walk.within(name):
        params = _group(value.get("params"), inner, walk, below(place, "params"), whole=True)
    kept = {"library": name, "params": {} if params is NOTHING else params}
    return {**kept, **_rest_of_library(value, field, walk, place)}


def _refused(name: str, field: Mapping, walk: Walk) -> str | None:
    """Tell why a sub-content may not be of this library here; None: it may."""
    options = _library_options(field)
    if name not in options:
        machine = name.split(" ")[0]
        is_other_version = any(option.split(" ")[0] == machine for option in options)
        return "library-version" if is_other_version else "library-not-allowed"
    return None if name in walk.libraries else "library-missing"


def _name_of(value: object) -> object:
    return value.get("library", "") if isinstance(value, Mapping) else ""


def _library_options(field: Mapping) -> list[str]:
    options = field.get("options")
    names = [each.get("name") if isinstance(each, Mapping) else each for each in options or []]
    return [name for name in names if _is_library(name)]


def _is_library(name: object) -> bool:
    try:
        LibraryName.of_string(name)
    except NoLibraryName:
        return False
    return True


def _rest_of_library(value: Mapping, field: Mapping, walk: Walk, place: str) -> dict:
    extra = field.get("extraAttributes")
    kept: dict[str, Any] = {}
    for key, each in value.items():
        if key in {"library", "params"}:
            continue
        if key == "subContentId":
            kept[key] = each if is_sub_content_id(each) else walk.drop(below(place, key), "sub-content-id")
        elif key == "metadata":
            told = each if isinstance(each, Mapping) else {}
            kept[key] = filtered_metadata(told, walk, below(place, key))
        elif isinstance(extra, list) and key in extra:
            kept[key] = plain(each)
        else:
            kept[key] = walk.drop(below(place, key), "unknown-field")
    return {key: each for key, each in kept.items() if each is not NOTHING}


def _file(value: object, field: Mapping, walk: Walk, place: str):
    kept = kept_file(value, field, walk, place)
    if kept is not NOTHING and isinstance(value.get("copyright"), Mapping):
        semantics = {"type": "group", "fields": COPYRIGHT}
        kept["copyright"] = _group(value["copyright"], semantics, walk, below(place, "copyright"), whole=True)
    return kept


def _files(value: object, field: Mapping, walk: Walk, place: str):
    """Return the variants of a film or a sound."""
    if not isinstance(value, list):
        return NOTHING if not value else walk.drop(place, "wrong-type", wanted="list", found=shown(value))
    kept = [_file(each, field, walk, below(place, index)) for index, each in enumerate(value)]
    return [each for each in kept if each is not NOTHING] or NOTHING


def is_sub_content_id(value: object) -> bool:
    """Tell whether a text can name a part of content: the H5P core wants a UUID, packages have other texts, too."""
    return (
        isinstance(value, str) and 0 < len(value) <= LONGEST_SUB_CONTENT_ID and set(value) <= _SUB_CONTENT_ID
    )


def _fields(field: Mapping) -> list[Mapping]:
    fields = field.get("fields")
    return [each for each in fields if isinstance(each, Mapping)] if isinstance(fields, (list, tuple)) else []


_TYPES = {
    "text": kept_text,
    "number": kept_number,
    "boolean": kept_boolean,
    "select": kept_select,
    "list": _list,
    "group": _group,
    "library": _library,
    "file": _file,
    "image": _file,
    "video": _files,
    "audio": _files,
}
