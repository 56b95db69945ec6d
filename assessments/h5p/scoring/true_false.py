"""H5P.TrueFalse: one point. State {"answer": true or false}, {} for none; response "true" or "false"."""

from fractions import Fraction

from assessments.h5p.scoring.parts import Part, readable
from assessments.h5p.scoring.reading import Told, mapping
from assessments.h5p.scoring.scored import SERVER, Answer, Question, Scored

_WORDS = {True: "true", False: "false"}


def count(part: Part, told: Told, _each) -> Scored:
    right = "true" if part.params.get("correct", "true") in ("true", True) else "false"
    given = _given(told)
    is_right = given == right
    answer = Answer(
        key=part.key,
        library=part.library,
        response=given,
        points=Fraction(is_right),
        max_points=Fraction(1),
        by=SERVER,
        success=is_right,
        duration_ms=told.duration_ms,
        question=Question(
            kind="true-false", name=readable(part.text("question")) or part.title, correct=right
        ),
    )
    return Scored.of_one(answer)


def _given(told: Told) -> str:
    if isinstance(told.state, dict):
        kept = mapping(told.state).get("answer")
        return _WORDS[kept] if isinstance(kept, bool) else ""
    return told.response if told.response in _WORDS.values() else ""
