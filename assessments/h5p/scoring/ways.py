"""The way through a branching scenario: only one that the content allows is taken.

State {"userPath": [0, 1, 3, -1]}; which alternative was chosen stands only in the reports of the Branching Questions,
in `xapi` or in the state's `xAPIData`. Stepping back takes nodes off the path and leaves their reports, so reports
belong to the path from its end on. The -1 can be missing, also at the end. A way handed in before its end is one, too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments.h5p.scoring.parts import Part, number, readable
from assessments.h5p.scoring.reading import Told, listed, mapping, whole
from assessments.h5p.scoring.scored import ReportRefused

BRANCHING_QUESTION = "H5P.BranchingQuestion"
MOST_STEPS = 300
END = -1
_NO_WAY = ReportRefused("userPath", "no way that the content allows")


@dataclass(frozen=True)
class Exit:
    """Where a node, or an alternative of a Branching Question, leads (END: out), and the points it says."""

    leads_to: int
    points: Fraction | None
    has_own_ending: bool
    text: str = ""

    @classmethod
    def of(cls, raw: Mapping) -> "Exit":
        feedback = mapping(raw.get("feedback"))
        points = number(feedback.get("endScreenScore"))
        said = any(feedback.get(name) for name in ("title", "subtitle", "image"))
        leads_to = number(raw.get("nextContentId"), Fraction(END))
        return cls(int(leads_to), points, said or points is not None, readable(raw.get("text")))


@dataclass(frozen=True)
class Node:
    """One piece of a branching scenario. `exits` are the alternatives, or the one way on."""

    part: Part
    exits: tuple[Exit, ...]

    @classmethod
    def of(cls, raw: Mapping) -> "Node":
        part = Part.of(raw.get("type"))
        if part.library == BRANCHING_QUESTION:
            return cls(part, alternatives(part))
        return cls(part, (Exit.of(raw),))

    @property
    def asks(self) -> bool:
        return self.part.library == BRANCHING_QUESTION


@dataclass(frozen=True)
class Step:
    """A node that was visited: by which exit it was left, and what is reported of it."""

    index: int
    node: Node
    exit: int
    told: Told | None

    @property
    def taken(self) -> Exit:
        return self.node.exits[self.exit]


@dataclass(frozen=True)
class Way:
    """The nodes that were left, in their order; `is_over` says that the last one led out."""

    steps: tuple[Step, ...]
    is_over: bool


def alternatives(part: Part) -> tuple[Exit, ...]:
    """Return the exits of a Branching Question."""
    listed_there = listed(part.group("branchingQuestion").get("alternatives"))
    return tuple(Exit.of(mapping(one)) for one in listed_there)


def way(nodes: Sequence[Node], told: Told) -> Way:
    """Return the way that was gone from the first node on. Raises ReportRefused for one that cannot be."""
    reports = _reports(told)
    path = mapping(told.state).get("userPath")
    if not isinstance(path, list):
        return _walked(nodes, reports)
    goals = _path(path, len(nodes))
    if goals[-1] != END and _leads_out(nodes[goals[-1]], reports):
        goals.append(END)
    steps: list[Step] = []
    left = len(reports)
    for place in range(len(goals) - 2, -1, -1):
        node = nodes[goals[place]]
        found = _last_of(node.part, reports, left)
        left = left if found is None else found
        report = None if found is None else reports[found]
        steps.append(Step(goals[place], node, _exit(node, goals[place + 1], report), report))
    return Way(tuple(steps[::-1]), goals[-1] == END)


def _reports(told: Told) -> tuple[Told, ...]:
    kept = listed(mapping(told.state).get("xAPIData"))
    return told.children or tuple(Told.of(one) for one in kept)


def _path(path: list, count: int) -> list[int]:
    """Return the indices of the nodes, END after them where the way says that it is over."""
    is_over = bool(path) and path[-1] == END
    indices = [whole(one) for one in (path[:-1] if is_over else path)]
    if not 0 < len(indices) <= MOST_STEPS or any(one is None or one >= count for one in indices):
        raise _NO_WAY
    if indices[0] != 0:
        raise _NO_WAY
    return [*indices, END] if is_over else indices


def _leads_out(node: Node, reports: Sequence[Told]) -> bool:
    """Return whether the node that is shown last has been left by the way out."""
    out = [index for index, one in enumerate(node.exits) if one.leads_to == END]
    if not node.asks:
        return bool(out)
    found = _last_of(node.part, reports, len(reports))
    return found is not None and whole(reports[found].response) in out


def _last_of(part: Part, reports: Sequence[Told], before: int) -> int | None:
    """Return where the last report of a part stands before another; without a subContentId its library tells it."""
    for place in range(before - 1, -1, -1):
        one = reports[place]
        if one.key == part.key if part.key else one.library == part.library:
            return place
    return None


def _exit(node: Node, goal: int, report: Told | None) -> int:
    """Return the index of the exit that was taken to the goal.

    A choice that nothing is reported of is that of the fewest points among those that lead there.
    """
    leading = [index for index, one in enumerate(node.exits) if one.leads_to == goal]
    if not leading:
        raise _NO_WAY
    if not node.asks:
        return 0
    if report is None:
        return min(leading, key=lambda index: node.exits[index].points or 0)
    chosen = whole(report.response)
    if chosen not in leading:
        raise _NO_WAY
    return chosen


def _walked(nodes: Sequence[Node], reports: Sequence[Told]) -> Way:
    """Return the way that the reports of the choices tell: older players keep no path."""
    steps: list[Step] = []
    index, waiting = 0, list(reports)
    while index != END:
        if not 0 <= index < len(nodes) or len(steps) >= MOST_STEPS:
            raise _NO_WAY
        node = nodes[index]
        found = _first_of(node.part, waiting)
        if found is None and node.asks:
            return Way(tuple(steps), is_over=False)
        report = None if found is None else waiting[found]
        waiting = waiting if found is None else waiting[found + 1 :]
        steps.append(Step(index, node, _chosen(node, report), report))
        index = steps[-1].taken.leads_to
    return Way(tuple(steps), is_over=True)


def _first_of(part: Part, reports: Sequence[Told]) -> int | None:
    for place, one in enumerate(reports):
        if one.key == part.key if part.key else one.library == part.library:
            return place
    return None


def _chosen(node: Node, report: Told | None) -> int:
    if not node.asks:
        return 0
    chosen = None if report is None else whole(report.response)
    if chosen is None or chosen >= len(node.exits):
        raise _NO_WAY
    return chosen
