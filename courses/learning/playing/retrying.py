"""One scene of an ended attempt, tried again as often as one likes. Nothing is stored, nothing is stated."""

from django.utils import translation

from assessments.attempts.models import Attempt
from assessments.attempts.replaying import replay
from assessments.attempts.turns import order_shown
from assessments.scenarios import words
from assessments.scenarios.critical_errors import NAMES
from assessments.scenarios.graph import Graph, SceneNode, State, UnknownChoice
from assessments.scenarios.words import SceneWords
from courses.content.tokens import filled
from courses.learning.playing.addresses import debrief_url, in_language, retry_url
from courses.learning.playing.readings import scenario_reading
from courses.learning.playing.scenes import picture
from courses.learning.playing.states import Judgement, RetryState, SceneChoice, SceneText
from courses.progress.recording import Place


class StepUnknown(LookupError):
    """The attempt has no step of that number."""


def retry_state(*, place: Place, attempt: Attempt, number: int, position: int | None) -> RetryState:
    """Return the scene of a step (from 1) as it stood then; with a `position`, also how that choice would be.

    The choices stand in the order they were shown in. Raises StepUnknown; UnknownChoice for a position there is not.
    """
    graph = Graph.from_structure(attempt.version.structure)
    before = _state_before(attempt, graph, number)
    offered = [choice.key for choice in graph.offered(before)]
    order = order_shown(attempt, number, before.scene, offered)
    if position is not None and not 1 <= position <= len(order):
        raise UnknownChoice(position)
    found = words.words_of_scenes(attempt.version, [before.scene], place.language)
    version = words.words_of_version(attempt.version, found.language)
    here = found.scenes[before.scene]
    tried = order[position - 1] if position else ""
    with translation.override(found.language):
        judgement = _judgement(graph, before, tried, here) if tried else None
    state = RetryState(
        title=version.title,
        place=version.place,
        text=SceneText(
            heading=here.heading,
            situation=here.situation,
            speaker=here.speaker,
            notice="" if tried else here.notice,
            picture=picture(here.image, here.alt),
        ),
        number=number,
        choices=tuple(
            SceneChoice(value=str(place_number), text=here.choices[key].text, is_tried=key == tried)
            for place_number, key in enumerate(order, start=1)
        ),
        action=retry_url(place, attempt, number),
        leave_url=f"{debrief_url(place, attempt)}#step-{number}",
        judgement=judgement,
        reading=scenario_reading(
            shown=found.language,
            wanted=place.language,
            states=words.states(attempt.version),
            url_in=lambda language: in_language(language, retry_url, place, attempt, number),
        ),
    )
    return filled(state, country=place.enrolment.user.country, language=found.language)


def _state_before(attempt: Attempt, graph: Graph, number: int) -> State:
    rows = list(attempt.steps.filter(number__lte=number).order_by("number"))
    if not rows or rows[-1].number != number:
        raise StepUnknown(number)
    return replay(graph, [(row.scene_key, row.choice_key) for row in rows[:-1]]).state


def _judgement(graph: Graph, before: State, tried: str, here: SceneWords) -> Judgement:
    scene: SceneNode = graph.scene(before.scene)
    choice, texts, recommended = scene.choice(tried), here.choices[tried], graph.recommended(before)
    is_recommended = recommended is not None and recommended.key == tried
    return Judgement(
        chosen=texts.text,
        severity=choice.severity,
        consequence=texts.consequence,
        critical_error=choice.critical_error,
        critical_name=str(NAMES[choice.critical_error]) if choice.critical_error else "",
        principle=texts.principle,
        legal=texts.legal,
        recommended="" if is_recommended or recommended is None else here.choices[recommended.key].text,
    )
