"""In which version of the standard an answer speaks: the one that was asked (1.0.3 part 3, 3.3; 2.0: 4.1.5)."""

from assessments.lrs.http.requests import VERSION_HEADER
from assessments.xapi.versions import V1

HEADER = VERSION_HEADER

# What each client of this process spoke last. Emptied when full.
_HEARD: dict[str, str] = {}
_MOST_HEARD = 10_000


class Spoken:
    """The version of one answer. Who forgets to name it is told so in the version they spoke last, else in 1.0.3."""

    def __init__(self):
        self.version = V1

    def by(self, key: str) -> None:
        self.version = _HEARD.get(key, V1)

    def hear(self, key: str, version: str) -> None:
        if len(_HEARD) >= _MOST_HEARD:
            _HEARD.clear()
        self.version = _HEARD[key] = version
