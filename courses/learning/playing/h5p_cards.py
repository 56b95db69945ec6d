"""H5P content as a lesson offers it, before, during and between tries."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language

from assessments.h5p.framing import known_language
from assessments.h5p.models import H5PContent, H5PPlay, H5PVersion
from assessments.h5p.serving import preview_frame
from courses.content.outline import H5P, UnitOutline
from courses.progress.models import UnitResult
from courses.progress.recording import Place


@dataclass(frozen=True)
class H5PState:
    """A content as its lesson offers it; `language` is that of its title, "" where it is not known.

    `play` is the key of the running try, "" where none runs. Who only reads has a `preview_url` and no `start_action`.
    """

    key: UUID
    title: str
    language: str
    pass_percent: int
    is_required: bool
    is_archived: bool
    is_empty: bool
    tries: int = 0
    best_percent: int | None = None
    has_passed: bool = False
    play: str = ""
    start_action: str = ""
    state_action: str = ""
    finish_action: str = ""
    preview_url: str = ""

    @property
    def is_running(self) -> bool:
        return bool(self.play)

    @property
    def is_gone(self) -> bool:
        """Whether there is nothing to be begun: no version, or withdrawn and no try is running."""
        return self.is_empty or (self.is_archived and not self.is_running)

    @property
    def can_play(self) -> bool:
        return bool(self.start_action) and not self.is_gone


# The script puts the key of the try into the addresses, once there is one.
NO_PLAY = UUID(int=0)


def states_in(*, place: Place, at: datetime) -> dict[UUID, H5PState]:
    """Return {content key: H5PState} of the H5P content of the lesson. Four queries, none without such content."""
    units = {unit.key: unit for unit in place.lesson.units if unit.kind == H5P}
    if not units:
        return {}
    contents = {content.key: content for content in H5PContent.objects.filter(key__in=units)}
    versions = _newest(contents.values())
    results, running = _results(place, units), _running(place, units)
    return {
        key: _state(place, unit, contents[key], versions.get(key), results.get(key), running.get(key), at)
        for key, unit in units.items()
        if key in contents
    }


def _newest(contents) -> dict[UUID, H5PVersion]:
    """Return {content key: its newest version} without what the player is told."""
    versions = H5PVersion.objects.filter(content__in=list(contents)).select_related("content")
    return {one.content.key: one for one in versions.defer("params", "package", "removed").order_by("number")}


def _results(place: Place, keys) -> dict[UUID, UnitResult]:
    if place.enrolment is None:
        return {}
    rows = UnitResult.objects.filter(enrolment=place.enrolment, unit_key__in=list(keys))
    return {row.unit_key: row for row in rows}


def _running(place: Place, keys) -> dict[UUID, H5PPlay]:
    if place.enrolment is None:
        return {}
    plays = H5PPlay.objects.filter(
        registration=place.enrolment.registration, content_key__in=list(keys), ended_at=None
    )
    return {play.content_key: play for play in plays.only("key", "content_key")}


def _state(
    place: Place,
    unit: UnitOutline,
    content: H5PContent,
    version: H5PVersion | None,
    result: UnitResult | None,
    play: H5PPlay | None,
    at: datetime,
) -> H5PState:
    is_tried = bool(result and result.tries)
    return H5PState(
        key=unit.key,
        title=version.title if version else content.title,
        language=known_language(version.language) if version else "",
        pass_percent=unit.pass_percent,
        is_required=unit.is_required,
        is_archived=content.archived_at is not None,
        is_empty=version is None,
        tries=result.tries if result else 0,
        best_percent=int(result.best_percent) if is_tried else None,
        has_passed=bool(result and result.passed_at),
        play=str(play.key) if play else "",
        **(_actions(place, unit.key) if place.enrolment else _preview(version, at)),
    )


def _actions(place: Place, key: UUID) -> dict[str, str]:
    lesson = place.lesson.key
    return {
        "start_action": reverse("learning:h5p_start", args=[lesson, key]),
        "state_action": reverse("learning:h5p_state", args=[lesson, NO_PLAY]),
        "finish_action": reverse("learning:h5p_finish", args=[lesson, NO_PLAY]),
    }


def _preview(version: H5PVersion | None, at: datetime) -> dict[str, str]:
    if version is None:
        return {}
    return {"preview_url": f"{preview_frame(version, at=at)}?language={get_language()}"}
