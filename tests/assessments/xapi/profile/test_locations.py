import pytest

from assessments.xapi.profile.locations import BadLocation, find

IRI = "https://example.org/x"
VALUE = {
    "a": {"b": 1, "c": [{"d": 2}, {"d": 3}, {}]},
    "list": [10, 20, 30],
    "odd": {IRI: {"e": 4}, 'it\'s | "[so]"': 5, "7": 6},
    "none": None,
    "empty": [],
}


@pytest.mark.parametrize(
    ("location", "found"),
    [
        ("$", [VALUE]),
        ("$.a.b", [1]),
        ("a.b", [1]),
        ("$.a.x", []),
        ("$.a.b.c", []),
        ("$['a']['b']", [1]),
        ('$["a"].b', [1]),
        (f"$.odd['{IRI}'].e", [4]),
        (r"""$.odd['it\'s | "[so]"']""", [5]),
        ("$.odd['7']", [6]),
        ("$.a.c[*].d", [2, 3]),
        ("$.a.*", [1, [{"d": 2}, {"d": 3}, {}]]),
        ("$.a[*]", [1, [{"d": 2}, {"d": 3}, {}]]),
        ("$.list[1]", [20]),
        ("$.list[9]", []),
        ("$.list[0, 2]", [10, 30]),
        ("$.a['b','c']", [1, [{"d": 2}, {"d": 3}, {}]]),
        ("$.list", [[10, 20, 30]]),
        ("$.list.length", []),
        ("$.none", [None]),
        ("$.empty[*]", []),
        ("$.a.b | $.a.c[*].d", [1, 2, 3]),
        ("$.a.b|$.x|$.a.b", [1, 1]),
        ("a.b | list[0]", [1, 10]),
    ],
)
def test_values_are_found_where_a_location_points(location, found):
    assert find(VALUE, location) == found


@pytest.mark.parametrize(
    "location",
    [
        "",
        " $.a",
        "$.",
        "$..b",
        "$.a[?(@.b)]",
        "$.a[(@.length-1)]",
        "$.list[0:2]",
        "$.list[-1]",
        "$.list[]",
        "$.a[b]",
        "$.a['b'",
        "$.a |",
        "| $.a",
        "$.a || $.b",
        "$.a b",
        "$a",
        "['a']",
    ],
)
def test_what_a_profile_may_not_use_is_refused(location):
    with pytest.raises(BadLocation):
        find(VALUE, location)
