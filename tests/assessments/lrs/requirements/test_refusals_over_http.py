"""One fault of each kind, sent: the answer tells pointer, requirement and rule, and nothing is stored."""

import pytest

from tests.factories.requirements import REFUSAL, refused
from tests.factories.whole_statement import as_sub_statement, replaced, whole

FAULTS = [
    refused("XAPI-00001 null", "verb/display", None),
    refused("XAPI-00008 key in another case", "result/score/Raw", 5),
    refused("XAPI-00010 unknown key", "object/definition/colour", "red"),
    refused("XAPI-00022 timestamp", "timestamp", 7),
    refused("XAPI-00024 authority", "authority", "panah"),
    refused("XAPI-00025 attachments", "attachments", {}),
    refused("XAPI-00027 id", "id", "x"),
    refused("XAPI-00034 actor with two identifiers", "context/instructor/openid", "https://example.org/me",
            "/context/instructor"),
    refused("XAPI-00038 mbox", "actor/member/0/mbox", "a@example.org"),
    refused("XAPI-00044 verb", "verb/id", "https://example.org/a b"),
    refused("XAPI-00047 object", "object/id", "q"),
    refused("XAPI-00083 score", "result/score/scaled", 2),
    refused("XAPI-00091 context", "context/language", "fa_AF"),
    refused("XAPI-00093 context activities", "context/contextActivities/uncle", []),
    refused("XAPI-00101 version", "version", "0.9"),
    refused("XAPI-00103 attachment", "attachments/0/sha2", "x"),
    refused("XAPI-00118 extension", "result/extensions", {"a b": 1}, "/result/extensions/a b"),
    refused("XAPI-00123 moment", "timestamp", "2026-03-02"),
    refused("XAPI-00124 duration", "result/duration", "1 hour"),
]  # fmt: skip


def problems_of(response):
    assert response.status_code == 400, response.content
    assert response["Content-Type"] == "application/json"
    for one in response.json()["problems"]:
        assert one.keys() == {"pointer", "requirement", "rule"}
        assert f"{one['pointer']} {one['requirement']}" in response.json()["message"]
    return [(one["pointer"], one["rule"]) for one in response.json()["problems"]]


@pytest.mark.parametrize(REFUSAL, FAULTS)
@pytest.mark.requirement("XAPI-00182", "XAPI-00006", "XAPI-00007")
def test_what_is_refused_is_told_and_not_stored(client, path, value, pointer, rule, kept):
    before = kept()
    spoilt = replaced(replaced(whole(client.version), "attachments/0/fileUrl", "a:b"), path, value)
    assert problems_of(client.post(spoilt)) == [(pointer, rule)]
    if path != "id":
        assert problems_of(client.put(spoilt)) == [(pointer, rule)]
    batch = [replaced(whole(client.version), "id", ...), spoilt]
    assert problems_of(client.post(batch)) == [(f"/1{pointer}", rule)]
    if path not in ("id", "authority", "version"):
        around = replaced(whole(client.version), "context", ...) | {"object": as_sub_statement(spoilt)}
        assert problems_of(client.post(around)) == [(f"/object{pointer}", rule)]
    assert kept() == before
