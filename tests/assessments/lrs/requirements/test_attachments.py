"""What a statement says of its attachments: part 2, 2.4.11; 2.0: 4.2.2.6."""

import pytest

from tests.factories.requirements import (
    REFUSAL,
    assert_accepted,
    assert_refused,
    case,
    in_both_versions,
    refused,
)

A = "attachments/0"


@in_both_versions
@pytest.mark.parametrize(
    REFUSAL,
    [
        refused("XAPI-00025 object", "attachments", {}),
        refused("XAPI-00025 text", "attachments", "https://example.org/file"),
        refused("XAPI-00025 text in the list", A, "https://example.org/file"),
        refused("XAPI-00025 list in the list", A, []),
        refused("XAPI-00102 IEEE-4.2.2.6 none", f"{A}/length", ..., rule="XAPI-00102"),
        refused("XAPI-00102 text", f"{A}/length", "3"),
        refused("XAPI-00102 fraction", f"{A}/length", 1.5),
        refused("XAPI-00102 true", f"{A}/length", True),
        refused("XAPI-00103 none", f"{A}/sha2", ...),
        refused("XAPI-00103 no digest", f"{A}/sha2", "x"),
        refused("XAPI-00103 too short", f"{A}/sha2", "a" * 55),
        refused("XAPI-00103 too long", f"{A}/sha2", "a" * 129),
        refused("XAPI-00103 number", f"{A}/sha2", 7),
        refused("XAPI-00104 path", f"{A}/fileUrl", "/file"),
        refused("XAPI-00104 space", f"{A}/fileUrl", "https://example.org/a file"),
        refused("XAPI-00104 number", f"{A}/fileUrl", 7),
        refused("XAPI-00105 none", f"{A}/contentType", ...),
        refused("XAPI-00105 no subtype", f"{A}/contentType", "text"),
        refused("XAPI-00105 no type", f"{A}/contentType", "/plain"),
        refused("XAPI-00105 two subtypes", f"{A}/contentType", "text/plain/x"),
        refused("XAPI-00105 line break", f"{A}/contentType", "text/plain\r\nX: y"),
        refused("XAPI-00105 number", f"{A}/contentType", 7),
        refused("XAPI-00106 none", f"{A}/display", ...),
        refused("XAPI-00106 text", f"{A}/display", "A file"),
        refused("XAPI-00106 number for words", f"{A}/display/en", 1),
        refused("XAPI-00107 none", f"{A}/usageType", ...),
        refused("XAPI-00107 no IRI", f"{A}/usageType", "usage"),
        refused("XAPI-00107 number", f"{A}/usageType", 7),
    ],
)
def test_an_attachment_says_what_it_is(path, value, pointer, rule, version):
    assert_refused(path, value, pointer, rule, version)


@in_both_versions
@pytest.mark.parametrize(
    ("path", "value"),
    [
        case("XAPI-00025 none", "attachments", []),
        case("XAPI-00103 SHA-224", f"{A}/sha2", "a" * 56),
        case("XAPI-00103 SHA-384", f"{A}/sha2", "A" * 96),
        case("XAPI-00103 SHA-512", f"{A}/sha2", "0f" * 64),
        case("XAPI-00104 none", f"{A}/fileUrl", ...),
        case("XAPI-00105 with a parameter", f"{A}/contentType", 'text/html; charset="utf-8"; level=1'),
        case("XAPI-00105 vendor's", f"{A}/contentType", "application/vnd.example+json"),
        case("XAPI-00106 many languages", f"{A}/display", {"ru": "Файл", "fa-AF": "پرونده"}),
        case("XAPI-00121 no description", f"{A}/description", ...),
        case("XAPI-00102 nothing in it", f"{A}/length", 0),
    ],
)
def test_other_attachments_are_taken(path, value, version):
    assert_accepted(path, value, version)
