"""The library of scenarios -> the database: what is new is published, what an editor made is left alone."""

from collections.abc import Callable
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.scenarios import words
from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.scenarios.publishing import MAJOR, MINOR, differs_in_words_only, publish
from assessments.scenarios.reading import ScenarioSource, SourceInvalid, read_scenario

LIBRARY = Path(__file__).resolve().parent


def load_scenarios(*, report: Callable[[str], None], library: Path = LIBRARY) -> None:
    """Publish what changed in the library; running it twice changes nothing. `report` prints one line.

    A scenario whose newest version was made by an editor keeps it; the difference is reported. Raises
    SourceInvalid with the faults of all folders, and then nothing is loaded.
    """
    sources = _read(library)
    with transaction.atomic():
        for source in sources:
            _load(source, report)


def _read(library: Path) -> list[ScenarioSource]:
    sources, faults = [], []
    for path in sorted(library.glob("*/structure.yaml")):
        try:
            sources.append(read_scenario(path.parent))
        except SourceInvalid as error:
            faults += error.faults
    if faults:
        raise SourceInvalid(faults)
    return sources


def _load(source: ScenarioSource, report: Callable[[str], None]) -> None:
    scenario, _created = Scenario.objects.get_or_create(key=source.key, defaults={"code": source.code})
    newest = scenario.versions.order_by("-number").first()
    if newest is None or (newest.source_digest and newest.source_digest != source.digest):
        version = _publish(scenario, source, newest)
        report(_("%(code)s: version %(number)s published") % {"code": source.code, "number": version.number})
    elif not newest.source_digest and (differences := differing(newest, source)):
        report(
            _("%(code)s: version %(number)s is an editor's and stays; the library differs in: %(places)s")
            % {"code": source.code, "number": newest.number, "places": ", ".join(differences)}
        )


def _publish(scenario: Scenario, source: ScenarioSource, newest: ScenarioVersion | None) -> ScenarioVersion:
    is_minor = differs_in_words_only(newest, source.structure, source.minutes)
    return publish(
        scenario=scenario,
        structure=source.structure,
        words=source.words,
        minutes=source.minutes,
        states=source.states,
        change=MINOR if is_minor else MAJOR,
        source_digest=source.digest,
        at=timezone.now(),
    )


def differing(version: ScenarioVersion, source: ScenarioSource) -> list[str]:
    """Return where a version and its source differ: "max_points", "scene d2", "ru: d2", "ru: title"."""
    return [
        *_structure_differences(version.structure, source.structure),
        *_words_differences(version, source),
    ]


def _structure_differences(ours: dict, theirs: dict) -> list[str]:
    names = sorted((ours.keys() | theirs.keys()) - {"scenes"})
    found = [name for name in names if ours.get(name) != theirs.get(name)]
    our_scenes, their_scenes = ({scene["id"]: scene for scene in each["scenes"]} for each in (ours, theirs))
    keys = list(dict.fromkeys([*our_scenes, *their_scenes]))
    return found + [f"scene {key}" for key in keys if our_scenes.get(key) != their_scenes.get(key)]


def _words_differences(version: ScenarioVersion, source: ScenarioSource) -> list[str]:
    ours, found = words.all_words(version), []
    for code in sorted(ours.keys() | source.words.keys()):
        mine, theirs = ours.get(code, {}), source.words.get(code, {})
        names = sorted((mine.keys() | theirs.keys()) - {"scenes"})
        found += [f"{code}: {name}" for name in names if mine.get(name) != theirs.get(name)]
        mine, theirs = mine.get("scenes", {}), theirs.get("scenes", {})
        keys = sorted(mine.keys() | theirs.keys())
        found += [f"{code}: {key}" for key in keys if mine.get(key) != theirs.get(key)]
    return found
