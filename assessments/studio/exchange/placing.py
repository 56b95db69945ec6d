"""Where in a file a problem is mended: problems and paths of a document -> the cell, in the content's own words."""

from assessments.scenarios.validation import Problem
from assessments.studio.exchange.content import Content
from assessments.studio.exchange.workbook.columns import word_column

# In which column the fault is to be mended; any other is told at the id.
_COLUMN_OF = {
    "start_to_nowhere": "start",
    "wrong_pass_percent": "pass_percent",
    "wrong_policy": "policy.mode",
    "unknown_ending": "ending",
    "ending_with_choices": "ending",
    "dead_end": "ending",
    "wrong_image": "image",
    "choice_to_nowhere": "next",
    "choice_without_next": "next",
    "no_start": "start",
    "critical_without_critical_ending": "next",
    "critical_ending_without_critical_error": "next",
    "wrong_points": "points",
    "points_out_of_range": "points",
    "unbalanced_points": "points",
    "best_path_critical": "points",
    "unknown_severity": "severity",
    "critical_without_code": "critical_error",
    "code_without_critical": "critical_error",
    "unknown_critical_error": "critical_error",
    "choice_never_offered": "when",
    "no_choice_offered": "id",
    "route_never_taken": "routes",
}
_COLUMN_OF_VALUE = {"unknown_value_kind": "kind", "empty_range": "min", "start_out_of_range": "start"}
# Problems of a line in notation: in which of these columns the value is named.
_NOTED = {
    "unknown_value": ("effects", "when", "routes"),
    "wrong_effect": ("effects",),
    "wrong_condition": ("when", "routes"),
}


def place_of_problem(problem: Problem, content: Content) -> str:
    """Return the cell of a problem; where the file has no cells, the scene or choice it is about."""
    if problem.code in _COLUMN_OF_VALUE:
        address, name = f"value:{problem.values['name']}", _COLUMN_OF_VALUE[problem.code]
    elif texts := problem.values.get("texts"):
        address, name = problem.where, word_column(texts[0], problem.values["language"])
    elif problem.code in _NOTED:
        address, name = problem.where, _column_with(problem, content)
    else:
        address, name = problem.where, _COLUMN_OF.get(problem.code, "id")
    return content.place_of(address, name) or problem.where


def place_of_path(path: tuple, content: Content) -> str:
    """Return the cell of a path of a document, see drafting.changes."""
    if path[:1] == ("words",):
        _words, language, address, name = path
        return content.place_of(address, word_column(name, language))
    if path[:1] == ("scenes",):
        return content.place_of("/".join((path[1], *path[3:4])), path[-1])
    if path[:1] == ("values",):
        return content.place_of(f"value:{path[1]}", "start")
    return content.place_of("", path[-1] if path else "")


def _column_with(problem: Problem, content: Content) -> str:
    scene, _slash, key = problem.where.partition("/")
    choice = content.scenes.get(scene, {}).get("choices", {}).get(key, {})
    names = _NOTED[problem.code]
    for name in names:
        if _names_value(choice.get(name, ()), problem.values["value"]):
            return name
    return names[0]


def _names_value(parts: list[dict], value: str) -> bool:
    return any(part.get("value") == value or _names_value(part.get("when", ()), value) for part in parts)
