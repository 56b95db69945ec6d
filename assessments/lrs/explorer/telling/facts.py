"""What stands in a statement, read without trust: other clients put anything into their extensions. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assessments.xapi import actors, vocabulary

# Beyond it a number tells a reader nothing, and some cannot be turned into a float.
_LARGEST = 10**15
_CONTEXT_ACTIVITIES = ("parent", "grouping", "category", "other")


def _mapping(value: object) -> Mapping:
    return value if isinstance(value, Mapping) else {}


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float | int | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and -_LARGEST < value < _LARGEST else None


@dataclass(frozen=True)
class Facts:
    """One statement (a JSON object), asked for what sentences and timelines need. "" or None: not said."""

    statement: Mapping

    @property
    def statement_id(self) -> str:
        return _text(self.statement.get("id"))

    @property
    def actor(self) -> Mapping:
        return _mapping(self.statement.get("actor"))

    @property
    def verb(self) -> str:
        return _text(_mapping(self.statement.get("verb")).get("id"))

    @property
    def verb_display(self) -> Mapping:
        return _mapping(_mapping(self.statement.get("verb")).get("display"))

    @property
    def target(self) -> Mapping:
        return _mapping(self.statement.get("object"))

    @property
    def target_type(self) -> str:
        return _text(self.target.get("objectType")) or "Activity"

    @property
    def result(self) -> Mapping:
        return _mapping(self.statement.get("result"))

    @property
    def context(self) -> Mapping:
        return _mapping(self.statement.get("context"))

    @property
    def registration(self) -> str:
        return _text(self.context.get("registration")).lower()

    @property
    def language(self) -> str:
        return _text(self.context.get("language"))

    @property
    def platform(self) -> str:
        return _text(self.context.get("platform"))

    @property
    def percent(self) -> float | None:
        """The scaled score in percent."""
        scaled = _number(self._score.get("scaled"))
        # Through decimals: 0.29 * 100 is 28.999….
        return None if scaled is None else float(Decimal(str(scaled)) * 100)

    @property
    def points(self) -> float | int | None:
        return _number(self._score.get("raw"))

    @property
    def most_points(self) -> float | int | None:
        return _number(self._score.get("max"))

    @property
    def _score(self) -> Mapping:
        return _mapping(self.result.get("score"))

    @property
    def success(self) -> bool | None:
        found = self.result.get("success")
        return found if isinstance(found, bool) else None

    @property
    def duration(self) -> str:
        return _text(self.result.get("duration"))

    @property
    def response(self) -> str:
        return _text(self.result.get("response"))

    @property
    def critical_errors(self) -> Sequence[str]:
        found = _mapping(self.result.get("extensions")).get(vocabulary.CRITICAL_ERRORS)
        return [code for code in found if isinstance(code, str)] if isinstance(found, list) else []

    @property
    def severity(self) -> str:
        return _text(_mapping(self.result.get("extensions")).get(vocabulary.SEVERITY))

    @property
    def scored_by(self) -> str:
        """Who counted the points: server or browser."""
        return _text(_mapping(self.result.get("extensions")).get(vocabulary.SCORED_BY))

    @property
    def progress(self) -> float | int | None:
        """How far the activity is, in percent."""
        return _number(_mapping(self.result.get("extensions")).get(vocabulary.PROGRESS))

    @property
    def reason(self) -> str:
        """Why something was waived."""
        return _text(_mapping(self.result.get("extensions")).get(vocabulary.REASON))

    @property
    def launch_mode(self) -> str:
        return _text(_mapping(self.context.get("extensions")).get(vocabulary.LAUNCH_MODE))

    @property
    def scenario_code(self) -> str:
        return _text(self._scenario.get("code"))

    @property
    def scenario_version(self) -> int | float | None:
        return _number(self._scenario.get("version"))

    @property
    def scene(self) -> str:
        return _text(self._scenario.get("scene"))

    @property
    def try_number(self) -> int | float | None:
        return _number(_mapping(self.context.get("extensions")).get(vocabulary.TRY_NUMBER))

    @property
    def _scenario(self) -> Mapping:
        return _mapping(_mapping(self.context.get("extensions")).get(vocabulary.SCENARIO))

    @property
    def attachments(self) -> Sequence[Mapping]:
        found = self.statement.get("attachments")
        return [_mapping(one) for one in found] if isinstance(found, list) else []

    def activities(self, name: str) -> list[Mapping]:
        """Return the context's activities of that name (parent, grouping, category or other)."""
        held = _mapping(self.context.get("contextActivities")).get(name, [])
        return [_mapping(one) for one in (held if isinstance(held, list) else [held])]

    def context_activities(self) -> Iterator[tuple[str, Mapping]]:
        """Yield (its place in the context, the activity)."""
        for name in _CONTEXT_ACTIVITIES:
            for one in self.activities(name):
                yield name, one

    def activity_iris(self) -> Iterator[str]:
        """Yield the IRIs of the object, when it is an activity, and of all activities of the context."""
        if self.target_type == "Activity":
            yield _text(self.target.get("id"))
        yield from (_text(one.get("id")) for _name, one in self.context_activities())

    def of_kind(self, kind: str) -> str:
        """Return the IRI of the first activity of that kind of ours ("course"): the object's, or around it; or ""."""
        return next((iri for iri in self.activity_iris() if kind_of(iri) == kind), "")


def kind_of(iri: str) -> str:
    """Return the kind of an activity of a Panah ("scene") by its IRI; "" for any other."""
    parts = iri.rsplit("/", 4)
    return parts[3] if len(parts) == 5 and parts[1:3] == ["xapi", "activities"] else ""


def last_segment(iri: str) -> str:
    """Return what an IRI ends in: all that can be said of what nobody has named."""
    return iri.rstrip("/#").replace("#", "/").rsplit("/", 1)[-1].rsplit(":", 1)[-1] or iri


def account_of(actor: Mapping, home_page: str) -> str:
    """Return the account's name of an actor at that home page, "" for others."""
    account = _mapping(actor.get("account"))
    return _text(account.get("name")) if account.get("homePage") == home_page else ""


def identifier_of(actor: Mapping) -> str:
    """Return the identifier that the actor is found by, "" for an anonymous group."""
    return actors.identifier(actor)
