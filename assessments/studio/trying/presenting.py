"""A try as the page shows it: the scene as a learner will meet it, and beside it what only the author sees."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import get_language_info
from wagtail.images import get_image_model

from assessments.scenarios.graph import ChoiceNode, Graph
from assessments.studio.trying.walking import Walk


@dataclass(frozen=True)
class Text:
    """A text in the language asked for, or in the source's (`is_missing`); `direction` is that of its language."""

    text: str
    language: str
    direction: str
    is_missing: bool


@dataclass(frozen=True)
class TriedChoice:
    text: Text
    url: str
    points: int
    severity: str
    critical_error: str
    is_recommended: bool


@dataclass(frozen=True)
class Words:
    """The texts of a document in one language, with the source's where one is missing."""

    document: dict
    language: str

    def at(self, address: str, name: str) -> Text:
        for language in (self.language, self.document["head"]["source_language"]):
            text = self.document["words"].get(language, {}).get(address, {}).get(name, "")
            if text:
                return _text(text, language, language != self.language)
        return _text("", self.language, True)

    def either(self, address: str, name: str) -> Text | None:
        """As `at`, None where no language has the text: for what a scene need not have."""
        found = self.at(address, name)
        return found if found.text else None


def tried_choices(graph: Graph, walk: Walk, words: Words, query: dict) -> list[TriedChoice]:
    """Return the choices offered where a try stands, in the author's order."""
    recommended = _recommended(graph, walk)
    return [
        TriedChoice(
            text=words.at(f"{walk.here.scene}/{choice.key}", "text"),
            url=url_of(query, walk, choice),
            points=choice.points,
            severity=choice.severity,
            critical_error=choice.critical_error,
            is_recommended=recommended is not None and recommended.key == choice.key,
        )
        for choice in (graph.offered(walk.here) if not walk.ended else ())
    ]


def url_of(query: dict, walk: Walk, choice: ChoiceNode | None = None, *, back: int = 0) -> str:
    """Return the query of the next step, of the step before (back=1), or of the start again (back = all)."""
    keys = [one.key for one in walk.choices]
    keys = [*keys, choice.key] if choice else keys[: len(keys) - back]
    return "?" + urlencode(query | {"path": ",".join(keys)})


def picture_of(graph: Graph, scene_key: str):
    """Return the Wagtail image of a scene, None where it has none (any more)."""
    scene = graph.scenes.get(scene_key)
    if scene is None or not scene.image:
        return None
    return get_image_model().objects.filter(file_hash=scene.image).first()


def _recommended(graph: Graph, walk: Walk) -> ChoiceNode | None:
    try:
        return graph.recommended(walk.here)
    except (LookupError, ValueError):
        # An unfinished draft has no best way yet.
        return None


def _text(text: str, language: str, is_missing: bool) -> Text:
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return Text(text, language, direction, is_missing)
