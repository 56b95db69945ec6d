"""Scopes in plain words, and what a key with some of them may do."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from assessments.lrs.clients.scopes import (
    ALL,
    ALL_READ,
    PROFILE,
    READ,
    READ_MINE,
    SCOPES,
    STATE,
    WRITE,
    allowing,
)

NAMES = {
    WRITE: _("Send statements"),
    READ_MINE: _("Read its own statements"),
    READ: _("Read all statements"),
    STATE: _("Keep states"),
    PROFILE: _("Keep profiles"),
    ALL_READ: _("Read everything"),
    ALL: _("Everything"),
}
EXPLANATIONS = {
    WRITE: _("For content that reports what people do. It can also declare statements void."),
    READ_MINE: _("Only those that came in with this same key."),
    READ: _("Whatever is recorded here about anybody, for example for reports of a ministry."),
    STATE: _("Where somebody stopped and what was chosen there, so that content can go on from it."),
    PROFILE: _(
        "What content keeps about an activity or a person for longer, such as the preferred language."
    ),
    ALL_READ: _("All statements, states and profiles; it changes nothing."),
    ALL: _("All of the above, reading and writing. Only for a system that you look after yourselves."),
}

# (what is done, the scope it needs, whether it only reads)
_ACTS = (
    (_("Send statements"), WRITE, False),
    (_("Read statements that came in with this key"), READ_MINE, True),
    (_("Read all statements, about everybody"), READ, True),
    (_("Read states"), STATE, True),
    (_("Write and delete states"), STATE, False),
    (_("Read profiles"), PROFILE, True),
    (_("Write and delete profiles"), PROFILE, False),
)


@dataclass(frozen=True)
class Ability:
    """One thing that is done in the record store, and whether a key may do it."""

    name: str
    allowed_by: tuple[str, ...]
    is_given: bool


def abilities(granted: Collection[str]) -> list[Ability]:
    """Return everything that can be done, and whether these scopes allow it."""
    found = []
    for name, scope, reading in _ACTS:
        enough = allowing(scope, reading=reading)
        allowed_by = tuple(one for one in SCOPES if one in enough)
        found.append(Ability(name, allowed_by, not enough.isdisjoint(granted)))
    return found
