"""What the templates of playing print: plain values, worked out beforehand. No database, no request."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from courses.learning.states import Link, Reading


@dataclass(frozen=True)
class ScenarioState:
    """A scenario as a lesson offers it.

    `reopen` is the lesson to read again before the next try, if there is one; `tries_left` is None without a limit,
    `opens_at` None where nothing has to be waited for.
    """

    key: UUID
    title: str
    summary: str
    place: str
    notice: str
    minutes: int
    pass_percent: int
    tries: int
    best_percent: int | None
    has_passed: bool
    is_running: bool
    is_practice: bool
    reading: Reading
    tries_left: int | None = None
    opens_at: datetime | None = None
    start_action: str = ""
    play_url: str = ""
    last_debrief_url: str = ""
    reopen: Link | None = None

    @property
    def is_used_up(self) -> bool:
        return self.tries_left == 0 and not self.is_running

    @property
    def misses_a_try(self) -> bool:
        return self.is_used_up and not self.has_passed

    @property
    def must_wait(self) -> bool:
        """Whether only time stands before the next try."""
        return self.opens_at is not None and not (self.is_running or self.is_used_up or self.reopen)

    @property
    def can_start(self) -> bool:
        waits = self.is_running or self.is_used_up or self.reopen or self.must_wait
        return bool(self.start_action) and not waits


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class Judgement:
    """How a choice was. `recommended` is "" where it was the recommended one, or where nothing could be recommended."""

    chosen: str
    severity: str
    consequence: str
    critical_error: str
    critical_name: str
    principle: str
    legal: str
    recommended: str = ""


@dataclass(frozen=True)
class SceneChoice:
    value: str
    text: str
    is_tried: bool = False


@dataclass(frozen=True)
class SceneText:
    """What a scene says. `notice` says beforehand what it speaks of, "" where nobody has to be warned."""

    heading: str
    situation: str
    speaker: str
    notice: str = ""
    picture: Picture | None = None


@dataclass(frozen=True)
class SceneState:
    """One scene as played. `happened` is the consequence of the choice before, "" at the first scene.

    `judgement` is what a practice scenario says at once about that choice, `key` names the scene at this step of this
    attempt, `shown` is the sealed time at which it was shown (moves.py).
    """

    key: str
    shown: str
    title: str
    place: str
    text: SceneText
    happened: str
    choices: tuple[SceneChoice, ...]
    action: str
    step: int
    total_hint: int
    leave_url: str
    reading: Reading
    can_skip: bool = False
    judgement: Judgement | None = None


@dataclass(frozen=True)
class RetryState:
    """One scene of an ended attempt, tried again without a record; `judgement` once something was chosen."""

    title: str
    place: str
    text: SceneText
    number: int
    choices: tuple[SceneChoice, ...]
    action: str
    leave_url: str
    reading: Reading
    judgement: Judgement | None = None


@dataclass(frozen=True)
class LookedBackStep:
    """One decision of an ended attempt, or a scene that was skipped (severity "skipped", nothing chosen)."""

    number: int
    heading: str
    points: int
    severity: str
    retry_url: str
    judgement: Judgement


@dataclass(frozen=True)
class PathRow:
    """A row of the picture of both ways. `kind` is shared, own or best; `sign` the icon on the line.

    `own_line` and `best_line` are data of SVG paths. `number` is the learner's decision, None at an ending and where
    only the recommended way passes; `severity` says how it was.
    """

    kind: str
    heading: str
    sign: str
    own_line: str
    best_line: str
    is_ending: bool = False
    number: int | None = None
    severity: str = ""
    critical_error: str = ""
    chosen: str = ""
    recommended: str = ""
    is_parting: bool = False
    is_meeting: bool = False


@dataclass(frozen=True)
class DebriefState:
    """An ended attempt looked back on; `same_count` of the `made_count` decisions were the recommended ones."""

    title: str
    place: str
    passed: bool
    points: int
    max_points: int
    skipped_points: int
    percent: int
    pass_percent: int
    critical_errors: tuple[tuple[str, str], ...]
    ending_heading: str
    ending_text: str
    ending_principle: str
    ending_legal: str
    booth: str
    steps: tuple[LookedBackStep, ...]
    picture: tuple[PathRow, ...]
    same_count: int
    made_count: int
    recommended_path: tuple[tuple[str, str], ...]
    lesson: Link
    reading: Reading
    reopen: Link | None = None
    retry_action: str = ""
    onward: Link | None = None
