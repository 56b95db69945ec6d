"""H5P.DragText: one point for each gap with the right word. State [{"draggable": word, "droppable": gap}].

Words are counted in the order of the text, then the distractors. Two gaps with the same word take either of the two.
"""

import re
from fractions import Fraction

from assessments.h5p.scoring.parts import Part, readable
from assessments.h5p.scoring.reading import AND, Told, clean, mapping, whole
from assessments.h5p.scoring.scored import SERVER, Answer, Question, ReportRefused, Scored

_STARRED = re.compile(r"\*[^*\n]*\*")
_LINE = re.compile(r"\r\n|\r|\n")
# What stands beside a word in its asterisks: a tip, what is said when it is right, what when it is wrong.
_BESIDE = (re.compile(r":([^\\*]+)"), re.compile(r"\\\+([^\\*:]+)"), re.compile(r"\\-([^\\*:]+)"))
# What the player shows where the content has no text.
_WITHOUT_TEXT = (
    "This is a *nice*, *flexible* content type, which allows you to highlight all the *wonderful* words in this "
    "*exciting* sentence.\nThis is another line of *fantastic* text."
)


def count(part: Part, told: Told, _each) -> Scored:
    text = part.text("textField") if "textField" in part.params else _WITHOUT_TEXT
    gaps = words_of(text)
    words = gaps + words_of(part.text("distractors"))
    given = _given(told, gaps, words)
    points = sum(word == gap for word, gap in zip(given, gaps, strict=True))
    shown = _STARRED.sub("__________", text)
    answer = Answer(
        key=part.key,
        library=part.library,
        response=clean(AND.join(given)),
        points=Fraction(points),
        max_points=Fraction(len(gaps)),
        by=SERVER,
        success=points == len(gaps),
        duration_ms=told.duration_ms,
        question=Question(
            kind="fill-in",
            name=readable(f"{part.text('taskDescription')} {shown}") or part.title,
            correct="{case_matters=true}" + AND.join(gaps),
        ),
    )
    return Scored.of_one(answer)


def words_of(text: str) -> list[str]:
    """Return the words in asterisks, without what stands beside them."""
    return [_word(found[0]) for found in _STARRED.finditer(_LINE.sub("<br/>", text))]


def _word(starred: str) -> str:
    word = starred.strip("*")
    for beside in _BESIDE:
        word = beside.sub("", word, count=1)
    return word.rstrip()


def _given(told: Told, gaps: list[str], words: list[str]) -> list[str]:
    if not isinstance(told.state, list):
        joined = (told.response or "").split(AND)
        return joined if len(joined) == len(gaps) else [""] * len(gaps)
    placed: dict[int, int] = {}
    for one in told.state:
        word, gap = whole(mapping(one).get("draggable")), whole(mapping(one).get("droppable"))
        if word is None or gap is None or word >= len(words) or gap >= len(gaps):
            raise ReportRefused("answers", "no such word or gap")
        if gap in placed or word in placed.values():
            raise ReportRefused("answers", "a word or a gap taken twice")
        placed[gap] = word
    return [words[placed[gap]] if gap in placed else "" for gap in range(len(gaps))]
