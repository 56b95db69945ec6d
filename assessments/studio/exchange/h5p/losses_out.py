"""What of a scenario H5P has no place for, scene by scene. Pure."""

from collections.abc import Iterator

from assessments.scenarios.graph import CRITICAL
from assessments.studio.drafting.document import HEAD, in_order
from assessments.studio.exchange.h5p.losses import Loss
from assessments.studio.exchange.h5p.texts import paragraphs_of

_IN_LINES = ("title", "text", "heading")


def losses_of(doc: dict, language: str) -> tuple[Loss, ...]:
    """Return what an export in that language leaves out, or says in another way."""
    words = doc["words"].get(language, {})
    found = [*_whole(doc, words, language)]
    for key, scene in in_order(doc["scenes"]):
        found += _scene(doc, key, scene, words.get(key, {}))
        for name, choice in in_order(scene["choices"]):
            address = f"{key}/{name}"
            found += _choice(doc, address, choice, words.get(address, {}))
    found += [Loss("spacing", address) for address, own in words.items() if _is_respaced(own)]
    return tuple(found)


def _whole(doc: dict, words: dict, language: str) -> Iterator[Loss]:
    head, own = doc["head"], words.get("", {})
    yield from (Loss(name) for name in ("place", "notice") if own.get(name))
    if doc["values"]:
        yield Loss("values", "", {"what": ", ".join(key for key, _value in in_order(doc["values"]))})
    yield Loss("pass_percent", "", {"what": head["pass_percent"]})
    for code in ("maximum", "severity", "endings", "minutes", "states", "ids"):
        yield Loss(code)
    if head["policy"] != HEAD["policy"]:
        yield Loss("policy")
    if head["modules"] or head["relearn"]:
        yield Loss("modules")
    if len(doc["words"]) > 1:
        yield Loss("languages", "", {"what": language})


def _scene(doc: dict, key: str, scene: dict, own: dict) -> Iterator[Loss]:
    is_ending = bool(scene["ending"])
    has = {
        "picture": scene["image"] or own.get("alt"),
        "skip": scene["notice"],
        "speaker": own.get("speaker"),
        "notes": own.get("notes"),
        "ending_grounds" if is_ending else "scene_grounds": own.get("principle") or own.get("legal"),
        "booth" if is_ending else "scene_booth": own.get("booth"),
        "dead_end": not is_ending and not scene["choices"],
        "no_words": not own.get("situation"),
    }
    yield from (Loss(code, key) for code, found in has.items() if found)


def _choice(doc: dict, address: str, choice: dict, own: dict) -> Iterator[Loss]:
    scene = doc["scenes"][address.partition("/")[0]]
    is_nowhere = choice["next"] not in doc["scenes"]
    goes_back_alone = choice["next"] == doc["head"]["start"] and len(scene["choices"]) == 1
    has = {
        "when": choice["when"],
        "routes": choice["routes"],
        "critical": choice["critical_error"] or choice["severity"] == CRITICAL,
        "grounds": own.get("principle") or own.get("legal") or choice["sources"],
        "to_nowhere": is_nowhere,
        "last_points": choice["points"] and (is_nowhere or goes_back_alone),
    }
    yield from (Loss(code, address) for code, found in has.items() if found)


def _is_respaced(own: dict) -> bool:
    return any(
        (" ".join(text.split()) if name in _IN_LINES else "\n\n".join(paragraphs_of(text))) != text
        for name, text in own.items()
    )
