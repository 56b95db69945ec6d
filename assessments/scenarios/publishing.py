"""A scenario is published: its next version comes to be, whole and for good."""

from datetime import datetime

from django.db import transaction

from assessments.scenarios import validation
from assessments.scenarios.models import Choice, Scenario, ScenarioVersion, Scene
from assessments.scenarios.words import CHOICE_FIELDS, SCENE_FIELDS, VERSION_FIELDS


class ScenarioInvalid(ValueError):
    """The structure has faults: `problems` are those of validation.problems, never none."""

    def __init__(self, problems: list[validation.Problem]):
        super().__init__("; ".join(f"{problem.where} {problem.code}" for problem in problems))
        self.problems = problems


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
) -> ScenarioVersion:
    """Return version n+1 of a scenario, with its scenes and choices and their words.

    `structure` as in graph.py; `words` as in the library: {language: {title, …, scenes: {id: {heading, …,
    choices: {id: {text, …}}}}}}. `source_digest` is that of the library's files, "" for what an editor made.
    Running attempts stay with the version they began. Raises ScenarioInvalid.
    """
    if problems := validation.problems(structure):
        raise ScenarioInvalid(problems)
    # Two editors who publish in one moment get two numbers.
    Scenario.objects.select_for_update().get(pk=scenario.pk)
    newest = scenario.versions.order_by("-number").first()
    version = ScenarioVersion.objects.create(
        scenario=scenario,
        number=newest.number + 1 if newest else 1,
        structure=structure,
        minutes=minutes,
        source_digest=source_digest,
        published_at=at,
        published_by=by,
    )
    _write_words(ScenarioVersion, VERSION_FIELDS, [(version, words)])
    _write_scenes(version, structure, words)
    return version


def _write_scenes(version: ScenarioVersion, structure: dict, words: dict) -> None:
    scenes = Scene.objects.bulk_create(
        Scene(version=version, key=scene["id"]) for scene in structure["scenes"]
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


def _words_of(words: dict, scene: str, choice: str | None = None) -> dict:
    found = {code: texts.get("scenes", {}).get(scene) for code, texts in words.items()}
    if choice is not None:
        found = {code: (texts or {}).get("choices", {}).get(choice) for code, texts in found.items()}
    return {code: texts for code, texts in found.items() if texts}


def _write_words(model, names: tuple[str, ...], owners: list[tuple]) -> None:
    # One INSERT per model; saving through parler would be one per row and language.
    table = model._parler_meta.root_model
    table.objects.bulk_create(
        table(master=owner, language_code=code, **{name: texts.get(name, "") for name in names})
        for owner, words in owners
        for code, texts in words.items()
    )
