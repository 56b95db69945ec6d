"""Parts of content that stay empty where their players make a part whatever is there, and stop where nothing is.

The H5P core takes such content in and plays it until it gets there. A field that its author can see and that is not
optional asks for a part; few players look first whether there is one.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.h5p.semantics.walk import Walk, below, shown

MOST_UNFILLED = 50
# Read in their sources: (machine name, field) of the players that go on where their author has chosen nothing.
_LOOK_FIRST = {
    ("H5P.Column", "content"),
    ("H5P.RowColumn", "content"),
    ("H5P.InteractiveVideo", "task"),
    ("H5P.Agamotto", "image"),
}


@dataclass(frozen=True)
class Unfilled:
    """A part that has to be there and is not: `place` is where (JSON pointer), `container` what asks for it.

    `library` is what stood there and may not, "H5P.Foo 1.2"; "" where nothing did.
    """

    place: str
    container: str
    library: str = ""


def tell_chosen_nothing(field: Mapping, walk: Walk, place: str) -> None:
    """Write down that no part was chosen, where one has to be."""
    if not field.get("optional") and not walk.hidden and not _looks_first(field, walk):
        _tell(walk, Unfilled(place, walk.inside))


def tell_left_out(field: Mapping, walk: Walk, place: str, library: object) -> None:
    """Write down that the part which stood here was left out, where one has to be."""
    if not field.get("optional"):
        _tell(walk, Unfilled(place, walk.inside, shown(library)))


def tell_emptied(field: Mapping, walk: Walk, place: str, library: object) -> None:
    """Write down that of a list too few parts are left to go on with; `library` is one that was left out."""
    if not _looks_first(field, walk):
        tell_left_out(field, walk, place, library)


def tell_absent(fields: Mapping[str, Mapping], value: Mapping, walk: Walk, place: str) -> None:
    """Write down which parts have no place at all in the value of a group."""
    for key, field in fields.items():
        if field.get("type") == "library" and key not in value:
            with walk.maybe_hidden(is_shown_at_times(field)):
                tell_chosen_nothing(field, walk, below(place, key))


def part_field(field: Mapping) -> Mapping | None:
    """Return the field of a part, where a field is one by itself or as the only one of a group; None: it is none.

    Such a group may be optional as a whole.
    """
    if field.get("type") == "library":
        return field
    fields = field.get("fields") if field.get("type") == "group" else None
    only = fields[0] if isinstance(fields, list) and len(fields) == 1 else None
    if not isinstance(only, Mapping) or only.get("type") != "library":
        return None
    return {**only, "optional": True} if field.get("optional") else only


def is_shown_at_times(field: Mapping) -> bool:
    """Tell whether the editor shows a field only when another has a certain value."""
    return field.get("widget") == "showWhen" or "showWhen" in field


def _looks_first(field: Mapping, walk: Walk) -> bool:
    return (walk.inside.split(" ")[0], field.get("name")) in _LOOK_FIRST


def _tell(walk: Walk, unfilled: Unfilled) -> None:
    if len(walk.unfilled) < MOST_UNFILLED:
        walk.unfilled.append(unfilled)
