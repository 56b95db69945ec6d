"""What an act must be told to make statements about itself: for whom, under which registration."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.conf import settings


@dataclass(frozen=True)
class ActivityRef:
    """Something a statement is about: `kind` of vocabulary.ACTIVITY_TYPES, `names` {language: title}.

    Names, and `descriptions` of the same shape, are in all languages there are, not only in the one in use: a
    store merges what it is told, and who reads it there has a language of his own.
    """

    kind: str
    key: UUID
    names: Mapping[str, str] = field(default_factory=dict, compare=False)
    descriptions: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def iri(self) -> str:
        return f"{settings.PANAH_BASE_URL}/xapi/activities/{self.kind}/{self.key}"

    @property
    def unnamed(self) -> "ActivityRef":
        """The same by its IRI and type alone."""
        return ActivityRef(self.kind, self.key)


@dataclass(frozen=True)
class Tracking:
    """The context of all statements of one request: who (a pseudonym), registration, language, course.

    `parents` are the activities that directly hold the one spoken of, `grouping` those further up. `instructor_key`
    is the pseudonym of who teaches or, acting for the academy, brought it about; None where nobody is known to.
    """

    actor_key: UUID
    registration: UUID
    language: str
    cohort_key: UUID | None = None
    instructor_key: UUID | None = None
    parents: tuple[ActivityRef, ...] = ()
    grouping: tuple[ActivityRef, ...] = ()

    def inside(self, activity: ActivityRef) -> "Tracking":
        """Return the tracking of a part of `activity`: it becomes the parent, all above it the grouping.

        What is further up is not named again: the statements about the whole have done that, and eight languages
        of a long title in every answer would be most of it.
        """
        above = (*self.parents, *self.grouping)
        return replace(self, parents=(activity,), grouping=tuple(one.unnamed for one in above))
