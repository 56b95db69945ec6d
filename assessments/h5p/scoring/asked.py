"""What a piece of content asks, without anybody's answer. Pure."""

from collections.abc import Iterator, Mapping
from itertools import islice

from assessments.h5p.scoring import blanks, branching, drag_text, multi_choice, true_false
from assessments.h5p.scoring.parts import Part, machine_name
from assessments.h5p.scoring.reading import Told, mapping
from assessments.h5p.scoring.scored import Question
from assessments.h5p.scoring.ways import BRANCHING_QUESTION

MOST = 300
_ASKING = {
    "H5P.Blanks": blanks.count,
    "H5P.DragText": drag_text.count,
    "H5P.MultiChoice": multi_choice.count,
    "H5P.TrueFalse": true_false.count,
    BRANCHING_QUESTION: branching.count_question,
}


def questions(library: str, params: Mapping) -> dict[str, Question]:
    """Return {subContentId: Question} of all that is counted on the server, in the order of the content."""
    found: dict[str, Question] = {}
    for part in islice(_asking(Part(machine_name(library), mapping(params))), MOST):
        (answer,) = _ASKING[part.library](part, Told(), None).answers
        found.setdefault(part.key, answer.question)
    return found


def _asking(part: Part) -> Iterator[Part]:
    if part.library in _ASKING:
        yield part
        return
    for inside in part.inside():
        yield from _asking(inside)
