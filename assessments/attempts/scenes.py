"""The scene an attempt stands in, as it may be shown: nothing here tells what a choice is worth."""

from dataclasses import dataclass

from assessments.attempts.models import Attempt, AttemptStep
from assessments.attempts.replaying import can_skip
from assessments.attempts.scoring import SKIPPED_CHOICE
from assessments.attempts.turns import shuffled_choices, state_of
from assessments.scenarios import words
from assessments.scenarios.graph import Graph
from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import ScenesWords

REVIEWED = ScenarioVersion.WordsState.REVIEWED.value


@dataclass(frozen=True)
class ScenePresentation:
    """One scene in one language. `choices` are (position, text) in the order shown; none at an ending.

    `step` is the number the next choice will have, `total_hint` how many choices the shortest good way has,
    `happened` the consequence of the choice before ("" at the first scene and after a skipped one), `language` the
    one really used. `notice` says what the scene speaks of; `can_skip`: it may be left out without penalty. `image` is
    its picture, a row of the library of pictures, or None; `alt` describes it. `words_state` is "draft" until a
    native speaker has reviewed the words.
    """

    title: str
    place: str
    heading: str
    situation: str
    speaker: str
    happened: str
    choices: tuple[tuple[int, str], ...]
    step: int
    total_hint: int
    is_ending: bool
    language: str
    notice: str = ""
    can_skip: bool = False
    image: object = None
    alt: str = ""
    words_state: str = REVIEWED


def show_scene(attempt: Attempt, language: str) -> ScenePresentation:
    """Return the scene the attempt stands in, with its words in `language` or a fallback.

    Changes nothing and states nothing. Four queries with `attempt.version` loaded. Raises words.WordsMissing.
    """
    graph = Graph.from_structure(attempt.version.structure)
    scene = graph.scene(attempt.scene_key)
    last = attempt.steps.order_by("-number").first() if attempt.step_count else None
    keys = {scene.key, last.scene_key} if last else {scene.key}
    found = words.words_of_scenes(attempt.version, keys, language)
    version = words.words_of_version(attempt.version, found.language)
    here = found.scenes[scene.key]
    order = enumerate(shuffled_choices(attempt, scene), start=1)
    return ScenePresentation(
        title=version.title,
        place=version.place,
        heading=here.heading,
        situation=here.situation,
        speaker=here.speaker,
        happened=_happened(last, found),
        choices=tuple((position, here.choices[key].text) for position, key in order),
        step=attempt.step_count + 1,
        total_hint=len(graph.best_path()),
        is_ending=scene.is_ending,
        language=found.language,
        notice=here.notice,
        can_skip=can_skip(graph, state_of(attempt, graph)),
        image=here.image,
        alt=here.alt,
        words_state=version.state,
    )


def _happened(last: AttemptStep | None, found: ScenesWords) -> str:
    if last is None or last.choice_key == SKIPPED_CHOICE:
        return ""
    return found.scenes[last.scene_key].choices[last.choice_key].consequence
