"""One thing in a JSON value or in a text becomes another."""

import json
import re
from copy import deepcopy

from hypothesis import strategies as st

from tests.assessments.lrs.fuzzing.values import hostile_values

# In the place of a token: what is no JSON, or JSON of no one meaning, or not of any that is meant.
TOKENS = (
    b"NaN", b"-Infinity", b"1e999", b"-1e999", b"01", b"1.", b"+1", b"0x1", b"9" * 5000, b"1E400", b"-0",
    b'"\\ud800"', b'"\xff"', b'"\xed\xa0\x80"', b'"\x00"', b'"\n"', b"'a'", b"", b",", b"{", b"]", b"null,null",
    b'1,"id":1,"id":2', b'"\\u0000"', b"[" * 200 + b"]" * 200, b"[" * 20_000, b'{"a":' * 5000, b"/* */1",
    b'"a":1', b"undefined", b"tru", b'"\\x"', b'"\\u12"', b"1e-999", b"123456789012345678901234567890.5e-10",
)  # fmt: skip
_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|[{}\[\],:]', re.DOTALL)


@st.composite
def mutated(draw, value):
    """Return a copy of a JSON value in which one thing is another."""
    value = deepcopy(value)
    way = draw(st.sampled_from(list(_ways(value))))
    if not way:
        return draw(hostile_values)
    *above, name = way
    holder = value
    for one in above:
        holder = holder[one]
    _change(draw, holder, name)
    return value


def _change(draw, holder, name):
    change = draw(st.sampled_from(_CHANGES[type(holder)]))
    change(draw, holder, name)


def _drop(_draw, holder, name):
    del holder[name]


def _swap(draw, holder, name):
    holder[name] = draw(hostile_values)


def _wrap(draw, holder, name):
    holder[name] = draw(st.sampled_from([[holder[name]], {"a": holder[name]}, [holder[name]] * 2]))


def _rename(draw, holder, name):
    holder[draw(st.sampled_from([name.upper(), name + " ", "objectType", "id", "member", "", "\x00"]))] = (
        holder.pop(name)
    )


def _add(draw, holder, _name):
    holder[draw(st.sampled_from(["id", "mbox", "openid", "definition", "extensions", "x", "\ud800"]))] = draw(
        hostile_values
    )


def _deepen(_draw, holder, name):
    for _level in range(120):
        holder[name] = [holder[name]]


def _double(_draw, holder, name):
    holder.insert(name, deepcopy(holder[name]))


_CHANGES = {dict: (_drop, _swap, _swap, _wrap, _rename, _add, _deepen), list: (_drop, _swap, _wrap, _double)}


def _ways(value):
    """Yield the way to every part of a value, () for the whole."""
    yield ()
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, one in inner:
        for way in _ways(one):
            yield (name, *way)


@st.composite
def written(draw, value):
    """Return a JSON text of a value, which may hold half letters: told by escapes, or as bytes that are no UTF-8."""
    is_ascii = draw(st.booleans())
    indent = draw(st.sampled_from([None, 1]))
    return json.dumps(value, ensure_ascii=is_ascii, indent=indent).encode("utf-8", "surrogatepass")


@st.composite
def mangled(draw, body):
    """Return bytes in which a token, or what stands anywhere, is another."""
    found = [one.span() for one in _TOKEN.finditer(body)]
    if found and draw(st.booleans()):
        start, end = draw(st.sampled_from(found))
        return body[:start] + draw(st.sampled_from(TOKENS)) + body[end:]
    start = draw(st.integers(0, len(body)))
    change = draw(
        st.sampled_from([b"", b"\x00", b"\xff", b"\r\n", b"\r\n--b\r\n", b"--b--", b"\xef\xbb\xbf", b" "])
    )
    return draw(
        st.sampled_from(
            [body[:start] + change + body[start:], body[:start] + change, change + body[start + 1 :]]
        )
    )
