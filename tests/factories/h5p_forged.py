"""Content of every type that is counted, and reports of it that nobody's player has ever sent."""

from hypothesis import strategies as st

from tests.factories.h5p_shapes import (
    IDS,
    alternative,
    branching,
    choice,
    drag,
    fork,
    gaps,
    node,
    piece,
    question_set,
    report,
    said,
    truth,
)

CONTENTS = {
    "H5P.MultiChoice": choice(True, False, True),
    "H5P.TrueFalse": truth(True),
    "H5P.Blanks": gaps("*one/two* and *three*", acceptSpellingErrors=True),
    "H5P.DragText": drag("*one* and *two*", "*three*"),
    "H5P.QuestionSet": question_set(
        piece("H5P.MultiChoice", choice(True, False, True), IDS[0]),
        piece("H5P.Essay", {}, IDS[1]),
        piece("H5P.Blanks", gaps("*one*"), IDS[2]),
        poolSize=2,
    ),
    "H5P.BranchingQuestion": fork(alternative(-1, 3), alternative(1, 2), key=IDS[0])["type"]["params"],
    "H5P.BranchingScenario": branching(
        fork(alternative(1, 3), alternative(0, 1), alternative(-1), key=IDS[0]),
        node("H5P.MultiChoice", choice(True, False, True), IDS[1], -1, 2),
    ),
    "H5P.Column": {"content": [{"content": piece("H5P.TrueFalse", truth(False), IDS[0])}]},
}
ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 12),
    st.sampled_from([10**40, -1, float("nan"), float("inf"), 0.5]),
    st.text(max_size=8),
    st.sampled_from(["0[,]2", "true", "one[,]three", "\x00", "\ud800", "x" * 3_000, IDS[0], "static"]),
)
NAMES = st.sampled_from(
    ["answers", "answer", "order", "poolOrder", "userPath", "xAPIData", "draggable", "droppable"]
    + ["statement", "children", "result", "response", "score", "raw", "max", "object", "id", "context"]
    + ["contextActivities", "category", "duration", "progress"]
)
ANYTHING = st.recursive(
    ODD, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=5), max_leaves=20
)
KEYS = st.sampled_from(["", *IDS[:4], "\x00a", "\ud800"])
TREES = st.recursive(
    st.builds(
        said,
        ODD,
        key=KEYS,
        score=st.none() | st.tuples(st.integers(-1, 5), st.integers(-1, 5)),
        duration=st.sampled_from(["PT1S", "P1D", "", "PT99999999S", "PT1H2M3.5S"]),
    ),
    lambda inner: st.builds(said, ODD, key=KEYS, children=st.lists(inner, max_size=3)),
    max_leaves=6,
)
REPORTS = st.builds(report, ANYTHING, ANYTHING | TREES, ODD, ODD, ODD)
