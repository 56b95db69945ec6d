"""A request that was nearly right becomes one that is not, and is put into bytes."""

from urllib.parse import quote

from hypothesis import strategies as st

from tests.assessments.lrs.fuzzing.asking import CURSORS, FORM, KINDS, rarely
from tests.assessments.lrs.fuzzing.mutating import mangled
from tests.assessments.lrs.fuzzing.values import (
    BAD_IRIS,
    BAD_MOMENTS,
    BAD_UUIDS,
    ODD_VERSIONS,
    TEXTS,
    VERSIONS,
)
from tests.assessments.lrs.fuzzing.wire import Sent

# What a server lets through in a header: no control characters but the tab.
HEADER_VALUES = (
    "", "\t", "a" * 4000, "\xff\xfe", ",", "*", '"', "1.0.3", "Basic", "Basic =", "Basic AAA", "en;q=x, *;q=0.0001",
    "application/json; charset=latin-1", "application/json; charset=rot13", "application/json;;;=",
    "text/html; charset*=x'y'z", "multipart/mixed", 'multipart/mixed; boundary=""', "gzip, br", "chunked", "/",
    "multipart/mixed; boundary=" + "b" * 71, "multipart/mixed; boundary=\xe9", "multipart/form-data; boundary=b",
    FORM, "a/b",
)  # fmt: skip
HEADER_NAMES = (
    "Authorization", "X-Experience-API-Version", "Content-Type", "If-Match", "If-None-Match", "Accept-Language",
    "Accept-Encoding", "Accept", "Cookie", "Origin", "Content-Transfer-Encoding", "X-Experience-API-Hash",
    "Content-Encoding", "Transfer-Encoding",
)  # fmt: skip
METHODS = ("GET", "HEAD", "PUT", "POST", "DELETE", "OPTIONS", "PATCH", "TRACE", "get")


@st.composite
def requests(draw, authorizations):
    """A request; `authorizations` are the headers that may stand in it."""
    version = draw(st.sampled_from(VERSIONS))
    draft = draw(st.sampled_from(KINDS))(draw, version)
    draft.headers |= {
        "Authorization": draw(st.sampled_from(authorizations)),
        "X-Experience-API-Version": version,
    }
    for _number in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        draw(st.sampled_from(_CHANGES))(draw, draft)
    return draw(st.sampled_from([_plain] * 5 + [_alternate]))(draw, draft)


# What is not right


def _other_method(draw, draft):
    draft.method = draw(st.sampled_from(METHODS))


def _other_header(draw, draft):
    name = draw(st.sampled_from(HEADER_NAMES))
    if name in draft.headers and draw(st.booleans()):
        del draft.headers[name]
    else:
        draft.headers[name] = draw(st.sampled_from(HEADER_VALUES))


def _other_version(draw, draft):
    draft.headers["X-Experience-API-Version"] = draw(st.sampled_from([*VERSIONS, *ODD_VERSIONS]))


def _other_parameter(draw, draft):
    odd = st.sampled_from(
        [*BAD_IRIS, *BAD_MOMENTS, *BAD_UUIDS, *TEXTS, *CURSORS, "{}", "[]", "null", '{"mbox":"mailto:a@b"']
    )
    if not draft.parameters or draw(st.integers(0, 3)) == 0:
        name = draw(
            st.sampled_from(
                ["x", "agent", "since", "method", "cursor", "limit", "statementId", "", "\x00", "ж"]
            )
        )
        draft.parameters.append((name, draw(odd)))
        return
    place = draw(st.integers(0, len(draft.parameters) - 1))
    name, value = draft.parameters[place]
    others = [(name, draw(odd)), (name.upper(), value), (name, value * 2), (name, draw(st.text(max_size=5)))]
    draft.parameters[place : place + 1] = draw(
        st.sampled_from([[], [(name, value)] * 2, *([one] for one in others)])
    )


def _other_body(draw, draft):
    draft.body = draw(mangled(draft.body))


_CHANGES = (
    _other_method,
    _other_header,
    _other_version,
    _other_parameter,
    _other_parameter,
    _other_body,
    _other_body,
)

# How it is sent


def _quoted(pairs):
    return "&".join(f"{_escaped(name)}={_escaped(value)}" for name, value in pairs).encode()


def _escaped(text):
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def _plain(draw, draft):
    query, length = _quoted(draft.parameters), None
    if rarely(draw) and rarely(draw):
        broken = (
            query + b"&%ff=%",
            query.replace(b"%", b"%2", 1),
            b"&&=&" + query,
            query + b"\xff",
            b"a=" * 3,
        )
        query = draw(st.sampled_from(broken))
    if rarely(draw) and rarely(draw):
        length = draw(st.sampled_from(["", "0", "x", str(len(draft.body) + 1), "9" * 400]))
    # A server gives no more than it was told of.
    body = b"" if length == "0" else draft.body
    return Sent(draft.method, draft.path, query, draft.headers, body, length)


def _alternate(draw, draft):
    inner = {name: value for name, value in draft.headers.items() if name != "X-Experience-API-Hash"}
    fields = [*draft.parameters, *inner.items(), ("content", draft.body.decode("utf-8", "replace"))]
    if rarely(draw):
        fields = draw(
            st.sampled_from([fields[:-1], fields * 2, fields + [("method", "GET")], [("content", "")]])
        )
    body = _quoted(fields)
    return Sent("POST", draft.path, b"method=" + draft.method.encode(), {"Content-Type": FORM}, body)
