"""What the templates of course packages print: plain values, worked out beforehand. No database, no request."""

from dataclasses import dataclass
from uuid import UUID

from courses.learning.states import DONE, Link

FAILED = "failed"


@dataclass(frozen=True)
class PackageState:
    """A package as a lesson offers it; `language` is that of its title, "" where it is not known.

    `page_url` is "" for whoever only reads. `done` of `count` units are satisfied.
    """

    key: UUID
    title: str
    description: str
    language: str
    standard: str
    count: int
    done: int
    is_required: bool
    is_gone: bool
    tries: int = 0
    best_percent: int | None = None
    has_passed: bool = False
    is_begun: bool = False
    page_url: str = ""

    @property
    def can_open(self) -> bool:
        return bool(self.page_url) and not self.is_gone


@dataclass(frozen=True)
class UnitLine:
    """One line of the tree: a unit, or a block that only has a title (`action` "" and no state).

    `state` is todo, doing, done or failed; `waits_for` says that units before it are asked for first.
    """

    title: str
    depth: int
    is_block: bool = False
    state: str = ""
    percent: int | None = None
    minutes: int | None = None
    action: str = ""
    is_next: bool = False
    is_optional: bool = False
    waits: bool = False
    own_window: bool = False
    is_outside: bool = False

    @property
    def can_start(self) -> bool:
        return bool(self.action) and not self.waits

    @property
    def is_done(self) -> bool:
        return self.state == DONE


@dataclass(frozen=True)
class PackagePage:
    """The page of one package for one learner."""

    title: str
    description: str
    language: str
    standard: str
    lesson: Link
    lines: tuple[UnitLine, ...]
    done: int
    count: int
    percent: int
    has_passed: bool
    best_percent: int | None
    number: int
    is_gone: bool
    anew_action: str = ""
    has_newer: bool = False

    @property
    def next_line(self) -> UnitLine | None:
        return next((line for line in self.lines if line.is_next), None)


@dataclass(frozen=True)
class Played:
    """A unit in its frame, or with a link to its own window. `key` and `commit_url` are those of SCORM, "" for cmi5.

    `others` are (id of the unit, where it is started): where the unit may ask to go.
    """

    title: str
    unit_title: str
    language: str
    frame_url: str
    sandbox: str
    page_url: str
    again_action: str
    key: str = ""
    commit_url: str = ""
    is_over: bool = False
    own_window: bool = False
    next_action: str = ""
    previous_action: str = ""
    others: tuple[tuple[str, str], ...] = ()
