"""Which questions make the test of a cohort: the same before and after, for everybody. Pure."""

from collections.abc import Iterable, Sequence

ABOUT = 20


def chosen(modules: Iterable[Sequence]) -> tuple:
    """Return the questions of the test out of those of the modules (each with an `objective`, "" for none).

    A module gives one question per objective, the first that asks for it; where none of its questions says an
    objective, its first one. The modules give in turns until there are about twenty; every module gives at least one.
    They stand in the order of the modules.
    """
    offered = [_offered(questions) for questions in modules if questions]
    taken = [0] * len(offered)
    while sum(taken) < ABOUT and (more := [i for i, each in enumerate(offered) if taken[i] < len(each)]):
        for place in more:
            if taken[place] == 0 or sum(taken) < ABOUT:
                taken[place] += 1
    return tuple(question for each, count in zip(offered, taken, strict=True) for question in each[:count])


def _offered(questions: Sequence) -> list:
    by_objective: dict = {}
    for question in questions:
        if question.objective:
            by_objective.setdefault(question.objective, question)
    return list(by_objective.values()) or [questions[0]]
