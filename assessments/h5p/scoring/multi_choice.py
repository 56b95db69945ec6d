"""H5P.MultiChoice: a point for each right pick, one less for each wrong one, or one for the whole.

State {"answers": [index in content.json]}, whatever order they were shown in; response "0[,]2".
"""

from fractions import Fraction

from assessments.h5p.scoring.parts import Part, flag, number, readable
from assessments.h5p.scoring.reading import AND, Told, listed, mapping, whole
from assessments.h5p.scoring.scored import SERVER, Answer, Question, ReportRefused, Scored

# What the player shows where the content has no options.
_WITHOUT_OPTIONS = ({"text": "Answer 1"},)


def count(part: Part, told: Told, _each) -> Scored:
    options, behaviour = part.items("answers") or _WITHOUT_OPTIONS, part.group("behaviour")
    # The player takes the first option for right, and no other, when it does not say.
    right = {index for index, one in enumerate(options) if flag(one.get("correct"), index == 0)}
    kind = behaviour.get("type", "auto")
    is_single = len(right) == 1 if kind not in ("single", "multi") else kind == "single"
    wanted = number(behaviour.get("passPercentage"), Fraction(100))
    picked = _picked(told, len(options))
    if is_single and len(picked) > 1:
        raise ReportRefused("answers", "more than one of a single choice")
    if is_single:
        points, most = int(picked <= right and bool(picked)), 1
    else:
        points, most = _of_many(picked, right)
        if flag(behaviour.get("singlePoint"), True):
            points, most = int(100 * points >= wanted * most), 1
    answer = Answer(
        key=part.key,
        library=part.library,
        response=AND.join(str(index) for index in sorted(picked)),
        points=Fraction(points),
        max_points=Fraction(most),
        by=SERVER,
        success=100 * points >= wanted * most,
        duration_ms=told.duration_ms,
        question=Question(
            kind="choice",
            name=readable(part.text("question")) or part.title,
            options={str(index): readable(one.get("text")) for index, one in enumerate(options)},
            correct=AND.join(str(index) for index in sorted(right)),
        ),
    )
    return Scored.of_one(answer, wanted)


def _of_many(picked: set[int], right: set[int]) -> tuple[int, int]:
    """Return (points, most). Where nothing is right, picking nothing is."""
    if not right:
        return int(not picked), 1
    return max(0, len(picked & right) - len(picked - right)), len(right)


def _picked(told: Told, count: int) -> set[int]:
    kept = mapping(told.state).get("answers")
    given = listed(kept) if isinstance(kept, list) else (told.response or "").split(AND)
    indices = [whole(one) for one in given if one != ""]
    if any(index is None or index >= count for index in indices):
        raise ReportRefused("answers", "no such option")
    return set(indices)
