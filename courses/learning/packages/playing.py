"""One unit in its frame, as its page shows it."""

from datetime import datetime
from urllib.parse import urljoin

from django.urls import reverse

from assessments.packages.models import AssignableUnit, Launch, Package
from assessments.packages.scorm.launching import word_of
from assessments.packages.scorm.serving import SANDBOX, frame_address
from assessments.packages.titles import in_language
from courses.learning.packages import cards, progress
from courses.learning.packages.states import Played
from courses.progress.recording import Place


def scorm_played(*, place: Place, package: Package, launch: Launch, at: datetime) -> Played:
    """Return a SCORM unit of a launch; one that was opened elsewhere since is only told of."""
    facts = cards.facts_of(place, package)
    others = {
        unit.publisher_id: cards.start_url(place, package.key, unit.index)
        for unit in facts.units
        if unit.pk != launch.unit_id
    }
    before, after = _neighbours(place, facts, launch.unit)
    return Played(
        title=in_language(facts.version.titles, place.language),
        unit_title=in_language(launch.unit.titles, place.language),
        language=cards.language_of(launch.unit.titles, place.language),
        frame_url=frame_address(launch, at=at),
        sandbox=SANDBOX,
        page_url=cards.page_url(place, package.key),
        again_action=cards.start_url(place, package.key, launch.unit.index),
        key=word_of(launch),
        commit_url=reverse("learning:package_commit", args=[place.lesson.key, launch.key]),
        is_over=launch.abandoned_at is not None,
        next_action=after,
        previous_action=before,
        others=tuple(others.items()),
    )


def cmi5_played(*, place: Place, facts: cards.Facts, unit: AssignableUnit, site: str, at: datetime) -> Played:
    """Launch a cmi5 unit and return it. The frame is empty where the unit asks for a window of its own."""
    package = facts.version.package
    launched = progress.launch(
        place=place,
        version=facts.version,
        unit=unit,
        return_url=urljoin(site, reverse("learning:package_returned")),
        at=at,
    )
    before, after = _neighbours(place, facts, unit)
    return Played(
        title=in_language(facts.version.titles, place.language),
        unit_title=in_language(unit.titles, place.language),
        language=cards.language_of(unit.titles, place.language),
        frame_url=launched.address,
        sandbox=SANDBOX,
        page_url=cards.page_url(place, package.key),
        again_action=cards.start_url(place, package.key, unit.index),
        next_action=after,
        previous_action=before,
        own_window=launched.own_window or cards.is_whole(unit.url),
    )


def _neighbours(place: Place, facts: cards.Facts, unit: AssignableUnit) -> tuple[str, str]:
    """Return where the units before and after are started, "" at the ends and where one has to wait."""
    shown = [
        one
        for one in facts.units
        if not cards.asked_of(facts, one).get("is_hidden") and cards.prerequisites_met(facts, one)
    ]
    index = next((number for number, one in enumerate(shown) if one.pk == unit.pk), None)
    if index is None:
        return "", ""
    before = shown[index - 1] if index else None
    after = shown[index + 1] if index + 1 < len(shown) else None
    key = facts.version.package.key
    return tuple("" if one is None else cards.start_url(place, key, one.index) for one in (before, after))
