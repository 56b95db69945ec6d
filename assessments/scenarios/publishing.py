"""A scenario is published: its next version comes to be, whole and for good."""

from datetime import datetime

from django.db import transaction
from wagtail.images import get_image_model

from assessments.scenarios import validation
from assessments.scenarios.checks.problems import Problem
from assessments.scenarios.checks.value_checks import policy_of
from assessments.scenarios.graph import Graph
from assessments.scenarios.models import Choice, Scenario, ScenarioVersion, Scene
from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS

MAJOR, MINOR = ScenarioVersion.Change.MAJOR, ScenarioVersion.Change.MINOR
REVIEWED = ScenarioVersion.WordsState.REVIEWED


class ScenarioInvalid(ValueError):
    """The structure has faults: `problems` are those of validation.problems that block, never none."""

    def __init__(self, problems: list[Problem]):
        super().__init__("; ".join(f"{problem.where} {problem.code}" for problem in problems))
        self.problems = problems


class NotMinor(ValueError):
    """More than words differs from the newest version, so results could not be compared."""


@transaction.atomic
def publish(
    *,
    scenario: Scenario,
    structure: dict,
    words: dict,
    minutes: int,
    at: datetime,
    by=None,
    source_digest: str = "",
    change: str = MAJOR,
    states: dict[str, str] | None = None,
) -> ScenarioVersion:
    """Return version n+1 of a scenario, with its scenes and choices and their words.

    `structure` as in graph.py; `words` as in the library: {language: {title, …, scenes: {id: {heading, …,
    choices: {id: {text, …}}}}}}. `states` is {language: "draft" or "reviewed"}, reviewed where it says nothing.
    `change` is of ScenarioVersion.Change. `source_digest` is that of the library's files, "" for what an editor
    made. Running attempts stay with the version they began. Raises ScenarioInvalid, NotMinor.
    """
    if problems := [problem for problem in validation.problems(structure) if problem.is_blocking]:
        raise ScenarioInvalid(problems)
    # Two editors who publish in one moment get two numbers.
    Scenario.objects.select_for_update().get(pk=scenario.pk)
    newest = scenario.versions.order_by("-number").first()
    if change == MINOR and not differs_in_words_only(newest, structure, minutes):
        raise NotMinor(scenario.code)
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=newest.number + 1 if newest else 1,
        structure=structure,
        minutes=minutes,
        change=change,
        source_digest=source_digest,
        published_at=at,
        published_by=by,
    )
    _write_words(ScenarioVersion, VERSION_FIELDS, [(version, words)], states=states or {})
    _write_scenes(version, structure, words)
    return version


def differs_in_words_only(newest: ScenarioVersion | None, structure: dict, minutes: int) -> bool:
    """Return whether a version of this structure would play and score as the newest one does."""
    return (
        newest is not None
        and newest.minutes == minutes
        and _all_but_words(newest.structure) == _all_but_words(structure)
    )


def _all_but_words(structure: dict) -> tuple:
    """What a structure says, whichever format it says it in."""
    return (
        Graph.from_structure(structure),
        policy_of(structure),
        bool(structure.get("content_notice")),
        structure.get("modules", []),
    )


def _write_scenes(version: ScenarioVersion, structure: dict, words: dict) -> None:
    images = _images(structure)
    scenes = Scene.objects.bulk_create(
        Scene(version=version, key=scene["id"], image=images.get(scene.get("image", "")))
        for scene in structure["scenes"]
    )
    by_key = {scene.key: scene for scene in scenes}
    choices = Choice.objects.bulk_create(
        Choice(scene=by_key[scene["id"]], key=choice["id"])
        for scene in structure["scenes"]
        for choice in scene.get("choices", ())
    )
    _write_words(Scene, SCENE_FIELDS, [(scene, _words_of(words, scene.key)) for scene in scenes])
    _write_words(
        Choice,
        CHOICE_FIELDS,
        [(choice, _words_of(words, choice.scene.key, choice.key)) for choice in choices],
    )


def _images(structure: dict) -> dict:
    """Return {file_hash: picture} of the scenes. Raises ScenarioInvalid where one is not there."""
    wanted = {scene["image"]: scene["id"] for scene in structure["scenes"] if scene.get("image")}
    if not wanted:
        return {}
    # Of pictures with one content the one that was there first.
    rows = get_image_model().objects.filter(file_hash__in=wanted).order_by("-pk")
    found = {image.file_hash: image for image in rows}
    if missing := wanted.keys() - found.keys():
        raise ScenarioInvalid(
            [Problem("wrong_image", wanted[file_hash], {"value": file_hash}) for file_hash in sorted(missing)]
        )
    return found


def _words_of(words: dict, scene: str, choice: str | None = None) -> dict:
    found = {code: texts.get("scenes", {}).get(scene) for code, texts in words.items()}
    if choice is not None:
        found = {code: (texts or {}).get("choices", {}).get(choice) for code, texts in found.items()}
    return {code: texts for code, texts in found.items() if texts}


def _write_words(model, names: tuple[str, ...], owners: list[tuple], *, states: dict | None = None) -> None:
    # One INSERT per model; saving through parler would be one per row and language.
    table = model._parler_meta.root_model
    table.objects.bulk_create(
        table(
            master=owner,
            language_code=code,
            **{name: texts.get(name, "") for name in names},
            **({"state": states.get(code, REVIEWED)} if states is not None else {}),
        )
        for owner, words in owners
        for code, texts in words.items()
    )
