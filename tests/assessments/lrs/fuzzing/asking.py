"""Requests to every resource: nearly right ones, each with a few things that are not."""

import json
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import quote

from hypothesis import strategies as st

from tests.assessments.lrs.fuzzing.mutating import mangled, mutated, written
from tests.assessments.lrs.fuzzing.signing import unsigned_jws
from tests.assessments.lrs.fuzzing.statements import activities, actors, agents, statements
from tests.assessments.lrs.fuzzing.values import (
    BAD_IRIS,
    BAD_MOMENTS,
    BAD_UUIDS,
    IRIS,
    MOMENTS,
    ODD_VERSIONS,
    TEXTS,
    UUIDS,
    VERSIONS,
    values,
)
from tests.assessments.lrs.fuzzing.wire import JSON, Sent, multipart

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/mixed; boundary=b"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
ETAGS = (
    '"' + "a" * 40 + '"',
    "*",
    f'"{sha256(b"").hexdigest()[:40]}"',
    "a",
    '""',
    'W/"a", "b"',
    '"',
    ",",
    "",
)
CURSORS = (
    "0.0",
    "1790000000000000.1",
    f"{'9' * 18}.{'9' * 18}",
    f"253402300799999999.{2**62}",
    "1.x",
    "",
    "-1.1",
    "1.1.1",
)
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


@dataclass
class Draft:
    """A request that is still changed."""

    method: str
    path: str
    version: str
    parameters: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


@st.composite
def requests(draw, authorizations):
    """A request; `authorizations` are the headers that may stand in it."""
    version = draw(st.sampled_from(VERSIONS))
    draft = draw(st.sampled_from(_KINDS))(draw, version)
    draft.headers |= {
        "Authorization": draw(st.sampled_from(authorizations)),
        "X-Experience-API-Version": version,
    }
    for _number in range(draw(st.sampled_from([0, 0, 0, 1, 1, 2]))):
        draw(st.sampled_from(_CHANGES))(draw, draft)
    return draw(st.sampled_from([_plain] * 5 + [_alternate]))(draw, draft)


# What is asked


def _statement_body(draw, version):
    made = draw(statements(version))
    return draw(mutated(made)) if _rarely(draw) else made


def _rarely(draw):
    return draw(st.integers(0, 4)) == 4


def _put_statement(draw, version):
    made = _statement_body(draw, version)
    told = made.get("id") if isinstance(made, dict) and isinstance(made.get("id"), str) else None
    draft = Draft("PUT", "/xapi/statements", version, [("statementId", told or draw(st.sampled_from(UUIDS)))])
    return _with_json(draw, draft, made)


def _post_statements(draw, version):
    many = draw(st.integers(0, 3))
    made = (
        [_statement_body(draw, version) for _number in range(many)]
        if many
        else _statement_body(draw, version)
    )
    return _with_json(draw, Draft("POST", "/xapi/statements", version), made)


def _with_json(draw, draft, value):
    draft.headers["Content-Type"] = JSON
    draft.body = draw(written(value))
    return draft


def _post_multipart(draw, version):
    contents = draw(
        st.lists(st.sampled_from([b"", b"\r\n--b\r\n", b"\x00\xff" * 50, b"text"]), max_size=2, unique=True)
    )
    made = draw(statements(version, contents=contents))
    parts = [({"Content-Type": draw(st.sampled_from([JSON, JSON, "text/plain"]))}, draw(written(made)))]
    parts += [_part(draw, one) for one in contents]
    if _rarely(draw):
        parts = draw(
            st.sampled_from(
                [parts[::-1], parts + parts[-1:], parts[:1], parts + [_part(draw, b"surplus")], []]
            )
        )
    draft = Draft("POST", "/xapi/statements", version, headers={"Content-Type": MULTIPART})
    draft.body = multipart(parts)
    return draft


def _part(draw, content, content_type="text/plain"):
    headers = {
        "Content-Type": content_type,
        "Content-Transfer-Encoding": draw(st.sampled_from(["binary", "binary", "BINARY", "base64"])),
        "X-Experience-API-Hash": sha256(content).hexdigest(),
    }
    if draw(st.integers(0, 4)) == 0:
        name = draw(st.sampled_from(sorted(headers)))
        headers[name] = draw(st.sampled_from(["", "x", "\x00", "é", "a" * 500]))
    return headers, content


def _post_signed(draw, version):
    made = draw(statements(version))
    payload = draw(st.sampled_from([made, draw(mutated(made)), draw(values())]))
    header = draw(
        st.sampled_from([None, {"alg": "none"}, {"alg": "RS512", "x5c": ["AA=="]}, {"alg": []}, [], "RS256"])
    )
    signature = unsigned_jws(payload, header)
    signature = draw(mangled(signature)) if draw(st.booleans()) else signature
    told = {
        "usageType": SIGNATURE,
        "display": {},
        "contentType": "application/octet-stream",
        "length": len(signature),
        "sha2": sha256(signature).hexdigest(),
    }
    made = made | {"attachments": [told]}
    parts = [
        ({"Content-Type": JSON}, draw(written(made))),
        _part(draw, signature, "application/octet-stream"),
    ]
    draft = Draft("POST", "/xapi/statements", version, headers={"Content-Type": MULTIPART})
    draft.body = multipart(parts)
    return draft


