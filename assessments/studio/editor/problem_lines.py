"""Problems as lines of a list, each leading to the scene where it is mended."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language

from assessments.scenarios.models import Scenario
from assessments.scenarios.problem_texts import explain
from assessments.scenarios.validation import Problem
from assessments.studio.editor.field_names import place_name


@dataclass(frozen=True)
class ProblemLine:
    where: str
    text: str
    url: str


def problem_lines(scenario: Scenario, document: dict, problems: Iterable[Problem]) -> list[ProblemLine]:
    """Return the problems in the active language, with the address in the editor that opens each place."""
    base = reverse("studio_edit", args=[scenario.key])
    return [
        ProblemLine(
            where=place_name(one.where, document, get_language()),
            text=explain(one),
            url=f"{base}#{one.where}",
        )
        for one in problems
    ]
