"""The groups of one trainer, as her page lists them."""

from dataclasses import dataclass
from datetime import datetime

from certificates.cascade.models import OnwardGroup
from certificates.cascade.recording import is_editable


@dataclass(frozen=True)
class GroupLine:
    group: OnwardGroup
    is_editable: bool


@dataclass(frozen=True)
class OnwardState:
    """Her groups, newest first, those withdrawn apart; `people` and `hours` are those of the groups that count."""

    lines: tuple[GroupLine, ...]
    withdrawn: tuple[OnwardGroup, ...]

    @property
    def groups(self) -> list[OnwardGroup]:
        return [line.group for line in self.lines]

    @property
    def people(self) -> int:
        return sum(group.people for group in self.groups)

    @property
    def women(self) -> int:
        return sum(group.women for group in self.groups)

    @property
    def men(self) -> int:
        return sum(group.men for group in self.groups)

    @property
    def others(self) -> int:
        return sum(group.others for group in self.groups)

    @property
    def hours(self):
        return sum(group.hours for group in self.groups)


def groups_of(trainer, *, at: datetime) -> OnwardState:
    """Return the state of the trainer's page. One query."""
    groups = list(OnwardGroup.objects.of(trainer))
    return OnwardState(
        lines=tuple(
            GroupLine(group, is_editable(group, at=at)) for group in groups if group.withdrawn_at is None
        ),
        withdrawn=tuple(group for group in groups if group.withdrawn_at is not None),
    )
