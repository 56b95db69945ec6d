"""Whatever is sent as a report: counted within what there is to win, or refused by name; never a crash."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.h5p.scoring.counting import COUNTED_HERE, scored
from assessments.h5p.scoring.reading import MOST_TEXT, MOST_VALUES
from assessments.h5p.scoring.scored import BROWSER, SERVER, ReportRefused
from tests.factories.h5p_forged import ANYTHING, CONTENTS, REPORTS
from tests.factories.h5p_shapes import report, said, truth


@pytest.mark.parametrize("library", sorted(CONTENTS))
@given(data=st.data())
@settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_report_is_counted_within_bounds_or_refused(library, data):
    sent = data.draw(REPORTS)
    try:
        found = scored(library, CONTENTS[library], sent)
    except ReportRefused:
        return
    assert 0 <= found.points <= found.max_points
    assert found.by in (SERVER, BROWSER)
    for one in found.answers:
        assert 0 <= one.points <= one.max_points
        (one.response + one.key + one.library).encode()
        assert "\x00" not in one.response + one.key
        assert len(one.response) <= 2_000
        assert one.as_data()["by"] == one.by


@pytest.mark.parametrize("library", sorted(COUNTED_HERE))
@given(params=ANYTHING, sent=REPORTS)
@settings(max_examples=60, derandomize=True, deadline=None)
def test_content_of_odd_shape_is_no_crash_either(library, params, sent):
    params = {"answers": params, "questions": params, "content": params, "textField": params}
    try:
        found = scored(library, params, sent)
    except ReportRefused:
        return
    assert 0 <= found.points <= found.max_points


@given(score=st.integers(0, 9), most=st.integers(9, 20))
@settings(max_examples=30, derandomize=True, deadline=None)
def test_the_score_of_the_browser_moves_nothing_that_is_counted_here(score, most):
    for library in COUNTED_HERE & CONTENTS.keys() - {"H5P.QuestionSet", "H5P.BranchingScenario"}:
        honest = scored(library, CONTENTS[library], report())
        forged = scored(library, CONTENTS[library], report(score=score, max_score=most))
        assert (forged.points, forged.max_points) == (honest.points, honest.max_points)


@pytest.mark.parametrize(
    "sent",
    [
        [],
        None,
        "x",
        {"state": ["x"] * (MOST_VALUES + 1)},
        {"state": "x" * (MOST_TEXT + 1)},
        {"state": {"x" * (MOST_TEXT + 1): 1}},
    ],
)
def test_what_is_too_large_or_no_object_is_refused(sent):
    with pytest.raises(ReportRefused):
        scored("H5P.TrueFalse", truth(True), sent)


def test_what_is_too_deep_is_refused():
    deep = tree = said("x")
    for _ in range(200):
        deep["children"] = [copy.deepcopy(said("x"))]
        deep = deep["children"][0]
    with pytest.raises(ReportRefused):
        scored("H5P.Column", {}, report(None, tree))
