"""The texts of a draft in the order a player meets them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS
from assessments.studio.drafting.document import in_order
from assessments.studio.translating.states import Place, text_at


@dataclass(frozen=True)
class SceneTexts:
    """The texts of one scene and its choices; `scene` is "" for the scenario's own."""

    scene: str
    places: tuple[Place, ...]


def scenes_in_play_order(document: Mapping) -> list[str]:
    """Return every scene once: from the start step by step, endings after the rest, what nobody reaches at the end."""
    scenes = document["scenes"]
    found = [key for key in [document["head"]["start"]] if key in scenes]
    known = set(found)
    for key in found:  # grows while it is walked
        for _choice, choice in in_order(scenes[key]["choices"]):
            for target in [choice["next"], *(route["next"] for route in choice["routes"])]:
                if target in scenes and target not in known:
                    known.add(target)
                    found.append(target)
    reached = [key for key in found if not scenes[key]["ending"]]
    reached += [key for key in found if scenes[key]["ending"]]
    return reached + [key for key, _scene in in_order(scenes) if key not in known]


def texts_to_translate(document: Mapping, *languages: str) -> list[SceneTexts]:
    """Return the scenario's own texts, then those of every scene in play order.

    Only places that have a text in at least one of the languages; scenes without any are left out.
    """
    addressed = [("", [""])]
    for key in scenes_in_play_order(document):
        choices = in_order(document["scenes"][key]["choices"])
        addressed.append((key, [key, *(f"{key}/{choice}" for choice, _each in choices)]))
    found = []
    for scene, addresses in addressed:
        places = tuple(
            place
            for address in addresses
            for place in (Place(address, field) for field in fields_at(address))
            if any(text_at(document, language, place).strip() for language in languages)
        )
        if places:
            found.append(SceneTexts(scene, places))
    return found


def places_of(groups: list[SceneTexts]) -> list[Place]:
    return [place for group in groups for place in group.places]


def fields_at(address: str) -> tuple[str, ...]:
    if not address:
        return VERSION_FIELDS
    return CHOICE_FIELDS if "/" in address else SCENE_FIELDS
