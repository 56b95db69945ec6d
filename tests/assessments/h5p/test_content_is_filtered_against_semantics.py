"""Content is filtered against semantics: what a field does not allow is taken out and told."""

import pytest

from assessments.h5p.semantics.filtering import filtered

NOTE = [{"name": "text", "type": "text"}]
LIBRARIES = {"H5P.Note 1.0": NOTE, "H5P.Bare 1.0": None}


def only(field, value):
    """(what is kept of the value or None, what was told) for one field."""
    result = filtered({"x": value}, [{"name": "x", **field}, {"name": "y", "type": "text"}], LIBRARIES)
    return result.params.get("x"), [entry["what"] for entry in result.removed]


@pytest.mark.parametrize(
    ("field", "value", "kept", "told"),
    [
        # Numbers
        ({"type": "number"}, 5, 5, []),
        ({"type": "number"}, "5", 5, []),
        ({"type": "number"}, "1.5", 1.5, []),
        ({"type": "number"}, "", None, []),
        ({"type": "number"}, "five", None, ["wrong-type"]),
        ({"type": "number", "default": 3}, "five", 3, ["wrong-type"]),
        ({"type": "number"}, True, None, ["wrong-type"]),
        ({"type": "number"}, "NaN", None, ["wrong-type"]),
        ({"type": "number"}, "1e999999", None, ["wrong-type"]),
        ({"type": "number"}, {"a": 1}, None, ["wrong-type"]),
        ({"type": "number", "min": 1, "max": 10}, 0, 1, ["out-of-bounds"]),
        ({"type": "number", "min": "1", "max": "10"}, 11, 10, ["out-of-bounds"]),
        ({"type": "number", "min": 0, "max": 1, "step": 0.1}, 0.3, 0.3, []),
        ({"type": "number", "min": 1, "step": 2}, 4, 3, ["out-of-bounds"]),
        ({"type": "number", "step": 0}, 4, 4, []),
        ({"type": "number", "decimals": 1}, 2.345, 2.3, []),
        # Switches: the H5P core lets anything pass
        ({"type": "boolean"}, True, True, []),
        ({"type": "boolean"}, "true", True, []),
        ({"type": "boolean"}, "0", False, []),
        ({"type": "boolean"}, 1, True, []),
        ({"type": "boolean"}, 2, None, ["wrong-type"]),
        ({"type": "boolean"}, "<script>", None, ["wrong-type"]),
        ({"type": "boolean", "default": True}, {"a": "b"}, True, ["wrong-type"]),
        # Choices
        ({"type": "select", "options": [{"value": "a"}, {"value": "b"}]}, "b", "b", []),
        ({"type": "select", "options": [{"value": "a"}, {"value": "b"}]}, "c", "a", ["not-an-option"]),
        (
            {"type": "select", "options": [{"value": "a"}, {"value": "b"}], "default": "b"},
            "c",
            "b",
            ["not-an-option"],
        ),
        (
            {"type": "select", "options": [{"value": "a"}], "optional": True},
            "<b>",
            None,
            ["not-an-option"],
        ),
        ({"type": "select", "options": [{"value": "a"}], "optional": True}, "", None, []),
        ({"type": "select", "options": [{"value": 1}]}, "1", 1, []),
        ({"type": "select", "options": [{"value": "a"}]}, ["a", "b"], "a", []),
        (
            {"type": "select", "options": [{"type": "optgroup", "options": [{"value": "in"}]}]},
            "in",
            "in",
            [],
        ),
        (
            {"type": "select", "multiple": True, "options": [{"value": "a"}]},
            ["a", "z"],
            ["a"],
            ["not-an-option"],
        ),
        ({"type": "select", "options": []}, "<b>", "&lt;b&gt;", []),
        ({"type": "select", "options": []}, {"a": 1}, None, ["wrong-type"]),
        # Lists
        ({"type": "list", "field": {"type": "number"}}, [1, "2", "x"], [1, 2], ["wrong-type"]),
        ({"type": "list", "max": 1, "field": {"type": "number"}}, [1, 2], [1], ["too-many"]),
        ({"type": "list", "min": 2, "field": {"type": "number"}}, [1], [1], ["too-few"]),
        ({"type": "list", "field": {"type": "number"}}, {"a": 1}, None, ["wrong-type"]),
        ({"type": "list"}, [1], None, ["wrong-type"]),
        # Groups: one of a single field is kept flattened
        ({"type": "group", "fields": [{"name": "a", "type": "number"}]}, 4, 4, []),
        ({"type": "group", "fields": [{"name": "a", "type": "number"}]}, {"a": 4}, None, ["wrong-type"]),
        (
            {"type": "group", "fields": [{"name": "a", "type": "number"}, {"name": "b", "type": "number"}]},
            {"a": 4, "__proto__": 1},
            {"a": 4},
            ["unknown-field"],
        ),
        (
            {"type": "group", "fields": [{"name": "a", "type": "number"}, {"name": "b", "type": "number"}]},
            [],
            {},
            [],
        ),
        (
            {"type": "group", "isSubContent": True, "fields": [{"name": "a", "type": "number"}]},
            {"a": 4, "subContentId": "1f6c"},
            {"a": 4, "subContentId": "1f6c"},
            [],
        ),
        # A type nobody knows
        ({"type": "spell"}, "abracadabra", None, ["unknown-type"]),
        ({}, "abracadabra", None, ["unknown-type"]),
    ],
)
def test_each_field_keeps_what_its_type_allows(field, value, kept, told):
    assert only(field, value) == (kept, told)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ({"library": "H5P.Other 1.0", "params": {}}, ["library-not-allowed"]),
        ({"library": "H5P.Note 1.1", "params": {}}, ["library-version"]),
        ({"library": "H5P.Gone 1.0", "params": {}}, ["library-missing"]),
        ({"params": {"text": "x"}}, ["wrong-type"]),
        ("H5P.Note 1.0", ["wrong-type"]),
        ({}, []),
        ({"params": {}}, []),
    ],
)
def test_a_sub_content_the_field_does_not_name_is_taken_out(value, told):
    field = {"type": "library", "options": ["H5P.Note 1.0", {"name": "H5P.Gone 1.0"}]}

    assert only(field, value) == (None, told)


