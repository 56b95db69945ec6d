"""H5P.BranchingScenario and H5P.BranchingQuestion: the way is gone again, and its points are counted.

`scoringOption` (before 1.5 flat in the scenario): "static-end-score": those of the ending, out of the best ending;
"dynamic-score": those of the nodes on the way, out of what there was to win on it, with those of the questions inside
if `includeInteractionsScores`; "no-score". As in the player, a node visited again counts once, as it was left last.
Nodes that were stepped back from do not count here; the player keeps their points.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from assessments.h5p.scoring.parts import Part, flag, number, readable
from assessments.h5p.scoring.reading import Told, listed, mapping, whole
from assessments.h5p.scoring.scored import SERVER, Answer, Question, ReportRefused, Scored
from assessments.h5p.scoring.ways import END, Exit, Node, Step, alternatives, way

STATIC, DYNAMIC = "static-end-score", "dynamic-score"
_NOTHING = Fraction(0)


def count(part: Part, told: Told, each) -> Scored:
    scenario = part.group("branchingScenario") or part.params
    nodes = [Node.of(mapping(one)) for one in listed(scenario.get("content"))]
    option, with_inner = _scoring(scenario)
    gone = way(nodes, told)
    steps = gone.steps
    is_dynamic = option == DYNAMIC
    inner = {place: each(step.node.part, step.told or Told()) for place, step in _answered(steps)}
    counted = [
        _scored(step, inner.get(place), is_dynamic=is_dynamic, with_inner=with_inner)
        for place, step in enumerate(steps)
    ]
    answers = tuple(answer for one in counted for answer in one.answers)
    if is_dynamic:
        last_visits = {step.index: one for step, one in zip(steps, counted, strict=True)}
        total = Scored.of_all(last_visits.values())
    elif option == STATIC:
        points, most = _of_the_ending(scenario, nodes, steps[-1] if gone.is_over else None)
        total = Scored((), points, most, SERVER)
    else:
        total = Scored((), _NOTHING, _NOTHING, SERVER)
    return replace(total if gone.is_over else _unfinished(total, option), answers=answers)


def count_question(part: Part, told: Told, _each) -> Scored:
    """Return a Branching Question that stands alone: what was chosen, and nothing to win."""
    exits = alternatives(part)
    chosen = whole(told.response)
    if chosen is not None and chosen >= len(exits):
        raise ReportRefused("response", "no such alternative")
    return Scored.of_one(_choice(part, exits, chosen, told, _NOTHING, _NOTHING))


def _unfinished(total: Scored, option: object) -> Scored:
    """Return what a way is worth that was not gone to its end: where there is something to win, nothing of it."""
    if option not in (STATIC, DYNAMIC):
        return total
    return replace(total, points=_NOTHING, max_points=max(total.max_points, Fraction(1)))


def _scoring(scenario: Mapping) -> tuple[object, bool]:
    group = mapping(scenario.get("scoringOptionGroup")) or scenario
    return group.get("scoringOption"), flag(group.get("includeInteractionsScores"), False)


def _answered(steps: Sequence[Step]) -> Iterable[tuple[int, Step]]:
    """Yield the nodes on the way that are no Branching Questions."""
    return ((place, step) for place, step in enumerate(steps) if not step.node.asks)


def _scored(step: Step, inner: Scored | None, *, is_dynamic: bool, with_inner: bool) -> Scored:
    """Return what one node on the way is worth, with the answers given in it."""
    if step.node.asks:
        points, most = _of_choice(step.node.exits, step.taken) if is_dynamic else (_NOTHING, _NOTHING)
        answer = _choice(step.node.part, step.node.exits, step.exit, step.told or Told(), points, most)
        return Scored.of_one(answer)
    own = _NOTHING
    # Only what leads on to another node than the first has points of its own.
    if step.taken.leads_to > 0:
        own = max(_NOTHING, step.taken.points or _NOTHING)
    of_the_node = Scored((), own, own, SERVER)
    if inner is None or not with_inner:
        return replace(of_the_node, answers=inner.answers if inner else ())
    return Scored.of_all([of_the_node, inner])


def _of_choice(exits: Sequence[Exit], taken: Exit) -> tuple[Fraction, Fraction]:
    """Return (points, most) of a choice: alternatives that end the scenario have none here."""
    worth = [max(_NOTHING, one.points or _NOTHING) for one in exits if one.leads_to != END]
    won = max(_NOTHING, taken.points or _NOTHING) if taken.leads_to != END else _NOTHING
    return won, max(worth, default=_NOTHING)


def _of_the_ending(scenario: Mapping, nodes: Sequence[Node], last: Step | None) -> tuple[Fraction, Fraction]:
    """Return (points, most): the best of all that end the scenario, whether it can be reached or not."""
    screens = listed(scenario.get("endScreens"))
    usual = max(_NOTHING, number(mapping(screens[0] if screens else None).get("endScreenScore"), _NOTHING))
    endings = [one for node in nodes for one in node.exits if one.leads_to == END]
    worth = [usual if one.points is None else one.points for one in endings]
    most = max([_NOTHING, *worth])
    if last is None:
        return _NOTHING, most
    won = (last.taken.points or _NOTHING) if last.taken.has_own_ending else usual
    return min(max(_NOTHING, won), most), most


def _choice(
    part: Part, exits: Sequence[Exit], chosen: int | None, told: Told, points: Fraction, most: Fraction
) -> Answer:
    best = [
        str(index)
        for index, one in enumerate(exits)
        if most > 0 and one.leads_to != END and one.points == most
    ]
    return Answer(
        key=part.key,
        library=part.library,
        response="" if chosen is None else str(chosen),
        points=points,
        max_points=most,
        by=SERVER,
        success=None,
        duration_ms=told.duration_ms,
        question=Question(
            kind="choice",
            name=readable(part.group("branchingQuestion").get("question")) or part.title,
            options={str(index): one.text for index, one in enumerate(exits)},
            correct=best[0] if best else "",
        ),
    )
