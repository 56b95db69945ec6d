"""A published version as data for the player in a file: the structure with its points, words, what is recommended."""

import base64
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info

from assessments.packages.exporting.recommending import recommended_moves
from assessments.packages.exporting.strings import strings_in
from assessments.scenarios.checks.value_checks import policy_of
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import Graph
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import all_words, states
from assessments.xapi.building import language_tag
from assessments.xapi.keys import child_key
from assessments.xapi.tracking import ActivityRef

# Puts a country's words into a text (tokens {{…}}): fill(text, country=, language=).
Fill = Callable[..., str]
_PICTURE = "max-960x720|format-jpeg|jpegquality-80"
# Facilitator notes are for the one who teaches: they stay here.
_SCENE_WORDS = ("heading", "situation", "speaker", "principle", "legal", "booth", "notice", "alt")


class LanguageIncomplete(ValueError):
    """A language has not every word of the version."""


@dataclass(frozen=True)
class Store:
    """A record store that a file on its own reports to; `auth` is the value of the header Authorization."""

    endpoint: str
    auth: str


def as_written(text: str, *, country: str, language: str) -> str:
    """Return a text with its tokens as they stand: what is used where nothing is known of countries."""
    return text


def whole_languages(version: ScenarioVersion) -> list[str]:
    """Return the languages that have every word of a version, in the order of the site."""
    words = all_words(version)
    return [code for code, _name in settings.LANGUAGES if code in words and _is_whole(version, words[code])]


def tell(
    version: ScenarioVersion,
    *,
    languages: Iterable[str],
    country: str = "",
    fill: Fill = as_written,
    store: Store | None = None,
) -> dict:
    """Return what the player needs (static/js/takeaway/app.js). Raises LanguageIncomplete, recommending.NotPlayable."""
    words, codes = all_words(version), list(languages)
    for code in codes:
        if code not in words or not _is_whole(version, words[code]):
            raise LanguageIncomplete(code)
    structure, graph = version.structure, Graph.from_structure(version.structure)
    key = version.scenario.key
    word_states = states(version)
    pictures = _pictures(version)
    return {
        "key": str(key),
        "code": version.scenario.code,
        "version": version.number,
        "change": version.change,
        "minutes": version.minutes,
        "mode": policy_of(structure)["mode"],
        "pass_percent": structure["pass_percent"],
        "max_points": structure["max_points"],
        "lowest_points": graph.lowest_points,
        "start": structure["start"],
        "values": structure.get("values", []),
        "tested": list(graph.tested),
        "recommended": recommended_moves(graph),
        "scenes": {scene["id"]: scene_for_player(scene, key) for scene in structure["scenes"]},
        "iri": ActivityRef("scenario", key).iri,
        "home": settings.PANAH_BASE_URL,
        "store": None if store is None else {"endpoint": store.endpoint, "auth": store.auth},
        "languages": [_language(code) for code in codes],
        "strings": {code: strings_in(code) for code in codes},
        "words": {
            code: _words(
                words[code], pictures, lambda text, code=code: fill(text, country=country, language=code)
            )
            | {"critical_names": _names(graph, code), "is_draft": word_states[code] != "reviewed"}
            for code in codes
        },
    }


def _is_whole(version: ScenarioVersion, words: dict) -> bool:
    scenes = words.get("scenes", {})
    return all(
        scenes.get(scene["id"], {}).get("situation")
        and all(
            scenes[scene["id"]].get("choices", {}).get(choice["id"], {}).get("text")
            for choice in scene.get("choices", ())
        )
        for scene in version.structure["scenes"]
    )


def scene_for_player(scene: dict, key) -> dict:
    told = {"iri": ActivityRef("scene", child_key(key, scene["id"])).iri}
    told |= {name: scene[name] for name in ("ending", "notice") if scene.get(name)}
    names = ("id", "points", "severity", "next", "critical_error", "effects", "when", "routes")
    choices = [
        {name: choice[name] for name in names if name in choice} for choice in scene.get("choices", ())
    ]
    return told | ({"choices": choices} if choices else {})


def _language(code: str) -> dict:
    info = get_language_info(code)
    return {
        "code": code,
        "tag": language_tag(code),
        "name": info["name_local"],
        "dir": "rtl" if info["bidi"] else "ltr",
    }


def _words(words: dict, pictures: dict[str, str], fill: Callable[[str], str]) -> dict:
    told = {name: fill(words[name]) for name in ("title", "summary", "place", "notice") if words.get(name)}
    told["scenes"] = {}
    for key, scene in words["scenes"].items():
        texts = {name: fill(scene[name]) for name in _SCENE_WORDS if scene.get(name)}
        texts["choices"] = {
            choice: {name: fill(text) for name, text in own.items()}
            for choice, own in scene.get("choices", {}).items()
        }
        told["scenes"][key] = texts | ({"image": pictures[key]} if key in pictures else {})
    return told


def _names(graph: Graph, language: str) -> dict[str, str]:
    codes = {choice.critical_error for scene in graph.scenes.values() for choice in scene.choices}
    with translation.override(language):
        return {code: str(NAMES[code]) for code in sorted(codes - {""})}


def _pictures(version: ScenarioVersion) -> dict[str, str]:
    """Return {scene id: its picture as a data URI}, small enough for a phone."""
    found = {}
    for scene in version.scenes.exclude(image=None).select_related("image"):
        rendition = scene.image.get_rendition(_PICTURE)
        with rendition.file.open("rb") as file:
            content = base64.b64encode(file.read()).decode()
        found[scene.key] = f"data:image/jpeg;base64,{content}"
    return found
