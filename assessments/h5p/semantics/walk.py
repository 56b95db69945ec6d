"""What is carried along while content is filtered: where we are, what was taken out, which media were met."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

MOST_REMOVED = 500


class _Nothing:
    """The value was taken out: it has no place in what is kept."""

    def __repr__(self) -> str:
        return "NOTHING"


NOTHING = _Nothing()


@dataclass(frozen=True)
class Medium:
    """A file that content names: `place` is where (JSON pointer), `kind` image, video, audio or file."""

    place: str
    kind: str
    path: str

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it is fetched from another site."""
        return self.path.lower().startswith(("http://", "https://"))


@dataclass
class Walk:
    """One filtering of one content. `libraries`: "H5P.Foo 1.2" to its semantics, of all that may be used.

    `inside` is the library whose fields are read, `hidden` how many fields around may be hidden by other values.
    """

    libraries: Mapping[str, list | None]
    inside: str = ""
    hidden: int = 0
    removed: list[dict] = field(default_factory=list)
    media: list[Medium] = field(default_factory=list)
    used: dict[str, None] = field(default_factory=dict)
    # Of semantics.unfilled.Unfilled.
    unfilled: list = field(default_factory=list)

    def tell(self, place: str, what: str, **detail: str | int) -> None:
        """Write down that something was taken out or changed; after many it is only told that there is more."""
        entry = {"path": place, "what": what, **({"detail": detail} if detail else {})}
        if len(self.removed) < MOST_REMOVED and entry not in self.removed[-50:]:
            self.removed.append(entry)
        elif len(self.removed) == MOST_REMOVED:
            self.removed.append({"path": "", "what": "and-more"})

    @contextmanager
    def within(self, library: str) -> Iterator[None]:
        """Read the fields of a library that stands in another."""
        outer, self.inside = self.inside, library
        yield
        self.inside = outer

    @contextmanager
    def maybe_hidden(self, is_hidden: bool) -> Iterator[None]:
        """Read a field that may be hidden by the value of another, with all that is in it."""
        self.hidden += is_hidden
        yield
        self.hidden -= is_hidden

    def drop(self, place: str, what: str, **detail: str | int) -> _Nothing:
        """Take a value out, and tell it."""
        self.tell(place, what, **detail)
        return NOTHING


def below(place: str, key: str | int) -> str:
    """Return the place of a key or an index below another (JSON pointer, RFC 6901)."""
    return f"{place}/{str(key).replace('~', '~0').replace('/', '~1')[:100]}"


def shown(value: object) -> str:
    """Return a value as it is told, cut."""
    text = value if isinstance(value, str) else type(value).__name__
    return text if len(text) <= 80 else f"{text[:79]}…"
