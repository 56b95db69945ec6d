"""The form of a line: posted values -> what is wished, and the act that carries it out."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from assessments.scenarios.models import Scenario
from cms.translation.board import deciding
from cms.translation.board.items import ASSIGN, BACK, PUBLISH, REVIEW, START, VALID
from cms.translation.board.people import translators
from cms.translation.board.rows import LANGUAGES, SCENARIO_MODEL, SCENARIOS, texts_of
from cms.translation.board.starting import page_in, publish_translation, start_translation
from cms.translation.board.texts import Text, read_texts
from courses.content.translations.stating import NoTranslation

ACTS = (REVIEW, BACK, VALID, ASSIGN, START, PUBLISH)
_DECIDED = {
    REVIEW: deciding.state_reviewed,
    BACK: deciding.state_draft,
    VALID: deciding.confirm_still_valid,
}


class PostingInvalid(ValueError):
    """The form was not made by this page."""


@dataclass(frozen=True)
class Posting:
    """One wish about `page` of a line, None for the whole line. `to` is who gets it, None for nobody."""

    kind: str
    key: UUID
    act: str
    language: str
    page: UUID | None = None
    everywhere: bool = False
    to: object = None

    @property
    def languages(self) -> tuple[str, ...]:
        return LANGUAGES if self.everywhere else (self.language,)


@dataclass(frozen=True)
class Told:
    """How many texts were changed; `titles` are of pages that were made."""

    done: int = 0
    titles: tuple[str, ...] = ()


def read_posting(data: Mapping, *, kind: str, key: UUID) -> Posting:
    """Return what was posted. Raises PostingInvalid."""
    act, _colon, page = data.get("do", "").partition(":")
    if act not in ACTS or data.get("language") not in LANGUAGES:
        raise PostingInvalid(act)
    try:
        chosen = UUID(page) if page else None
    except ValueError as error:
        raise PostingInvalid(page) from error
    return Posting(
        kind=kind,
        key=key,
        act=act,
        language=data["language"],
        page=chosen,
        everywhere=act == VALID and bool(data.get("everywhere")),
        to=_person(data.get(f"to.{page}", "")) if act == ASSIGN else None,
    )


def _person(number: str):
    if not number:
        return None
    found = next((person for person in translators() if str(person.pk) == number), None)
    if found is None:
        raise PostingInvalid(number)
    return found


def carry_out(posted: Posting, *, by) -> Told:
    """Do what is wished. Raises PermissionDenied where the person may not publish a page."""
    if posted.act == ASSIGN:
        return _assign(posted, by)
    if posted.kind == SCENARIOS:
        return _confirm_scenario(posted, by)
    texts = _texts(posted)
    if posted.act == START:
        return _start(posted, texts, by)
    if posted.act == PUBLISH:
        return _publish(posted, texts, by)
    outcome = _DECIDED[posted.act](texts=texts, languages=posted.languages, by=by, at=timezone.now())
    return Told(outcome.done)


def _texts(posted: Posting) -> list[Text]:
    texts = texts_of(posted.kind, posted.key, read_texts())
    return [text for text in texts if posted.page in (None, text.key)]


def _assign(posted: Posting, by) -> Told:
    places = [(text.key, text.model) for text in _texts(posted)]
    if not places and posted.page is None:
        places = [(posted.key, SCENARIO_MODEL if posted.kind == SCENARIOS else posted.kind)]
    outcome = deciding.assign(
        places=places, languages=posted.languages, to=posted.to, by=by, at=timezone.now()
    )
    return Told(outcome.done)


def _confirm_scenario(posted: Posting, by) -> Told:
    scenario = Scenario.objects.filter(key=posted.key).first()
    if scenario is None or posted.act != VALID:
        return Told()
    if not by.has_perm("assessments.translate_draft"):
        raise PermissionDenied
    outcome = deciding.confirm_scenario_still_valid(
        scenario=scenario, languages=posted.languages, by=by, at=timezone.now()
    )
    return Told(outcome.done)


@transaction.atomic
def _start(posted: Posting, texts: list[Text], by) -> Told:
    made = []
    for text in texts:
        source = page_in(text.key, settings.LANGUAGE_CODE)
        if source is not None and posted.language != settings.LANGUAGE_CODE:
            made += start_translation(source=source, language=posted.language, by=by)
    return Told(len(made), tuple(page.title for page in made))


@transaction.atomic
def _publish(posted: Posting, texts: list[Text], by) -> Told:
    done = 0
    for text in texts:
        try:
            publish_translation(key=text.key, language=posted.language, by=by)
            done += 1
        except NoTranslation:
            continue
    return Told(done)
