"""What stands on the side-by-side page: plain view objects that the templates print."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from assessments.studio.drafting.document import digest
from assessments.studio.translating.states import Place, Progress

# One line is enough for these.
SHORT = ("title", "place", "heading", "speaker")


@dataclass(frozen=True)
class Piece:
    """A stretch of a source text; where a term stands, `term` is what the glossary says in the target language."""

    text: str
    number: int = 0
    term: str = ""
    also: str = ""
    is_reviewed: bool = False


@dataclass(frozen=True)
class Row:
    """One text beside its translation."""

    place: Place
    label: str
    source: str
    pieces: tuple[Piece, ...]
    target: str
    state: str
    state_name: str
    by: str = ""
    at: str = ""
    # What changed in the source since the translation was made, as (mark, text); () when it cannot be told.
    changed: tuple[tuple[str, str], ...] = ()
    source_digest: str = ""
    error: str = ""
    theirs: str | None = None
    # What was in the field when the page was made; a posted text is only saved over this one.
    old: str = ""

    @property
    def id(self) -> str:
        return self.place.name

    @property
    def is_short(self) -> bool:
        return self.place.field in SHORT

    @property
    def target_digest(self) -> str:
        return digest(self.target)


@dataclass(frozen=True)
class Group:
    """The rows of one scene; `kind` is "scenario", "scene", "good", "mixed" or "critical"."""

    key: str
    heading: str
    rows: tuple[Row, ...]
    kind: str = "scene"
    # The key of the batch that the group's form is saved as: pressing twice saves once.
    batch: UUID = field(default_factory=uuid4)

    @property
    def id(self) -> str:
        return f"scene-{self.key}" if self.key else "scenario"


@dataclass(frozen=True)
class LanguageLine:
    """One language to translate into, and how far it has come."""

    code: str
    name: str
    progress: Progress
    is_chosen: bool


@dataclass(frozen=True)
class Answers:
    """What was posted and could not be saved: {place: text}, faults and what others wrote meanwhile."""

    texts: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    theirs: Mapping[Place, str] = field(default_factory=dict)