def test_a_sub_content_is_filtered_by_the_semantics_of_its_own_library():
    field = {"type": "library", "options": ["H5P.Note 1.0"], "extraAttributes": ["tone", "more"]}
    value = {
        "library": "H5P.Note 1.0",
        "params": {"text": "<b>hello</b>", "evil": 1},
        "subContentId": "any text of the package",
        "metadata": {"title": "A note", "licence": "mine"},
        "tone": "<i>",
        "more": [1, 2],
        "unknown": 1,
    }

    kept, told = only(field, value)

    assert kept == {
        "library": "H5P.Note 1.0",
        "params": {"text": "&lt;b&gt;hello&lt;/b&gt;"},
        "metadata": {"title": "A note", "license": "U"},
        "tone": "&lt;i&gt;",
    }
    assert told == ["unknown-field", "sub-content-id", "unknown-field", "unknown-field"]


def test_what_is_taken_out_is_told_with_its_place():
    semantics = [{"name": "a/b", "type": "list", "field": {"type": "library", "options": ["H5P.Note 1.0"]}}]
    part = {"library": "H5P.Note 1.0", "params": {"text": 1.5, "evil": {"deep": 1}}}

    result = filtered({"a/b": [part, part], "other": 1}, semantics, LIBRARIES)

    assert result.params["a/b"][1]["params"] == {"text": "1.5"}
    assert result.removed == [
        {"path": "/a~1b/0/params/evil", "what": "unknown-field"},
        {"path": "/a~1b/1/params/evil", "what": "unknown-field"},
        {"path": "/other", "what": "unknown-field"},
    ]
    assert result.libraries == ["H5P.Note 1.0"]


def test_so_much_taken_out_is_told_as_more():
    result = filtered({str(number): 1 for number in range(2000)}, NOTE, {})

    assert len(result.removed) == 501
    assert result.removed[-1]["what"] == "and-more"


def test_a_library_without_semantics_takes_nothing():
    field = {"type": "library", "options": ["H5P.Bare 1.0"]}

    assert only(field, {"library": "H5P.Bare 1.0", "params": {"a": 1}}) == (
        {"library": "H5P.Bare 1.0", "params": {}},
        ["unknown-field"],
    )


@pytest.mark.parametrize("params", [None, [], "text", 5, [1, 2]])
def test_content_that_is_no_object_is_nothing(params):
    assert filtered(params, NOTE, {}).params == {}


def test_filtering_what_was_filtered_changes_nothing():
    semantics = [
        {"name": "plain", "type": "text", "maxLength": 5},
        {"name": "rich", "type": "text", "tags": ["a", "table"], "font": {"color": True}},
        {"name": "picture", "type": "image"},
        {"name": "points", "type": "number", "max": 3},
    ]
    once = filtered(
        {
            "plain": "a<b & c&amp;d",
            "rich": '<p style="color:#fff;position:fixed" onclick="x()">a &amp; b<br/><script>x</script>',
            "picture": {"path": "../../content/7/images/a.png#tmp", "mime": "image/png", "evil": 1},
            "points": "9",
        },
        semantics,
        {},
    )
    twice = filtered(once.params, semantics, {})

    assert once.removed != []
    assert (twice.params, twice.removed) == (once.params, [])