def _pairs(draw, **choices):
    names = draw(st.lists(st.sampled_from(sorted(choices)), max_size=4, unique=True))
    return [(name, draw(choices[name])) for name in names]


def _agent_texts():
    return actors.map(json.dumps)


def _get_statements(draw, version):
    moments, uuids, truths = (
        st.sampled_from(MOMENTS),
        st.sampled_from(UUIDS),
        st.sampled_from(["true", "false"]),
    )
    found = _pairs(
        draw,
        agent=_agent_texts(),
        verb=st.sampled_from(IRIS),
        activity=st.sampled_from(IRIS),
        registration=uuids,
        related_agents=truths,
        related_activities=truths,
        since=moments,
        until=moments,
        limit=st.sampled_from(["0", "1", "2", "501", "999999999999999999"]),
        format=st.sampled_from(["ids", "exact", "canonical"]),
        attachments=truths,
        ascending=truths,
        cursor=st.sampled_from(CURSORS),
    )
    return Draft("GET", "/xapi/statements", version, found, {"Accept-Language": "ru, en;q=0.5"})


def _get_statement(draw, version):
    name = draw(st.sampled_from(["statementId", "voidedStatementId"]))
    found = [(name, draw(st.sampled_from(UUIDS)))]
    found += _pairs(
        draw,
        format=st.sampled_from(["ids", "exact", "canonical"]),
        attachments=st.sampled_from(["true", "false"]),
    )
    return Draft("GET", "/xapi/statements", version, found)


def _document(path, name, *places):
    def ask(draw, version):
        readers = {
            "activityId": st.sampled_from(IRIS),
            "agent": agents().map(json.dumps),
            "registration": st.sampled_from(UUIDS),
        }
        found = [
            (place, draw(readers[place]))
            for place in places
            if place != "registration" or draw(st.booleans())
        ]
        found += _pairs(draw, since=st.sampled_from(MOMENTS)) if _rarely(draw) else []
        found += (
            [(name, draw(st.sampled_from(["a", "ж" * 900, " ", "%00", "a/b?c"])))]
            if not _rarely(draw)
            else []
        )
        draft = Draft(draw(st.sampled_from(["PUT", "POST", "GET", "DELETE"])), path, version, found)
        kinds = [JSON, "application/json; charset=utf-8", "text/plain", "", "a/b; c=" + "d" * 250]
        draft.headers["Content-Type"] = draw(st.sampled_from(kinds))
        draft.body = draw(written(draw(values()))) if draw(st.booleans()) else b'{"a": 1}'
        if draw(st.booleans()):
            draft.headers[draw(st.sampled_from(["If-Match", "If-None-Match"]))] = draw(st.sampled_from(ETAGS))
        return draft

    return ask


def _get_agent(draw, version):
    return Draft("GET", "/xapi/agents", version, [("agent", draw(_agent_texts()))])


def _get_activity(draw, version):
    return Draft("GET", "/xapi/activities", version, [("activityId", draw(activities)["id"])])


def _get_about(_draw, version):
    return Draft("GET", "/xapi/about", version)


_KINDS = (
    _put_statement,
    _post_statements,
    _post_statements,
    _post_multipart,
    _post_signed,
    _get_statements,
    _get_statement,
    _document("/xapi/activities/state", "stateId", "activityId", "agent", "registration"),
    _document("/xapi/activities/profile", "profileId", "activityId"),
    _document("/xapi/agents/profile", "profileId", "agent"),
    _get_agent,
    _get_activity,
    _get_about,
)

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
    if _rarely(draw) and _rarely(draw):
        broken = (
            query + b"&%ff=%",
            query.replace(b"%", b"%2", 1),
            b"&&=&" + query,
            query + b"\xff",
            b"a=" * 3,
        )
        query = draw(st.sampled_from(broken))
    if _rarely(draw) and _rarely(draw):
        length = draw(st.sampled_from(["", "0", "x", str(len(draft.body) + 1), "9" * 400]))
    # A server gives no more than it was told of.
    body = b"" if length == "0" else draft.body
    return Sent(draft.method, draft.path, query, draft.headers, body, length)


def _alternate(draw, draft):
    inner = {name: value for name, value in draft.headers.items() if name != "X-Experience-API-Hash"}
    fields = [*draft.parameters, *inner.items(), ("content", draft.body.decode("utf-8", "replace"))]
    if _rarely(draw):
        fields = draw(
            st.sampled_from([fields[:-1], fields * 2, fields + [("method", "GET")], [("content", "")]])
        )
    body = _quoted(fields)
    return Sent("POST", draft.path, b"method=" + draft.method.encode(), {"Content-Type": FORM}, body)
