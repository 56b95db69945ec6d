"""The pieces of a validator of JSON.

A check takes a value and its JSON pointer and returns the problems found: an empty sequence for a value that
is right. Statements are checked by the hundred in a request, so pointers and words are made up only where
something is wrong: a check of an object calls those of its members without a pointer, and puts their names
before what they found. It stops when it has found ENOUGH.
"""

import marshal
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Problem:
    """One requirement that is not met: an RFC 6901 JSON pointer, in words what must be, and who says so.

    `rule` is a requirement of the official list ("XAPI-00013") or a section ("part 2, 2.4.2").
    """

    pointer: str
    requirement: str
    rule: str = ""


Check = Callable[..., Sequence[Problem]]
NO_RULES = MappingProxyType({})
# Nobody reads more; a body of nothing but faults would be answered with many times its size.
ENOUGH = 100
_LONGEST_REMEMBERED, _MOST_REMEMBERED = 2_000, 5_000
# Requirements that speak of all parts of a statement.
NO_NULL, WRONG_TYPE, OTHER_CASE, UNKNOWN = "XAPI-00001", "XAPI-00006", "XAPI-00008", "XAPI-00010"
EXTENSIONS, LANGUAGE_MAP = "XAPI-00120", "XAPI-00121"

# Not the nil UUID: it names nothing.
_UUID = re.compile(r"(?!0{8}-0{4}-0{4}-0{4}-0{12})[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20\x7f-\x9f]+")
_MAILTO = re.compile(r"mailto:[^\s@\x00-\x20\x7f-\x9f]+@[^\s@\x00-\x20\x7f-\x9f]+")
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_SHA2 = re.compile(r"[0-9a-fA-F]{56,128}")
# RFC 5646, section 2.1: well-formed, not looked up in the registry; and the grandfathered ones.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|[xi](?:-[a-z0-9]{1,8})+|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)",
    re.IGNORECASE,
)
# RFC 3339, with the space that it allows for the T; the offset must be there in 2.0.
_RFC_3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|\+\d\d:\d\d|-(?!00:00)\d\d:\d\d)", re.ASCII
)
# ISO 8601, 4.3.2, extended or basic; "-00:00" is not an offset of that standard.
_ISO_8601 = re.compile(
    r"(?:\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?|\d{8}[Tt]\d{4}(?:\d\d(?:[.,]\d+)?)?)"
    r"(?:[Zz]|\+\d\d(?::?\d\d)?|-(?!00(?::?00)?\Z)\d\d(?::?\d\d)?)?",
    re.ASCII,
)
_OFFSET = re.compile(r"(?:Z|[+-]\d\d(?::?\d\d)?)\Z")
_DURATION = re.compile(
    r"P(?:\d+(?:[.,]\d+)?W|(?=.)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=.)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)",
    re.ASCII,
)
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:[ \t]*;[^\x00-\x08\x0a-\x1f\x7f]*)?", re.ASCII)


def join(pointer: str, name: object) -> str:
    """Return the pointer of a member (RFC 6901, section 3)."""
    return f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"


def below(name: object, found: Sequence[Problem], rule: str = "") -> list[Problem]:
    """Return the problems of a member as those of its object; `rule` is for those that name none."""
    start = join("", name)
    return [Problem(start + one.pointer, one.requirement, one.rule or rule) for one in found]


def moved(pointer: str, found: Sequence[Problem], rule: str = "") -> Sequence[Problem]:
    """Return problems with a pointer before theirs, and a rule for those that name none."""
    if not found:
        return ()
    return [Problem(pointer + one.pointer, one.requirement, one.rule or rule) for one in found]


def text_like(pattern: re.Pattern, requirement: str, rule: str = "") -> Check:
    """Return a check for strings that match the whole pattern; `rule` speaks of strings that do not."""
    matches = pattern.fullmatch

    def check(value, pointer=""):
        if not isinstance(value, str):
            return (Problem(pointer, requirement),)
        return () if matches(value) else (Problem(pointer, requirement, rule),)

    return check


def of_type(kind: type | tuple[type, ...], requirement: str) -> Check:
    """Return a check of the JSON type; true and false are not numbers."""
    may_be_boolean = kind is bool

    def check(value, pointer=""):
        if isinstance(value, kind) and (may_be_boolean or value is not True and value is not False):
            return ()
        return (Problem(pointer, requirement),)

    return check


def one_of(values: Collection[str]) -> Check:
    """Return a check for one of some strings, letter case and all."""
    requirement = f"must be one of: {', '.join(sorted(values))}"
    allowed = frozenset(values)

    def check(value, pointer=""):
        return () if isinstance(value, str) and value in allowed else (Problem(pointer, requirement),)

    return check


def array(item: Check, *, allow_single: bool = False, least: int = 0) -> Check:
    """Return a check of every item; `allow_single` takes one item without its array (part 2, 2.4.6.2)."""

    def check(value, pointer=""):
        if isinstance(value, list):
            if len(value) < least:
                return (Problem(pointer, "must not be empty"),)
            found = []
            for index, one in enumerate(value):
                if wrong := item(one):
                    found += _of_member(index, one, wrong)
                    if len(found) >= ENOUGH:
                        break
            return moved(pointer, found)
        if allow_single and isinstance(value, dict):
            return moved(pointer, item(value))
        return (Problem(pointer, "must be an array"),)

    return check


