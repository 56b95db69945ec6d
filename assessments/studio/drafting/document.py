"""The draft of a scenario as one document: what the editor in the browser holds, and what is published from it.

    {"serial": 12,
     "head": {"code", "minutes", "pass_percent", "content_notice", "modules", "relearn", "policy", "start",
              "source_language", "sign_offs"},
     "values": {id: {"rank", "kind", "start", "min", "max"}},
     "scenes": {id: {"rank", "ending", "notice", "image", "choices": {id: {"rank", "points", "severity", "next",
                     "critical_error", "sources", "principle", "effects", "when", "routes"}}}},
     "words": {language: {address: {field: text}}},
     "states": {language: {address: {field: {"state", "source", "by", "at"}}}}}

An address is "" (the scenario), "d1" (a scene) or "d1/a" (a choice). Things stand in order of their `rank`, a
number: between two others is their mean, so that moving one thing changes nothing else. `words` holds only texts
that are not empty. Structures and words as they are published: scenarios.graph, scenarios.words.
"""

from copy import deepcopy
from hashlib import sha256

HEAD = {
    "minutes": 10,
    "pass_percent": 75,
    "content_notice": False,
    "modules": [],
    "relearn": {},
    "policy": {"mode": "certifying", "tries": 0, "cooldown_minutes": 0},
    "start": "",
    "source_language": "en",
    "sign_offs": [],
}
SCENE = {"rank": 1, "ending": "", "notice": False, "image": "", "choices": {}}
CHOICE = {
    "rank": 1,
    "points": 0,
    "severity": "poor",
    "next": "",
    "critical_error": "",
    "sources": [],
    "principle": True,
    "effects": [],
    "when": [],
    "routes": [],
}
VALUE = {"rank": 1, "kind": "yes_no", "start": False, "min": 0, "max": 0}


def empty(*, code: str, source_language: str) -> dict:
    """Return the document of a scenario without scenes."""
    head = deepcopy(HEAD) | {"code": code, "source_language": source_language}
    return {"serial": 0, "head": head, "values": {}, "scenes": {}, "words": {}, "states": {}}


def in_order(things: dict) -> list[tuple[str, dict]]:
    """Return [(id, thing)] by rank; things of one rank by id."""
    return sorted(things.items(), key=lambda item: (item[1]["rank"], item[0]))


def digest(text: str) -> str:
    """Return the fingerprint of a source text, 16 hexadecimal digits, that a translation was made from."""
    return sha256(text.strip().encode()).hexdigest()[:16]


def compile_document(doc: dict, *, max_points: int = 0) -> tuple[dict, dict]:
    """Return (structure of format 2, words as in the library) of a document. Nothing is judged here.

    `max_points` is what the structure will declare (scenarios.graph.Graph.max_points of the result).
    """
    head = doc["head"]
    structure = {
        "format": 2,
        "start": head["start"],
        "pass_percent": head["pass_percent"],
        "max_points": max_points,
        "content_notice": head["content_notice"],
        "modules": list(head["modules"]),
        "relearn": dict(head["relearn"]),
        "policy": dict(head["policy"]),
        "values": [_value(key, value) for key, value in in_order(doc["values"])],
        "scenes": [_scene(key, scene) for key, scene in in_order(doc["scenes"])],
    }
    return structure, {language: _nested(texts) for language, texts in doc["words"].items() if texts}


def decompile(structure: dict, words: dict, *, code: str, minutes: int, source_language: str) -> dict:
    """Return the document of a structure (format 1 or 2) and words as in the library; without states."""
    doc = empty(code=code, source_language=source_language)
    given = {name: structure[name] for name in HEAD if name in structure}
    doc["head"] |= deepcopy(given) | {"minutes": minutes}
    doc["values"] = {
        value["id"]: VALUE | _without_id(value) | {"rank": rank}
        for rank, value in enumerate(structure.get("values", ()), start=1)
    }
    doc["scenes"] = {
        scene["id"]: _opened_scene(scene, rank) for rank, scene in enumerate(structure["scenes"], start=1)
    }
    doc["words"] = {language: _flat(texts) for language, texts in words.items()}
    return doc


