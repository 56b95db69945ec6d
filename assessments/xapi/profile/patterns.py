"""Do statements come in the order of a pattern? (xAPI Profiles, part 2, 9.0; part 3, 2.2). Pure.

Matching is greedy and never goes back, as the specification says it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

# For each statement in its order, the ids of the templates it follows.
Told = Sequence[Sequence[str]]


class Match(StrEnum):
    SUCCESS = "success"
    # The statements are the beginning of the pattern: there may be more to come.
    PARTIAL = "partial"
    FAILURE = "failure"


_Result = tuple[Match, Told]


@dataclass(frozen=True)
class Patterns:
    """The patterns of a profile by their ids; every other id is that of a template."""

    by_id: Mapping[str, Mapping]

    @classmethod
    def of(cls, patterns: Sequence[Mapping]) -> "Patterns":
        return cls({pattern["id"]: pattern for pattern in patterns})

    def follows(self, told: Told) -> Match:
        """Return whether all statements together follow a primary pattern, or are the beginning of one."""
        results = [self.matches(told, one["id"]) for one in self.by_id.values() if one.get("primary")]
        found = {match for match, rest in results if not rest}
        return next((match for match in (Match.SUCCESS, Match.PARTIAL) if match in found), Match.FAILURE)

    def matches(self, told: Told, element: str) -> _Result:
        """Return how the first statements match a pattern or template, and the statements after them."""
        pattern = self.by_id.get(element)
        if pattern is None:
            return _one(told, element)
        way = next(way for way in _WAYS if way in pattern)
        return _WAYS[way](self, told, pattern[way])

    def _sequence(self, told: Told, elements: Sequence[str]) -> _Result:
        rest = told
        for element in elements:
            match, rest = self.matches(rest, element)
            if match is not Match.SUCCESS:
                return (match, told) if match is Match.FAILURE else (match, ())
        return Match.SUCCESS, rest

    def _alternates(self, told: Told, elements: Sequence[str]) -> _Result:
        results = [self.matches(told, element) for element in elements]
        rests = [rest for match, rest in results if match is Match.SUCCESS]
        if rests:
            return Match.SUCCESS, min(rests, key=len)
        is_begun = any(match is Match.PARTIAL for match, _rest in results)
        return (Match.PARTIAL, ()) if is_begun else (Match.FAILURE, told)

    def _one_or_more(self, told: Told, element: str) -> _Result:
        match, rest = self.matches(told, element)
        if match is not Match.SUCCESS or len(rest) == len(told):
            return match, rest
        return self._zero_or_more(rest, element)

    def _zero_or_more(self, told: Told, element: str) -> _Result:
        rest = told
        while rest:
            match, after = self.matches(rest, element)
            if match is Match.PARTIAL:
                return Match.PARTIAL, after
            if match is Match.FAILURE or len(after) == len(rest):
                return Match.SUCCESS, rest
            rest = after
        return Match.SUCCESS, rest

    def _optional(self, told: Told, element: str) -> _Result:
        if not told:
            return Match.SUCCESS, told
        match, rest = self.matches(told, element)
        return (Match.SUCCESS, told) if match is Match.FAILURE else (match, rest)


def _one(told: Told, template: str) -> _Result:
    if not told:
        return Match.PARTIAL, ()
    return (Match.SUCCESS, told[1:]) if template in told[0] else (Match.FAILURE, told)


_WAYS = {
    "sequence": Patterns._sequence,
    "alternates": Patterns._alternates,
    "oneOrMore": Patterns._one_or_more,
    "zeroOrMore": Patterns._zero_or_more,
    "optional": Patterns._optional,
}
