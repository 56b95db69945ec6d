import pytest

from assessments.xapi.profile.patterns import Match, Patterns

SUCCESS, PARTIAL, FAILURE = Match.SUCCESS, Match.PARTIAL, Match.FAILURE


def patterns(**by_name):
    """Patterns by name, the one called "all" primary; what is none of them is a template."""
    return Patterns.of([{"id": name, "primary": name == "all"} | way for name, way in by_name.items()])


ORDER = patterns(all={"sequence": ["a", "middle", "end"]}, middle={"zeroOrMore": "b"}, end={"optional": "c"})
PAIRS = patterns(all={"oneOrMore": "pair"}, pair={"sequence": ["a", "b"]})
EITHER = patterns(
    all={"alternates": ["short", "long"]}, short={"sequence": ["a"]}, long={"sequence": ["a", "b"]}
)
GREEDY = patterns(all={"sequence": ["some", "a"]}, some={"zeroOrMore": "a"})


@pytest.mark.parametrize(
    ("made", "told", "match"),
    [
        (ORDER, "", PARTIAL),
        (ORDER, "a", SUCCESS),
        (ORDER, "abbb", SUCCESS),
        (ORDER, "ac", SUCCESS),
        (ORDER, "abbc", SUCCESS),
        (ORDER, "b", FAILURE),
        (ORDER, "acb", FAILURE),
        (ORDER, "abcc", FAILURE),
        (PAIRS, "a", PARTIAL),
        (PAIRS, "ab", SUCCESS),
        (PAIRS, "aba", PARTIAL),
        (PAIRS, "abab", SUCCESS),
        (PAIRS, "abb", FAILURE),
        (EITHER, "a", SUCCESS),
        (EITHER, "ab", SUCCESS),
        (EITHER, "b", FAILURE),
        (EITHER, "abb", FAILURE),
        # Greedy, and never back: the last one is taken by the pattern before it.
        (GREEDY, "aa", PARTIAL),
    ],
)
def test_statements_follow_begin_or_break_a_pattern(made, told, match):
    assert made.follows([[template] for template in told]) is match


def test_a_statement_may_follow_several_templates():
    assert ORDER.follows([["x", "a"], ["b", "x"]]) is SUCCESS


def test_only_primary_patterns_are_looked_for():
    assert PAIRS.follows([["b"]]) is FAILURE
    assert patterns(other={"sequence": ["a", "b"]}).follows([["a"], ["b"]]) is FAILURE
