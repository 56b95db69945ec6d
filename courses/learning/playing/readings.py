"""In which language the words of a scenario are shown, and whether they wait for their review."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from django.utils.translation import get_language_info

from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.words import languages_for
from courses.learning.presenting import reading
from courses.learning.states import Link, Reading

DRAFT = ScenarioVersion.WordsState.DRAFT.value


def scenario_reading(
    *, shown: str, wanted: str, states: Mapping[str, str], url_in: Callable[[str], str]
) -> Reading:
    """Return the reading of words in `shown`; a draft links to the same page in a language that is reviewed.

    `states` is {language: "draft" or "reviewed"}, `url_in` gives the address of the page in a language.
    """
    found = reading(shown=shown, wanted=wanted)
    if states.get(shown) != DRAFT:
        return found
    return replace(found, notice="draft", reviewed=_reviewed(shown, states, url_in))


def _reviewed(shown: str, states: Mapping[str, str], url_in: Callable[[str], str]) -> Link | None:
    for language in dict.fromkeys((*languages_for(shown), *states)):
        if language in states and states[language] != DRAFT:
            name = get_language_info(language)["name_local"]
            return Link(title=name, url=url_in(language), language=language)
    return None
