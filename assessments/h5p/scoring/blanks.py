"""H5P.Blanks: one point for each gap. State ["what is in the first gap", …]; response the same, joined by "[,]".

A gap is written *answer/another answer:tip*. So no answer has a slash, a colon or an asterisk in it.
"""

import html
import re
from collections.abc import Iterator
from fractions import Fraction

from assessments.h5p.scoring.parts import LONGEST_TEXT, Part, flag, readable
from assessments.h5p.scoring.reading import AND, Told, clean, listed
from assessments.h5p.scoring.scored import SERVER, Answer, Question, ReportRefused, Scored

_GAP = re.compile(r"\*([^*]*)\*")
_SIMPLE_TAG = re.compile(r"</?[a-z]*\d?>", re.IGNORECASE)
_SHOWN = "__________"
# What the player shows where the content has no text with gaps.
_WITHOUT_QUESTIONS = ["Oslo is the capital of *Norway*."]


def count(part: Part, told: Told, _each) -> Scored:
    behaviour = part.group("behaviour")
    matters, forgiving = (
        flag(behaviour.get("caseSensitive"), True),
        flag(behaviour.get("acceptSpellingErrors"), False),
    )
    gaps = [gap for question in _questions(part) for gap in solutions(question)]
    given = _given(told, len(gaps))
    points = sum(
        is_right(answer, gap, matters=matters, forgiving=forgiving)
        for answer, gap in zip(given, gaps, strict=True)
    )
    answer = Answer(
        key=part.key,
        library=part.library,
        response=clean(AND.join(one.replace(AND, ",") for one in given)),
        points=Fraction(points),
        max_points=Fraction(len(gaps)),
        by=SERVER,
        success=points == len(gaps),
        duration_ms=told.duration_ms,
        question=Question(
            kind="fill-in",
            name=_name(part),
            correct=f"{{case_matters={'true' if matters else 'false'}}}" + AND.join(gap[0] for gap in gaps),
        ),
    )
    return Scored.of_one(answer)


def solutions(question: str) -> Iterator[tuple[str, ...]]:
    """Yield what is right in each gap of a text; two asterisks without anything between them are no gap."""
    at = question.find("*")
    while at != -1 and (end := question.find("*", at + 1)) != -1:
        if inner := _SIMPLE_TAG.sub("", question[at + 1 : end]):
            told = inner.partition(":")[0]
            yield tuple(html.unescape(one.strip()) for one in told.split("/"))
            at = question.find("*", end + 1)
        else:
            at = end


def is_right(answer: str, gap: tuple[str, ...], *, matters: bool, forgiving: bool) -> bool:
    """Return whether what was written is one of the solutions, or near enough to a longer one."""
    written = answer.replace("&nbsp;", " ").strip()
    for solution in gap:
        wanted = solution.strip()
        if not matters:
            written, wanted = written.lower(), wanted.lower()
        if written == wanted or (forgiving and _is_near(written, wanted)):
            return True
    return False


def _is_near(written: str, wanted: str) -> bool:
    """Two slips are forgiven in more than nine letters, one in more than three."""
    allowed = 2 if len(wanted) > 9 else int(len(wanted) > 3)
    return allowed > 0 and distance(written, wanted, allowed) <= allowed


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters are put in, left out, changed or swapped with a neighbour; beyond `most`: most + 1.

    The optimal string alignment distance. Only what is within `most` of the diagonal is looked at, so that a long
    answer costs no more than its length.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    far = most + 1
    before: dict[int, int] = {}
    row = {column: column for column in range(min(most, len(other)) + 1)}
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, {}
        for j in range(max(0, i - most), min(len(other), i + most) + 1):
            cost = min(before.get(j, far) + 1, row.get(j - 1, far) + 1) if j else i
            if j:
                cost = min(cost, before.get(j - 1, far) + (letter != other[j - 1]))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other[j - 1]:
                cost = min(cost, earlier.get(j - 2, far) + 1)
            row[j] = cost
    return min(row.get(len(other), far), far)


def _questions(part: Part) -> list[str]:
    questions = listed(part.params.get("questions")) or _WITHOUT_QUESTIONS
    return [one for one in questions if isinstance(one, str)]


def _given(told: Told, count: int) -> list[str]:
    """Return what stands in each gap. A joined response that does not come apart into the gaps is none."""
    if isinstance(told.state, list):
        if len(told.state) > count:
            raise ReportRefused("answers", "more than there are gaps")
        kept = [one if isinstance(one, str) else "" for one in told.state]
        return kept + [""] * (count - len(kept))
    joined = (told.response or "").split(AND)
    return joined if len(joined) == count else [""] * count


def _name(part: Part) -> str:
    lines = [readable(part.text("text")), *(readable(_GAP.sub(_SHOWN, one)) for one in _questions(part))]
    text = " ".join(line for line in lines if line)
    return text[:LONGEST_TEXT] or part.title
