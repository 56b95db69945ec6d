"""H5P.QuestionSet: the sum of its questions; a set can draw some of them, and shuffle them.

State {"answers": [state of a question, in the order shown], "order": […], "poolOrder": […]}: with both, the k-th shown
is poolOrder[order[k]]. `override` changes buttons only, nothing of the points. Which questions were drawn is the
browser's word; how many is not.
"""

from collections.abc import Sequence
from fractions import Fraction

from assessments.h5p.scoring.parts import Part, number
from assessments.h5p.scoring.reading import Told, listed, mapping, whole
from assessments.h5p.scoring.scored import ReportRefused, Scored


def count(part: Part, told: Told, each) -> Scored:
    questions = [Part.of(one) for one in part.items("questions")]
    shown = _shown(part, told, questions)
    states = listed(mapping(told.state).get("answers"))
    counted = []
    for place, index in enumerate(shown):
        state = states[place] if place < len(states) else None
        counted.append(each(questions[index], _of_question(questions[index], told, state)))
    return Scored.of_all(counted, pass_percent=number(part.params.get("passPercentage"), Fraction(50)))


def _of_question(question: Part, told: Told, state: object) -> Told:
    found = told.find(question.key) or Told()
    return Told(state, found.statement, found.children)


def _shown(part: Part, told: Told, questions: Sequence[Part]) -> list[int]:
    """Return the indices of the questions shown, in the order of the state's answers."""
    wanted = _pool_size(part, len(questions))
    state = mapping(told.state)
    drawn = state.get("poolOrder")
    base = _indices(drawn, len(questions)) if drawn else _drawn_by_report(told, questions, wanted)
    order = state.get("order")
    shown = [base[index] for index in _indices(order, len(base))] if order else base
    if len(shown) != wanted:
        raise ReportRefused("poolOrder", "not as many questions as the set draws")
    return shown


def _pool_size(part: Part, count: int) -> int:
    size = whole(part.params.get("poolSize"))
    return min(size, count) if size else count


def _drawn_by_report(told: Told, questions: Sequence[Part], wanted: int) -> list[int]:
    """Return what was drawn by what is reported of it, where the state does not say; else the first ones."""
    everything = list(range(len(questions)))
    if wanted == len(questions):
        return everything
    reported = [index for index in everything if told.find(questions[index].key)]
    return reported if len(reported) == wanted else everything[:wanted]


def _indices(value: object, count: int) -> list[int]:
    indices = [whole(one) for one in listed(value)]
    if any(index is None or index >= count for index in indices) or len(set(indices)) != len(indices):
        raise ReportRefused("order", "no such question, or one twice")
    return indices
