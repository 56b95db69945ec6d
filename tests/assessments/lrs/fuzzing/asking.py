"""Requests to every resource that are right, or nearly so. What makes them worse is in spoiling."""

import json
from dataclasses import dataclass, field
from hashlib import sha256

from hypothesis import strategies as st

from tests.assessments.lrs.fuzzing.mutating import mangled, mutated, written
from tests.assessments.lrs.fuzzing.signing import unsigned_jws
from tests.assessments.lrs.fuzzing.statements import activities, actors, agents, statements
from tests.assessments.lrs.fuzzing.values import IRIS, MOMENTS, UUIDS, values
from tests.assessments.lrs.fuzzing.wire import JSON, multipart

FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/mixed; boundary=b"
SIGNATURE = "http://adlnet.gov/expapi/attachments/signature"
ETAGS = (
    '"' + "a" * 40 + '"',
    "*",
    '"da39a3ee5e6b4b0d3255bfef95601890afd80709"',
    "a",
    'W/"a", "b"',
    '"',
    ",",
    "",
)
CURSORS = (
    "0.0",
    "1790000000000000.1",
    "9" * 18 + ".9",
    f"253402300799999999.{2**62}",
    "1.x",
    "",
    "-1.1",
    "1.1.1",
)


@dataclass
class Draft:
    """A request that is still changed."""

    method: str
    path: str
    version: str
    parameters: list[tuple[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def _statement_body(draw, version):
    made = draw(statements(version))
    return draw(mutated(made)) if rarely(draw) else made


def rarely(draw):
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
    if rarely(draw):
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
        found += _pairs(draw, since=st.sampled_from(MOMENTS)) if rarely(draw) else []
        found += (
            [(name, draw(st.sampled_from(["a", "ж" * 900, " ", "%00", "a/b?c"])))] if not rarely(draw) else []
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


KINDS = (
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
