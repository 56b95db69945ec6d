import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.studio.exchange.workbook import notation

IDS = st.from_regex(r"[a-zа-яۀ-ی][\w-]{0,12}", fullmatch=True)
AMOUNTS = st.one_of(st.booleans(), st.integers(-1000, 1000))
EFFECTS = st.lists(
    st.one_of(
        st.fixed_dictionaries({"value": IDS, "add": st.integers(-1000, 1000)}),
        st.fixed_dictionaries({"value": IDS, "set": AMOUNTS}),
    ),
    max_size=4,
)
CONDITIONS = st.lists(
    st.fixed_dictionaries(
        {
            "value": IDS,
            "is": st.sampled_from(["at_least", "at_most", "equals", "differs"]),
            "than": AMOUNTS,
        }
    ),
    min_size=1,
    max_size=3,
)
ROUTES = st.lists(st.fixed_dictionaries({"when": CONDITIONS, "next": IDS}), max_size=3)


@given(EFFECTS)
def test_effects_that_are_written_are_read_back(effects):
    assert notation.read_effects(notation.write_effects(effects)) == effects


@given(CONDITIONS)
def test_conditions_that_are_written_are_read_back(conditions):
    assert notation.read_conditions(notation.write_conditions(conditions)) == conditions


@given(ROUTES)
def test_routes_that_are_written_are_read_back(routes):
    assert notation.read_routes(notation.write_routes(routes)) == routes


@pytest.mark.parametrize(
    ("line", "effects"),
    [
        ("", []),
        (
            "trust -1; child_identified = yes",
            [{"value": "trust", "add": -1}, {"value": "child_identified", "set": True}],
        ),
        ("trust – 1\n\n time=3 ", [{"value": "trust", "add": -1}, {"value": "time", "set": 3}]),  # noqa: RUF001
        ("доверие +2", [{"value": "доверие", "add": 2}]),
        ("trust = NO", [{"value": "trust", "set": False}]),
    ],
)
def test_effects_may_be_written_as_people_write_them(line, effects):
    assert notation.read_effects(line) == effects


def test_a_route_may_ask_for_two_things():
    assert notation.read_routes("end-a if trust ≥ 1 AND seen <> no; end-b if trust <= -1") == [
        {
            "next": "end-a",
            "when": [
                {"value": "trust", "is": "at_least", "than": 1},
                {"value": "seen", "is": "differs", "than": False},
            ],
        },
        {"next": "end-b", "when": [{"value": "trust", "is": "at_most", "than": -1}]},
    ]


@pytest.mark.parametrize(
    ("read", "line", "part"),
    [
        (notation.read_effects, "trust -1; more trust", "more trust"),
        (notation.read_effects, "trust-1", "trust-1"),
        (notation.read_effects, "trust = perhaps", "trust = perhaps"),
        (notation.read_conditions, "trust >= 1 or seen = yes", "trust >= 1 or seen = yes"),
        (notation.read_conditions, "trust > 1", "trust > 1"),
        (notation.read_routes, "end-a", "end-a"),
        (notation.read_routes, "end-a if", "end-a if"),
    ],
)
def test_a_part_that_says_nothing_known_is_named(read, line, part):
    with pytest.raises(notation.NotationUnclear) as caught:
        read(line)
    assert caught.value.part == part