def members(
    properties: Mapping[str, Check],
    required: Collection[str] = (),
    *,
    rule: str = "",
    rules: Mapping[str, str] = NO_RULES,
    missing: Mapping[str, str] = NO_RULES,
    unknown: str = UNKNOWN,
) -> Check:
    """Return a check of an object that has the required properties and none but those named.

    `rules` tell which requirement speaks of a property, also of one that may not be there, and `rule` which of
    those that are not among them; `missing` which requires one, where that is another; `unknown` which forbids
    further ones.
    """
    known = dict(properties)
    needed = frozenset(required)

    def check(value, pointer=""):
        if not isinstance(value, dict):
            return (Problem(pointer, "must be an object", rule),)
        found = []
        if not needed <= value.keys():
            found += (
                Problem(join("", name), "is required", missing.get(name) or rules.get(name, rule))
                for name in required
                if name not in value
            )
        for name, one in value.items():
            item = known.get(name)
            if item is None:
                found.append(_unknown(name, known, rules.get(name, unknown)))
            elif wrong := item(one):
                found += _of_member(name, one, wrong, rules.get(name, rule))
            else:
                continue
            if len(found) >= ENOUGH:
                break
        return moved(pointer, found)

    return check


def mapping(key: Check, item: Check) -> Check:
    """Return a check of an object whose names are data: language maps and extensions."""

    def check(value, pointer=""):
        if not isinstance(value, dict):
            return (Problem(pointer, "must be an object"),)
        found = []
        for name, one in value.items():
            if wrong := key(name):
                found += below(name, wrong)
            elif wrong := item(one):
                found += _of_member(name, one, wrong)
            else:
                continue
            if len(found) >= ENOUGH:
                break
        return moved(pointer, found)

    return check


def _unknown(name: str, known: Collection[str], rule: str) -> Problem:
    for meant in known:
        if meant.lower() == name.lower():
            return Problem(join("", name), f"must be written {meant}", OTHER_CASE)
    return Problem(join("", name), "is not a property known here", rule)


def _of_member(name: object, value: object, found: Sequence[Problem], rule: str = "") -> list[Problem]:
    if value is None:
        return [Problem(join("", name), "must not be null", NO_NULL)]
    return below(name, found, rule)


def both(*checks: Check) -> Check:
    """Return a check that does each in turn, and stops after the first that finds a problem."""

    def check(value, pointer=""):
        for one in checks:
            if found := one(value, pointer):
                return found
        return ()

    return check


def remembered(check: Check) -> Check:
    """Return a check that knows again what it has found right: people, verbs and activities come by the thousand."""
    known: set[bytes] = set()

    def remembering(value, pointer=""):
        try:
            # Form 0 writes each value in full and in one way; it tells 1 from true and from 1.0.
            form = marshal.dumps(value, 0)
        except ValueError:
            return check(value, pointer)
        if form in known:
            return ()
        found = check(value, pointer)
        if not found and len(form) <= _LONGEST_REMEMBERED:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            known.add(form)
        return found

    return remembering


def anything(value, pointer="") -> Sequence[Problem]:
    """Accept every JSON value: what stands in an extension is not ours to judge."""
    return ()


def _point_in_time(pattern: re.Pattern, requirement: str) -> Check:
    def check(value, pointer=""):
        if not isinstance(value, str):
            return (Problem(pointer, requirement),)
        if pattern.fullmatch(value):
            try:
                parse_timestamp(value)
            except (OverflowError, ValueError):
                pass
            else:
                return ()
        return (Problem(pointer, requirement, "XAPI-00123"),)

    return check


def parse_timestamp(value: str) -> datetime:
    """Return the moment in UTC; a timestamp without offset is UTC. Raises ValueError, or OverflowError.

    Moments at the ends of the calendar may have no place in UTC. PostgreSQL takes no offset of 16 hours and more.
    """
    # Python takes fractions of up to six digits (more are cut off) and no leap second: it becomes the one before.
    value = value.upper().replace(":60", ":59")
    return datetime.fromisoformat(value if _OFFSET.search(value, 10) else value + "Z").astimezone(UTC)


_ABSOLUTE = "must be an absolute IRI"
_LANGUAGE_TAG = "must be a language tag of RFC 5646"

text = of_type(str, "must be a string")
boolean = of_type(bool, "must be true or false")
number = of_type((int, float), "must be a number")
iri = text_like(_IRI, _ABSOLUTE)
mailto = text_like(_MAILTO, "must be an e-mail address as mailto IRI")
sha1 = text_like(_SHA1, "must be a SHA-1 digest in hexadecimal")
sha2 = text_like(_SHA2, "must be a SHA-2 digest in hexadecimal")
uuid = text_like(_UUID, "must be a UUID in its standard string form")
timestamp = _point_in_time(_ISO_8601, "must be an ISO 8601 timestamp, and not with the offset -00:00")
timestamp_with_offset = _point_in_time(
    _RFC_3339, "must be an RFC 3339 timestamp with its offset, and not -00:00"
)
language_tag = text_like(_LANGUAGE, _LANGUAGE_TAG)
duration = text_like(_DURATION, "must be an ISO 8601 duration", "XAPI-00124")
media_type = text_like(_MEDIA_TYPE, "must be an Internet media type")
version = text_like(re.compile(r"1\.0(?:\.\d+)?", re.ASCII), "must be a version 1.0.x")
version_of_2 = text_like(re.compile(r"(?:1\.0|2\.0)(?:\.\d+)?", re.ASCII), "must be a version 1.0.x or 2.0.x")
language_map = mapping(text_like(_LANGUAGE, _LANGUAGE_TAG, "XAPI-00013"), text)
extensions = mapping(text_like(_IRI, _ABSOLUTE, "XAPI-00118"), anything)
