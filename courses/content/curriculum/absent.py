"""What a language does not have yet, though the source has it: named at the head of its words file.

`without: [lessons.m4-1.screens.s7, objectives.o3]` are places of the structure: a list there, then the id of one
of its items. A page whose translation has not come so far is loaded without them. Pure.
"""

from collections.abc import Mapping, Sequence


def structure_without(structure: Mapping, places: Sequence[str]) -> dict:
    """Return the structure as a language has it that is without these places; what is not there is passed over."""
    found = dict(structure)
    for place in places:
        found = _without(found, str(place).split("."))
    return found


def _without(structure: Mapping, steps: Sequence[str]) -> dict:
    """`steps` are a list, an item of it, a list in that item and so on."""
    name, item, *rest = [*steps, ""]
    if not item or not isinstance(structure.get(name), list):
        return dict(structure)
    rest = [step for step in rest if step]
    kept = []
    for each in structure[name]:
        if id_of(each) != item:
            kept.append(each)
        elif rest:
            kept.append(_without(each, rest))
    found = {**structure, name: kept}
    if name == "categories":
        # A card cannot belong to a group that is not there.
        found["cards"] = [
            {**card, "right": [group for group in card["right"] if group != item]}
            for card in structure.get("cards", [])
        ]
    return found


def id_of(item) -> str:
    """Return the id of an item of a list in a structure: the item itself, or what it says."""
    return str(item["id"] if isinstance(item, Mapping) else item)
