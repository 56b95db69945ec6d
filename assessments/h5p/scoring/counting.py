"""The points of a try, counted from the content and the responses. Pure."""

from collections.abc import Mapping
from functools import partial

from assessments.h5p.scoring import (
    blanks,
    branching,
    drag_text,
    mixed,
    multi_choice,
    question_set,
    true_false,
)
from assessments.h5p.scoring.parts import Part, machine_name
from assessments.h5p.scoring.reading import Told, mapping, points, require_bounds
from assessments.h5p.scoring.scored import ReportRefused, Scored
from assessments.h5p.scoring.ways import BRANCHING_QUESTION

_COUNTERS = {
    "H5P.Blanks": blanks.count,
    "H5P.BranchingScenario": branching.count,
    BRANCHING_QUESTION: branching.count_question,
    "H5P.DragText": drag_text.count,
    "H5P.MultiChoice": multi_choice.count,
    "H5P.QuestionSet": question_set.count,
    "H5P.TrueFalse": true_false.count,
}
COUNTED_HERE = frozenset(_COUNTERS)
_OTHER = partial(mixed.count, known=COUNTED_HERE)


def scored(library: str, params: Mapping, report: Mapping) -> Scored:
    """Return what a report is worth: `library` is the main library ("H5P.Foo" or "H5P.Foo 1.2"), `params` content.json.

    `report` is {"score", "max_score", "xapi", "state"}, see reading. What the browser says of points counts only for
    libraries that are not in COUNTED_HERE. Raises ReportRefused for what no player can have sent.
    """
    require_bounds(report)
    return _counted(Part(machine_name(library), mapping(params)), _told(report))


def _counted(part: Part, told: Told) -> Scored:
    return _COUNTERS.get(part.library, _OTHER)(part, told, _counted)


def _told(report: Mapping) -> Told:
    """Return the report as said of the whole; its score is that which the player handed in."""
    tree = Told.of(report.get("xapi"), report.get("state"))
    won, most = points(report.get("score"), "score"), points(report.get("max_score"), "max_score")
    if won > most:
        raise ReportRefused("score", "more points than there are to win")
    if not most:
        return tree
    result = dict(tree.result) | {"score": {"raw": float(won), "max": float(most)}}
    return Told(tree.state, dict(tree.statement) | {"result": result}, tree.children)
