"""Where something stands in content.json, in the words the libraries' semantics have for their fields (pure)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Path = Sequence[str | int]
Libraries = Mapping[str, Sequence | None]


@dataclass(frozen=True)
class Word:
    """One step of the way: the label of a field, or its key where there is none; in a list also the `number` from 1.

    `title` is what a sub-content calls itself.
    """

    text: str
    number: int | None = None
    title: str = ""
    is_key: bool = False


@dataclass(frozen=True)
class Spot:
    """A place in content: the words of the way to it, and the field it is the value of ({} where none is known)."""

    words: tuple[Word, ...]
    field: Mapping[str, Any]


def spot(path: Path, params: object, semantics: Sequence | None, libraries: Libraries) -> Spot:
    """Return the spot of a path below content.json; what the semantics do not know is named by its key.

    `libraries` are the semantics by "H5P.Foo 1.2".
    """
    words: list[Word] = []
    value, field = params, _group(semantics)
    for step in path:
        field = _unfolded(field, value, step)
        inner = value[step] if _has(value, step) else None
        word, field = _STEPS.get(field.get("type"), _unknown)(step, inner, field, value, libraries)
        words += [word] if word else []
        value = inner
    return Spot(tuple(words), field)


def pointed(pointer: str) -> list[str | int]:
    """Return the path of a JSON pointer (RFC 6901); a step of digits alone is an index."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]
    return [int(step) if step.isascii() and step.isdecimal() else step for step in steps]


def localised(semantics: Sequence | None, overlay: object) -> Sequence | None:
    """Return semantics with the labels of a library's language file ("semantics" in language/ru.json)."""
    if not semantics or not isinstance(overlay, list):
        return semantics
    return [_localised(field, overlay[i] if i < len(overlay) else None) for i, field in enumerate(semantics)]


def _localised(field: object, overlay: object):
    if not isinstance(field, Mapping) or not isinstance(overlay, Mapping):
        return field
    words = {key: overlay[key] for key in ("label", "entity") if isinstance(overlay.get(key), str)}
    for key in ("fields", "options"):
        if isinstance(field.get(key), list):
            words[key] = localised(field[key], overlay.get(key))
    if "field" in field:
        words["field"] = _localised(field["field"], overlay.get("field"))
    return {**field, **words}


def _group(fields: object) -> Mapping[str, Any]:
    return {"type": "group", "fields": fields if isinstance(fields, list) else []}


def _has(value: object, step: str | int) -> bool:
    if isinstance(value, list):
        return isinstance(step, int) and 0 <= step < len(value)
    return isinstance(value, Mapping) and step in value


def _unfolded(field: Mapping, value: object, step: str | int) -> Mapping:
    """Return the field a step is taken in: a group of one field is kept as that field's value alone."""
    while field.get("type") == "group":
        fields = _fields(field)
        names = [each.get("name") for each in fields]
        if len(fields) != 1 or (isinstance(value, Mapping) and step in names):
            break
        field = fields[0]
    return field


def _fields(field: Mapping) -> list[Mapping]:
    return [each for each in field.get("fields") or [] if isinstance(each, Mapping)]


def _in_group(step, inner, field, value, libraries):
    found = next((each for each in _fields(field) if each.get("name") == step), None)
    if found is None:
        return Word(str(step), is_key=True), {}
    return _named(found, step), found


def _in_list(step, inner, field, value, libraries):
    item = field.get("field") if isinstance(field.get("field"), Mapping) else {}
    label = item.get("label") or field.get("entity") or ""
    number = step + 1 if isinstance(step, int) else None
    return Word(str(label), number=number, title=title_of(inner)), item


def _in_library(step, inner, field, value, libraries):
    if step == "params":
        name = value.get("library") if isinstance(value, Mapping) else ""
        return None, _group(libraries.get(str(name)))
    return Word(str(step), is_key=True), {}


def _unknown(step, inner, field, value, libraries):
    if isinstance(step, int):
        return Word("", number=step + 1, title=title_of(inner)), {}
    # Sub-content where the semantics are silent still knows its own library.
    if step == "params" and isinstance(value, Mapping) and "library" in value:
        return _in_library(step, inner, field, value, libraries)
    return Word(step, is_key=True), {}


def _named(field: Mapping, step: str | int) -> Word:
    label = field.get("label")
    return Word(str(label)) if label else Word(str(step), is_key=True)


def title_of(value: object) -> str:
    """Return what a sub-content calls itself, "" where it does not."""
    metadata = value.get("metadata") if isinstance(value, Mapping) else None
    title = metadata.get("title") if isinstance(metadata, Mapping) else None
    return title if isinstance(title, str) else ""


_STEPS = {"group": _in_group, "list": _in_list, "library": _in_library}
