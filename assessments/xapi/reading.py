"""JSON text -> statement, strictly: what two readers could understand in two ways is refused."""

import json

# Far more than any statement needs, far less than the interpreter's stack.
DEEPEST = 100


class UnreadableJson(ValueError):
    """The text is not JSON, or not JSON with one meaning (doubled keys, NaN, lone surrogates)."""


def read_json(text: bytes | str) -> object:
    """Return the value of a JSON text in UTF-8. Raises UnreadableJson."""
    try:
        value = text.decode("utf-8") if isinstance(text, bytes) else text
        value = json.loads(value, object_pairs_hook=_distinct, parse_constant=_no_constant)
        _require_shallow(value)
        write_json(value).encode("utf-8")
    except RecursionError as error:
        raise UnreadableJson("The JSON is nested too deeply.") from error
    except ValueError as error:
        raise UnreadableJson(str(error)) from error
    return value


def write_json(value: object) -> str:
    """Return the compact JSON text of a value, letters as they are."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _require_shallow(value: object) -> None:
    level = [value]
    for _depth in range(DEEPEST):
        if not level:
            return
        inner = []
        for one in level:
            if isinstance(one, dict):
                inner.extend(one.values())
            elif isinstance(one, list):
                inner.extend(one)
        level = inner
    if level:
        raise ValueError("The JSON is nested too deeply.")


def _distinct(pairs: list[tuple[str, object]]) -> dict:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("A key stands twice in one object.")
    return found


def _no_constant(name: str):
    raise ValueError(f"{name} is not JSON.")