def known_addresses(doc: dict) -> set[str]:
    """Return every address that may have words."""
    scenes = doc["scenes"].items()
    return {"", *doc["scenes"]} | {f"{key}/{choice}" for key, scene in scenes for choice in scene["choices"]}


def diff_changes(old: dict, new: dict) -> list[dict]:
    """Return the changes (see changes.py) that make the one document the other; states are left out."""
    found = []
    for name, value in new["head"].items():
        _differ(found, ["head", name], old["head"].get(name), value)
    for key in {**old["values"], **new["values"]}:
        _differ(found, ["values", key], old["values"].get(key), new["values"].get(key))
    for key in {**old["scenes"], **new["scenes"]}:
        _differ_scene(found, key, old["scenes"].get(key), new["scenes"].get(key))
    for language in {**old["words"], **new["words"]}:
        _differ_words(found, language, old["words"].get(language, {}), new["words"].get(language, {}))
    return found


def _differ(found: list, path: list, old, new) -> None:
    if old != new:
        found.append({"path": path, "old": deepcopy(old), "new": deepcopy(new)})


def _differ_scene(found: list, key: str, old: dict | None, new: dict | None) -> None:
    if old is None or new is None:
        _differ(found, ["scenes", key], old, new)
        return
    for name in SCENE.keys() - {"choices"}:
        _differ(found, ["scenes", key, name], old[name], new[name])
    for choice in {**old["choices"], **new["choices"]}:
        path = ["scenes", key, "choices", choice]
        ours, theirs = old["choices"].get(choice), new["choices"].get(choice)
        if ours is None or theirs is None:
            _differ(found, path, ours, theirs)
        else:
            for name in CHOICE:
                _differ(found, [*path, name], ours[name], theirs[name])


def _differ_words(found: list, language: str, old: dict, new: dict) -> None:
    for address in {**old, **new}:
        ours, theirs = old.get(address, {}), new.get(address, {})
        for name in {**ours, **theirs}:
            _differ(found, ["words", language, address, name], ours.get(name), theirs.get(name))


def _value(key: str, value: dict) -> dict:
    found = {"id": key, "kind": value["kind"], "start": value["start"]}
    return found | ({"min": value["min"], "max": value["max"]} if value["kind"] == "integer" else {})


def _scene(key: str, scene: dict) -> dict:
    """An unfinished scene has no choices and is no ending; only an ending has `ending`."""
    found = {"id": key}
    found |= {name: scene[name] for name in ("ending", "notice", "image") if scene[name]}
    if scene["choices"]:
        found["choices"] = [_choice(choice, each) for choice, each in in_order(scene["choices"])]
    return found


def _choice(key: str, choice: dict) -> dict:
    found = {"id": key} | {name: choice[name] for name in ("points", "severity", "next")}
    optional = ("critical_error", "sources", "principle", "effects", "when", "routes")
    return found | {name: deepcopy(choice[name]) for name in optional if choice[name]}


def _opened_scene(scene: dict, rank: int) -> dict:
    own = {name: scene[name] for name in SCENE if name in scene and name != "choices"}
    choices = {
        choice["id"]: deepcopy(CHOICE) | {"principle": False} | _without_id(choice) | {"rank": place}
        for place, choice in enumerate(scene.get("choices", ()), start=1)
    }
    return deepcopy(SCENE) | own | {"rank": rank, "choices": choices}


def _without_id(thing: dict) -> dict:
    return {name: deepcopy(value) for name, value in thing.items() if name != "id"}


def _nested(texts: dict) -> dict:
    found = dict(texts.get("", {})) | {"scenes": {}}
    scenes = found["scenes"]
    for address, own in sorted(texts.items()):
        key, _, choice = address.partition("/")
        if choice:
            scenes.setdefault(key, {}).setdefault("choices", {})[choice] = dict(own)
        elif key:
            scenes.setdefault(key, {}).update(own)
    return found


def _flat(words: dict) -> dict:
    found = {"": {name: text for name, text in words.items() if name != "scenes" and text}}
    for key, scene in words.get("scenes", {}).items():
        found[key] = {name: text for name, text in scene.items() if name != "choices" and text}
        for choice, texts in scene.get("choices", {}).items():
            found[f"{key}/{choice}"] = {name: text for name, text in texts.items() if text}
    return {address: texts for address, texts in found.items() if texts}
