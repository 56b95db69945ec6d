"""What an act must be told to make statements about itself: for whom, under which registration."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class ActivityRef:
    """Something a statement is about: `kind` of vocabulary.ACTIVITY_TYPES, `names` {language: title}."""

    kind: str
    key: UUID
    names: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def iri(self) -> str:
        return f"{settings.PANAH_BASE_URL}/xapi/activities/{self.kind}/{self.key}"


@dataclass(frozen=True)
class Tracking:
    """The context of all statements of one request: who (a pseudonym), registration, language, course.

    `parents` are the activities that directly hold the one spoken of, `grouping` those further up.
    """

    actor_key: UUID
    registration: UUID
    language: str
    cohort_key: UUID | None = None
    parents: tuple[ActivityRef, ...] = ()
    grouping: tuple[ActivityRef, ...] = ()

    def inside(self, activity: ActivityRef) -> "Tracking":
        """Return the tracking of a part of `activity`: it becomes the parent, all above it the grouping."""
        return replace(self, parents=(activity,), grouping=(*self.parents, *self.grouping))
