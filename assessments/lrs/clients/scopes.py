"""Scopes of credentials (xAPI 1.0.3 part 3, 4.2), and which of them allow what."""

WRITE, READ, READ_MINE = "statements/write", "statements/read", "statements/read/mine"
STATE, PROFILE = "state", "profile"
ALL, ALL_READ = "all", "all/read"

# "define" is left out: what is told about an activity is merged whoever tells it.
SCOPES = (WRITE, READ_MINE, READ, STATE, PROFILE, ALL_READ, ALL)
DEFAULT_SCOPES = (WRITE, READ)
# What a session of one person needs (cmi5 9.0, 10.0, 11.0): its statements, its state, its person's preferences.
LAUNCH_SCOPES = (WRITE, READ_MINE, STATE, PROFILE)

_ALLOWING = {
    WRITE: {WRITE, ALL},
    READ_MINE: {READ_MINE, READ, ALL_READ, ALL},
    READ: {READ, ALL_READ, ALL},
    STATE: {STATE, ALL},
    PROFILE: {PROFILE, ALL},
    ALL_READ: {ALL_READ, ALL},
    ALL: {ALL},
}
_ALLOWING_TO_READ = _ALLOWING | {STATE: {STATE, ALL_READ, ALL}, PROFILE: {PROFILE, ALL_READ, ALL}}


def allowing(scope: str, *, reading: bool = False) -> set[str]:
    """Return the scopes of which one is enough to do what `scope` stands for; `reading` when nothing is changed."""
    return (_ALLOWING_TO_READ if reading else _ALLOWING)[scope]
