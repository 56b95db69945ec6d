"""The scene an attempt stands in, as it may be shown: nothing here tells what a choice is worth."""

from dataclasses import dataclass

from assessments.attempts.models import Attempt
from assessments.attempts.playing import shuffled_choices
from assessments.scenarios import words
from assessments.scenarios.graph import Graph


@dataclass(frozen=True)
class ScenePresentation:
    """One scene in one language. `choices` are (position, text) in the order shown; none at an ending.

    `step` is the number the next choice will have, `total_hint` how many choices the shortest good way has,
    `happened` the consequence of the choice before ("" at the first scene), `language` the one really used.
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
        happened=found.scenes[last.scene_key].choices[last.choice_key].consequence if last else "",
        choices=tuple((position, here.choices[key].text) for position, key in order),
        step=attempt.step_count + 1,
        total_hint=len(graph.best_path()),
        is_ending=scene.is_ending,
        language=found.language,
    )
