"""Content that would stop for want of a part is refused before it is stored; what its players cope with is not."""

import pytest

from assessments.h5p.models import H5PVersion
from assessments.h5p.semantics.filtering import filtered
from assessments.uploads.models import Upload
from tests.factories.h5p import installer
from tests.factories.h5p_packages import CHOICE, NOTE, SERIES, note, series, sub_content, to_json
from tests.factories.h5p_uploads import codes, send_package, store_package

NOTES = "H5P.PanahNote 1.0"
PART = {"name": "part", "type": "library", "options": [NOTES]}
TEXT = {"name": "text", "type": "text"}
LIBRARIES = {NOTES: [{"name": "text", "type": "text"}], "H5P.PanahChoice 1.0": []}
GOOD = {"library": NOTES, "params": {"text": "a"}}
BAD = {"library": "H5P.PanahChoice 1.0", "params": {}}


def unfilled(params, semantics, main="H5P.Box 1.3", libraries=LIBRARIES):
    found = filtered(params, semantics, libraries, main).unfilled
    return [(each.place, each.container, each.library) for each in found]


@pytest.mark.parametrize(
    ("value", "library"),
    [
        (BAD, "H5P.PanahChoice 1.0"),
        ({"library": "H5P.PanahNote 1.1", "params": {}}, "H5P.PanahNote 1.1"),
        ({"library": "H5P.Gone 1.0", "params": {}}, "H5P.Gone 1.0"),
        ({}, ""),
        ({"params": {}}, ""),
        (None, ""),
        ("H5P.PanahNote 1.0", ""),
    ],
)
def test_a_part_that_has_to_be_there_and_is_not_is_told_with_its_place(value, library):
    box = {"name": "box", "type": "group", "fields": [PART, TEXT]}
    assert unfilled({"box": {"part": value}}, [box, TEXT]) == [("/box/part", "H5P.Box 1.3", library)]
    # It need not be there where its field is optional.
    optional = {**box, "fields": [{**PART, "optional": True}, TEXT]}
    assert unfilled({"box": {"part": value}}, [optional, TEXT]) == []


def test_a_part_that_has_no_place_in_the_content_is_told():
    assert unfilled({"text": "a"}, [PART, TEXT]) == [("/part", "H5P.Box 1.3", "")]


def test_it_is_told_of_the_part_that_asks_for_it():
    outer = {"name": "outer", "type": "library", "options": ["H5P.Frame 2.0"]}
    libraries = {**LIBRARIES, "H5P.Frame 2.0": [PART, TEXT]}
    params = {"outer": {"library": "H5P.Frame 2.0", "params": {"part": BAD}}, "part": {}}
    assert unfilled(params, [outer, PART], libraries=libraries) == [
        ("/outer/params/part", "H5P.Frame 2.0", "H5P.PanahChoice 1.0"),
        ("/part", "H5P.Box 1.3", ""),
    ]


def test_what_the_editor_shows_at_times_may_be_empty_and_not_be_left_out():
    at_times = {"widget": "showWhen", "showWhen": {"rules": [{"field": "text", "equals": "a"}]}}
    assert unfilled({"text": "b"}, [{**PART, **at_times}, TEXT]) == []
    box = {"name": "box", "type": "group", "fields": [PART, TEXT], **at_times}
    assert unfilled({"box": {"part": {}}}, [box, TEXT]) == []
    assert unfilled({"box": {"part": BAD}}, [box, TEXT]) == [
        ("/box/part", "H5P.Box 1.3", "H5P.PanahChoice 1.0")
    ]


def test_a_player_that_looks_first_goes_on_where_nothing_was_chosen():
    item = {"type": "group", "name": "content", "fields": [{**PART, "name": "content"}, TEXT]}
    column = [{"name": "content", "type": "list", "field": item}, TEXT]
    params = {"content": [{"text": "a"}, {"content": BAD, "text": "b"}]}
    assert unfilled(params, column, "H5P.Column 1.18") == [
        ("/content/1/content", "H5P.Column 1.18", "H5P.PanahChoice 1.0")
    ]
    assert len(unfilled(params, column)) == 2


@pytest.mark.parametrize("item", [PART, {"name": "box", "type": "group", "fields": [PART]}])
@pytest.mark.parametrize(
    ("parts", "least", "expected"),
    [
        ([GOOD, BAD], None, []),
        ([GOOD, BAD], 1, []),
        ([BAD, GOOD], 2, [("/parts", "H5P.Box 1.3", "H5P.PanahChoice 1.0")]),
        ([BAD, BAD], None, [("/parts", "H5P.Box 1.3", "H5P.PanahChoice 1.0")]),
        # Fewer than there should be, but as their author left them.
        ([GOOD], 2, []),
        ([], 1, []),
    ],
)
def test_a_list_goes_on_without_one_of_its_parts_but_not_without_any(item, parts, least, expected):
    field = {"name": "parts", "type": "list", "field": item, **({"min": least} if least else {})}
    assert unfilled({"parts": parts}, [field, TEXT]) == expected


def test_a_column_that_loses_all_its_parts_is_shown_empty():
    column = [{"name": "content", "type": "list", "min": 1, "field": {**PART, "name": "content"}}, TEXT]
    assert unfilled({"content": [BAD]}, column, "H5P.RowColumn 1.0") == []
    assert len(unfilled({"content": [BAD]}, column)) == 1


@pytest.mark.django_db
def test_content_that_would_stop_for_want_of_a_part_is_not_stored():
    steps = {
        "name": "steps",
        "type": "list",
        "field": {"name": "step", "type": "group", "fields": [PART, {"name": "next", "type": "number"}]},
    }
    params = {
        "steps": [
            {"part": sub_content(NOTE, note(), "a1"), "next": 1},
            {"part": sub_content(CHOICE, {}, "a2"), "next": 2},
            {"part": {}, "next": -1},
        ]
    }

    upload = send_package(
        by=installer(), params=params, changes={f"{SERIES}/semantics.json": to_json([steps, TEXT])}
    )

    assert upload.state == Upload.State.REFUSED
    told = [
        (found["code"], found["path"], found["detail"])
        for found in upload.findings
        if found["level"] == "error"
    ]
    assert told == [
        (
            "part-not-taken",
            "/steps/1/part",
            {"container": "H5P.PanahSeries 1.0", "library": "H5P.PanahChoice 1.0"},
        ),
        ("part-not-chosen", "/steps/2/part", {"container": "H5P.PanahSeries 1.0", "library": ""}),
    ]
    assert "part-left-out" not in codes(upload)
    assert not H5PVersion.objects.exists()


@pytest.mark.django_db
def test_a_series_that_loses_all_its_parts_is_not_stored_and_one_that_keeps_some_is():
    none = series(parts=[sub_content(SERIES, series(), "a1")])
    some = series(parts=[sub_content(SERIES, series(), "a1"), sub_content(NOTE, note(), "a2")])
    sender = installer()

    upload = send_package(by=sender, params=none)

    assert upload.state == Upload.State.REFUSED
    assert codes(upload, "error") == ["part-not-taken"]
    assert store_package(by=sender, params=some).state == Upload.State.STORED
