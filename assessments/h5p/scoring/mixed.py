"""All other libraries: what is known inside is counted here, the rest is the browser's word within bounds."""

from fractions import Fraction

from assessments.h5p.scoring.parts import Part
from assessments.h5p.scoring.reading import Told, clean
from assessments.h5p.scoring.scored import BROWSER, Answer, Question, Scored

# Their points are the sum of all that is inside, so what nothing is reported of was not answered. Of other libraries
# it is not known whether everything inside is asked.
SUMS = frozenset({"H5P.Column", "H5P.CoursePresentation", "H5P.InteractiveBook", "H5P.InteractiveVideo"})
MOST_ANSWERS = 300


def count(part: Part, told: Told, each, *, known) -> Scored:
    """Return the sum of the parts inside, if one of them can be counted here; else what the browser says."""
    inside = [
        one for one in part.inside() if told.find(one.key) or (part.library in SUMS and one.library in known)
    ][:MOST_ANSWERS]
    counted = [each(one, told.find(one.key) or Told()) for one in inside]
    if any(one.by != BROWSER and one.answers for one in counted):
        return Scored.of_all(counted)
    points, most = told.score("score")
    answers = tuple(answer for one in counted for answer in one.answers) or _reported(part, told)
    return Scored(answers, points, most, BROWSER)


def _reported(part: Part, told: Told) -> tuple[Answer, ...]:
    """Return what was answered as the browser says: the parts it names, else the whole if that has a response."""
    leaves = [one for one in told.below() if not one.children][:MOST_ANSWERS] or [told]
    return tuple(_answer(part, one) for one in leaves if one.response is not None or one.score("score")[1])


def _answer(part: Part, told: Told) -> Answer:
    points, most = told.score("score")
    success = told.result.get("success")
    return Answer(
        key=clean(told.key)[:120],
        library=told.library or part.library,
        response=clean(told.response or ""),
        points=points,
        max_points=most or Fraction(0),
        by=BROWSER,
        success=success if isinstance(success, bool) else None,
        duration_ms=told.duration_ms,
        question=Question("other", name=part.title),
    )
