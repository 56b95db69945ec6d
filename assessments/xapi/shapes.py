"""The pieces of a validator of JSON. A check takes a value and its JSON pointer, and yields problems."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Problem:
    """One requirement that is not met: an RFC 6901 JSON pointer, in words what must be, and who says so.

    `rule` is a requirement of the official list ("XAPI-00013") or a section ("part 2, 2.4.2").
    """

    pointer: str
    requirement: str
    rule: str = ""


Check = Callable[[object, str], Iterator[Problem]]

_UUID = re.compile(r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}")
_IRI = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
_MAILTO = re.compile(r"mailto:[^\s@\x00-\x20]+@[^\s@\x00-\x20]+")
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_SHA2 = re.compile(r"[0-9a-fA-F]{56,128}")
# RFC 5646, section 2.1: well-formed, not looked up in the registry; and the grandfathered ones.
_LANGUAGE = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
    r"|[xi](?:-[a-z0-9]{1,8})+|en-gb-oed|sgn-(?:be-fr|be-nl|ch-de)",
    re.IGNORECASE,
)
_TIMESTAMP = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}(?::?\d{2})?)?", re.ASCII
)
_DURATION = re.compile(
    r"P(?:\d+(?:[.,]\d+)?W|(?=.)(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=.)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)",
    re.ASCII,
)
_MEDIA_TYPE = re.compile(r"[\w!#$&^.+-]+/[\w!#$&^.+-]+(?:\s*;.*)?", re.ASCII)
_VERSION = re.compile(r"1\.0(?:\.\d+)?", re.ASCII)


def join(pointer: str, name: object) -> str:
    """Return the pointer of a member (RFC 6901, section 3)."""
    return f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"


def text_like(pattern: re.Pattern, requirement: str) -> Check:
    """Return a check for strings that match the whole pattern."""

    def check(value, pointer):
        if not isinstance(value, str) or not pattern.fullmatch(value):
            yield Problem(pointer, requirement)

    return check


def of_type(kind: type | tuple[type, ...], requirement: str) -> Check:
    """Return a check of the JSON type; true and false are not numbers."""

    def check(value, pointer):
        is_wrong_boolean = isinstance(value, bool) and kind is not bool
        if is_wrong_boolean or not isinstance(value, kind):
            yield Problem(pointer, requirement)

    return check


def one_of(values: Collection[str]) -> Check:
    """Return a check for one of some strings, letter case and all."""

    def check(value, pointer):
        if not isinstance(value, str) or value not in values:
            yield Problem(pointer, f"must be one of: {', '.join(sorted(values))}")

    return check


def array(item: Check, *, allow_single: bool = False) -> Check:
    """Return a check of every item; `allow_single` takes one item without its array (part 2, 2.4.6.2)."""

    def check(value, pointer):
        if isinstance(value, list):
            for index, one in enumerate(value):
                yield from item(one, join(pointer, index))
        elif allow_single and isinstance(value, dict):
            yield from item(value, pointer)
        else:
            yield Problem(pointer, "must be an array")

    return check


def members(properties: Mapping[str, Check], required: Collection[str] = ()) -> Check:
    """Return a check of an object that has the required properties and none but those named."""

    def check(value, pointer):
        if not isinstance(value, dict):
            yield Problem(pointer, "must be an object")
            return
        for name in required:
            if name not in value:
                yield Problem(join(pointer, name), "is required")
        for name, one in value.items():
            if name not in properties:
                yield Problem(join(pointer, name), "is not a property known here")
            else:
                yield from properties[name](one, join(pointer, name))

    return check


def mapping(key: Check, item: Check) -> Check:
    """Return a check of an object whose names are data: language maps and extensions."""

    def check(value, pointer):
        if not isinstance(value, dict):
            yield Problem(pointer, "must be an object")
            return
        for name, one in value.items():
            yield from key(name, join(pointer, name))
            yield from item(one, join(pointer, name))

    return check


def both(*checks: Check) -> Check:
    """Return a check that does each in turn, and stops after the first that finds a problem."""

    def check(value, pointer):
        for one in checks:
            found = list(one(value, pointer))
            if found:
                yield from found
                return

    return check


def anything(value, pointer) -> Iterator[Problem]:
    """Accept every JSON value: what stands in an extension is not ours to judge."""
    return iter(())


def timestamp(value, pointer) -> Iterator[Problem]:
    """Check an RFC 3339 timestamp (part 2, 4.5); "-00:00" is not allowed there."""
    requirement = "must be an RFC 3339 timestamp, and not with the offset -00:00"
    if (
        not isinstance(value, str)
        or not _TIMESTAMP.fullmatch(value)
        or re.search(r"-00(:?00)?\Z", value[10:])
    ):
        yield Problem(pointer, requirement)
        return
    try:
        parse_timestamp(value)
    except ValueError:
        yield Problem(pointer, requirement)


def parse_timestamp(value: str) -> datetime:
    """Return an aware datetime; a timestamp without offset is UTC. Raises ValueError."""
    # Python takes fractions of up to six digits; a leap second becomes the second before it.
    value = re.sub(r"(\.\d{6})\d+", r"\1", value.upper()).replace(":60", ":59")
    return datetime.fromisoformat(value if re.search(r"(Z|[+-]\d\d(:?\d\d)?)\Z", value[10:]) else value + "Z")


def uuid(value, pointer) -> Iterator[Problem]:
    """Check a UUID in its standard form (RFC 4122)."""
    if not isinstance(value, str) or not _UUID.fullmatch(value) or UUID(value).int == 0:
        yield Problem(pointer, "must be a UUID in its standard string form")


text = of_type(str, "must be a string")
boolean = of_type(bool, "must be true or false")
number = of_type((int, float), "must be a number")
iri = text_like(_IRI, "must be an absolute IRI")
mailto = text_like(_MAILTO, "must be an e-mail address as mailto IRI")
sha1 = text_like(_SHA1, "must be a SHA-1 digest in hexadecimal")
sha2 = text_like(_SHA2, "must be a SHA-2 digest in hexadecimal")
language_tag = text_like(_LANGUAGE, "must be a language tag of RFC 5646")
duration = text_like(_DURATION, "must be an ISO 8601 duration")
media_type = text_like(_MEDIA_TYPE, "must be an Internet media type")
version = text_like(_VERSION, "must be a version 1.0.x")
language_map = mapping(language_tag, text)
extensions = mapping(iri, anything)
