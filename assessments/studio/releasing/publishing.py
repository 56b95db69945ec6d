"""A draft becomes the scenario's next version, with the languages that are whole."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.scenarios.models import ScenarioVersion
from assessments.scenarios.publishing import publish
from assessments.scenarios.validation import Problem
from assessments.scenarios.words import all_words
from assessments.studio.drafting.history import keep
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft
from assessments.studio.releasing.checking import is_minor, judge, stale_texts


class NotReady(ValueError):
    """Problems stand in the way: `problems`, never none."""

    def __init__(self, problems: tuple[Problem, ...]):
        super().__init__(", ".join(f"{problem.where} {problem.code}" for problem in problems))
        self.problems = problems


class NotWhatWasSeen(ValueError):
    """The draft was changed after the person looked at it."""


class NotMinor(ValueError):
    """More than words has changed: results cannot be compared with the version before."""


@transaction.atomic
def publish_draft(*, draft: Draft, change: str, serial: int, by, at: datetime) -> ScenarioVersion:
    """Return the version made of a draft whose serial the person saw; `change` is of ScenarioVersion.Change.

    Running attempts stay with the version they began. Publishing again what was published just so (a second click)
    returns the version there is. Raises NotWhatWasSeen, NotReady, NotMinor.
    """
    draft = Draft.objects.select_for_update(of=("self",)).select_related("scenario").get(pk=draft.pk)
    if draft.serial != serial:
        raise NotWhatWasSeen(serial)
    doc = read_document(draft)
    verdict = judge(draft, doc)
    if not verdict.can_publish:
        raise NotReady(verdict.blocking)
    newest = draft.scenario.versions.order_by("-number").first()
    minutes = doc["head"]["minutes"]
    if change == ScenarioVersion.Change.MINOR and not is_minor(verdict, newest, minutes):
        raise NotMinor(change)
    words = whole_languages(doc, verdict.words)
    states = {language: state_of(doc, language) for language in words}
    if draft.is_published_as_it_is and _is_told_by(newest, words, states):
        return newest
    version = publish(
        scenario=draft.scenario,
        structure=verdict.structure,
        words=words,
        minutes=minutes,
        change=change,
        states=states,
        at=at,
        by=by,
    )
    draft.based_on, draft.published_serial = version, draft.serial
    draft.save(update_fields=["based_on", "published_serial"])
    name = _("Published as version %(number)s") % {"number": version.number}
    keep(draft=draft, name=name, by=by, at=at, automatic=True)
    return version


def _is_told_by(version: ScenarioVersion, words: dict, states: dict[str, str]) -> bool:
    """Return whether a version of the same save also has these words, reviewed as far: reviewing is no save."""
    told = dict(version.translations.values_list("language_code", "state"))
    return told == states and all_words(version) == words


def whole_languages(doc: dict, words: dict) -> dict:
    """Return the words of the languages that have every text the source has: a player never meets half a language."""
    source = doc["words"].get(doc["head"]["source_language"], {})
    needed = {(address, name) for address, own in source.items() for name in own if name != "notes"}
    return {
        language: texts
        for language, texts in words.items()
        if all(name in doc["words"][language].get(address, {}) for address, name in needed)
    }


def state_of(doc: dict, language: str) -> str:
    """Return "reviewed" where every text is reviewed and up to date, else "draft"."""
    if language == doc["head"]["source_language"]:
        return ScenarioVersion.WordsState.REVIEWED.value
    stale = {(address, name) for code, address, name in stale_texts(doc) if code == language}
    states = doc["states"].get(language, {})
    reviewed = all(
        states.get(address, {}).get(name, {}).get("state") == "reviewed" and (address, name) not in stale
        for address, own in doc["words"][language].items()
        for name in own
    )
    state = ScenarioVersion.WordsState.REVIEWED if reviewed else ScenarioVersion.WordsState.DRAFT
    return state.value
