"""Test-play of a draft. The whole state stands in the address, so back, reload and sharing work; nothing is stored."""

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import Graph
from assessments.studio.drafting.document import in_order
from assessments.studio.editor.access import DraftPage
from assessments.studio.releasing.checking import judge_document
from assessments.studio.trying.presenting import Words, picture_of, tried_choices, url_of
from assessments.studio.trying.walking import read_values, walk

LONGEST_PATH = 500


class TryPage(DraftPage):
    """GET ?scene=&language=&value-<id>=&path=a,b,c: plays the draft from any scene, in any language."""

    template_name = "studio/try.html"

    @property
    def subject(self):
        return _("Test-play")

    @cached_property
    def graph(self) -> Graph:
        return Graph.from_structure(judge_document(self.document).structure)

    @cached_property
    def language(self) -> str:
        known = [code for code, _name in settings.LANGUAGES]
        given = self.request.GET.get("language", get_language())
        return given if given in known else self.document["head"]["source_language"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            language=self.language,
            languages=settings.LANGUAGES,
            scenes=self._scenes(),
            **self._playing(),
            **kwargs,
        )

    def _scenes(self) -> list[tuple[str, str]]:
        words = Words(self.document, self.language)
        return [
            (key, words.at(key, "heading").text or key) for key, _scene in in_order(self.document["scenes"])
        ]

    def _playing(self) -> dict:
        given, graph = self.request.GET, self.graph
        first = given.get("scene") or graph.start
        if first not in graph.scenes:
            return {"first": first, "values": self._values({}), "walk": None}
        amounts = read_values(graph, given)
        taken = [key for key in given.get("path", "").split(",") if key][:LONGEST_PATH]
        done = walk(graph, graph.state(first, amounts), taken)
        query = {"scene": first, "language": self.language} | self._query_of(amounts)
        return {
            "first": first,
            "values": self._values(amounts),
            "walk": done,
            "amounts": [(key, amount) for key, amount in graph.amounts(done.here).items()],
            "choices": tried_choices(graph, done, Words(self.document, self.language), query),
            "back_url": url_of(query, done, back=1) if done.choices else "",
            "again_url": url_of(query, done, back=len(done.choices)),
            **self._scene(done),
        }

    def _scene(self, done) -> dict:
        words, key = Words(self.document, self.language), done.here.scene
        last = f"{done.states[-2].scene}/{done.choices[-1].key}" if done.choices else ""
        scene = self.graph.scenes.get(key)
        return {
            "scene_key": key,
            "heading": words.at(key, "heading"),
            "situation": words.at(key, "situation"),
            "speaker": words.either(key, "speaker"),
            "notice": words.either(key, "notice") if scene and scene.notice else None,
            "booth": words.either(key, "booth"),
            "notes": words.either(key, "notes"),
            "picture": picture_of(self.graph, key),
            "alt": words.at(key, "alt"),
            "happened": words.either(last, "consequence") if last else None,
            "last": done.choices[-1] if done.choices else None,
            "errors": [(code, NAMES[code]) for code in done.score.critical_errors if code in NAMES],
            "has_passed": done.score.has_passed(self.graph),
        }

    def _values(self, amounts: dict) -> list[dict]:
        return [
            {
                "key": key,
                "is_yes_no": isinstance(value.start, bool),
                "low": value.low,
                "high": value.high,
                "amount": amounts.get(key, value.start),
            }
            for key, value in self.graph.values.items()
        ]

    def _query_of(self, amounts: dict) -> dict:
        return {f"value-{key}": _typed(amount) for key, amount in amounts.items()}


def _typed(amount: int | bool) -> str:
    if isinstance(amount, bool):
        return "yes" if amount else "no"
    return str(amount)
