"""JSON text -> statement, strictly: what two readers could understand in two ways is refused."""

import json
from collections import Counter
from math import isinf

# Far more than any statement needs, far less than the interpreter's stack.
DEEPEST = 100
_COMPACT = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)
_SYNTAX, _ENCODING, _ONCE = "XAPI-00014", "XAPI-00015", "XAPI-00021"


class UnreadableJson(ValueError):
    """The text is not JSON, or not JSON with one meaning (doubled keys, NaN, lone surrogates).

    `pointer` is where, as far as that can be said, `requirement` what must be, `rule` which of the official list.
    """

    def __init__(
        self, message: str, *, requirement: str = "must be JSON in UTF-8", pointer: str = "", rule: str = ""
    ):
        super().__init__(message)
        self.requirement, self.pointer, self.rule = requirement, pointer, rule


class _TooDeep(UnreadableJson):
    def __init__(self):
        super().__init__(
            "The JSON is nested too deeply.", requirement=f"must not be nested deeper than {DEEPEST}"
        )


def read_json(text: bytes | str) -> object:
    """Return the value of a JSON text in UTF-8. Raises UnreadableJson."""
    try:
        return _read(text.decode("utf-8") if isinstance(text, bytes) else text)
    except UnreadableJson:
        raise
    except RecursionError as error:
        raise _TooDeep from error
    except UnicodeError as error:
        raise UnreadableJson(str(error), rule=_ENCODING) from error
    except ValueError as error:
        raise UnreadableJson(str(error), rule=_SYNTAX) from error


def _read(text: str) -> object:
    doubled = []

    def distinct(pairs: list[tuple[str, object]]) -> dict:
        found = dict(pairs)
        if len(found) != len(pairs):
            doubled[:] = [(found, pairs)]
        return found

    value = json.loads(text, object_pairs_hook=distinct, parse_constant=_no_constant, parse_float=_finite)
    _require_shallow(value)
    if doubled:
        _refuse_doubled(value, *doubled[0])
    if "\\u" in text:
        # Half a letter may be told by an escape; it could not be written down again.
        write_json(value).encode("utf-8")
    return value


def write_json(value: object) -> str:
    """Return the compact JSON text of a value, letters as they are."""
    return _COMPACT.encode(value)


def _require_shallow(value: object) -> None:
    level = [value] if isinstance(value, (dict, list)) else []
    for _depth in range(DEEPEST):
        if not level:
            return
        level = [
            inner
            for one in level
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, (dict, list))
        ]
    if level:
        raise _TooDeep


def _refuse_doubled(value: object, found: dict, pairs: list[tuple[str, object]]):
    # The last one to be noted has none around it that lost a member: it is in the value.
    name = next(name for name, count in Counter(name for name, _one in pairs).items() if count > 1)
    pointer = "/".join(["", *map(_escaped, [*_way_to(found, value), name])])
    message = f"A key stands twice in one object: {pointer}"
    raise UnreadableJson(message, requirement="must stand only once", pointer=pointer, rule=_ONCE)


def _way_to(wanted: object, value: object) -> list | None:
    """Return the keys and indexes that lead to an object inside a value, None when it is not there."""
    if value is wanted:
        return []
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        if (way := _way_to(wanted, one)) is not None:
            return [name, *way]
    return None


def _escaped(name: object) -> str:
    # RFC 6901, section 3.
    return str(name).replace("~", "~0").replace("/", "~1")


def _finite(text: str) -> float:
    value = float(text)
    if isinf(value):
        raise UnreadableJson(f"{text[:40]} is too large a number.", rule=_SYNTAX)
    return value


def _no_constant(name: str):
    raise UnreadableJson(f"{name} is not JSON.", rule=_SYNTAX)
