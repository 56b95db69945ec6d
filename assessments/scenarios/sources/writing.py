"""A scenario -> the YAML of a single file, in a stable order, as a person would write it."""

import yaml

from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS

_STRUCTURE = (
    "format",
    "pass_percent",
    "max_points",
    "content_notice",
    "modules",
    "relearn",
    "policy",
    "values",
    "start",
    "scenes",
)
_SCENE = ("id", "ending", "notice", "image", "choices")
_CHOICE = (
    "id",
    "points",
    "severity",
    "critical_error",
    "next",
    "sources",
    "principle",
    "when",
    "effects",
    "routes",
)
# Longer than this, a choice is written over several lines.
_WIDTH = 120


def write_scenario_text(source) -> str:
    """Return a ScenarioSource as YAML that reading.read_scenario_text reads back to the same source."""
    document = {"kind": "scenario", "key": str(source.key), "code": source.code, "minutes": source.minutes}
    document |= _ordered(source.structure, _STRUCTURE)
    for name in ("modules", "policy"):
        if name in document:
            document[name] = _on_one_line(document[name])
    if "values" in document:
        document["values"] = [_on_one_line(value) for value in document["values"]]
    document["scenes"] = [_scene(scene) for scene in source.structure["scenes"]]
    languages = sorted(source.words, key=lambda code: (code != "en", code))
    document["words"] = {code: _words(source, code) for code in languages}
    return yaml.dump(
        document, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=False
    )


def _scene(scene: dict) -> dict:
    ordered = _ordered(scene, _SCENE)
    if "choices" in ordered:
        ordered["choices"] = [_on_one_line(_ordered(choice, _CHOICE)) for choice in scene["choices"]]
        return ordered
    return _on_one_line(ordered)


def _words(source, code: str) -> dict:
    words = source.words[code]
    found = {"state": source.states[code]} if code in source.states else {}
    found |= _ordered(words, VERSION_FIELDS)
    if "scenes" in words:
        found["scenes"] = {key: _scene_words(texts) for key, texts in words["scenes"].items()}
    return found


def _scene_words(texts: dict) -> dict:
    ordered = _ordered(texts, SCENE_FIELDS)
    if "choices" in texts:
        ordered["choices"] = {key: _ordered(one, CHOICE_FIELDS) for key, one in texts["choices"].items()}
    return ordered


def _ordered(value: dict, names: tuple[str, ...]) -> dict:
    known = {name: value[name] for name in names if name in value}
    return known | {name: one for name, one in value.items() if name not in known and name not in _NESTED}


_NESTED = ("scenes", "choices")


class _OneLine(dict):
    pass


class _OneLineList(list):
    pass


def _on_one_line(value):
    return _OneLine(value) if isinstance(value, dict) else _OneLineList(value)


class _Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


def _text(dumper: _Dumper, text: str):
    style = "|" if "\n" in text else None
    # YAML 1.1 reads these as ends of lines: only written as escapes they stay what they are.
    if any(character in text for character in "\x85\u2028\u2029"):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(
    _OneLine, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), True)
)
_Dumper.add_representer(
    _OneLineList, lambda dumper, value: dumper.represent_sequence("tag:yaml.org,2002:seq", value, True)
)
