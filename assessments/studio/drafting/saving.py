"""A draft is opened, changed and duplicated: every act is one transaction, and a batch sent twice is written once."""

from datetime import datetime
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.scenarios.models import Scenario, ScenarioVersion
from assessments.scenarios.words import all_words
from assessments.studio.drafting import document
from assessments.studio.drafting.changes import ChangeFault, ChangesInvalid, apply_changes
from assessments.studio.drafting.storing import read_document, write_document
from assessments.studio.models import Draft, DraftChange

DRAFT, REVIEWED = "draft", "reviewed"


class CodeTaken(ValueError):
    """Another scenario has this code."""


@transaction.atomic
def create_draft(
    *, code: str, source_language: str, by, at: datetime, title: str = "", copied_from: Scenario | None = None
) -> Draft:
    """Return the draft of a new scenario: empty, or a copy of another's draft or newest version. Raises CodeTaken."""
    if Scenario.objects.filter(code__iexact=code).exists():
        raise CodeTaken(code)
    if copied_from:
        doc = read_document(open_draft(scenario=copied_from, by=by, at=at))
        doc["head"]["code"], doc["serial"] = code, 0
    else:
        doc = document.empty(code=code, source_language=source_language)
    if title:
        texts = doc["words"].setdefault(doc["head"]["source_language"], {})
        texts[""] = texts.get("", {}) | {"title": title}
    try:
        with transaction.atomic():
            scenario = Scenario.objects.create(code=code)
    except IntegrityError as error:  # somebody was faster by a moment
        raise CodeTaken(code) from error
    return _insert(scenario, doc, by=by, at=at, copied_from=copied_from)


@transaction.atomic
def open_draft(*, scenario: Scenario, by, at: datetime) -> Draft:
    """Return the draft of a scenario; where there is none yet, one made of its newest version.

    A draft in which nothing was changed since its version follows a newer one (of the library).
    """
    draft = Draft.objects.filter(scenario=scenario).select_related("scenario").first()
    version = scenario.versions.order_by("-number").first()
    if draft and not (draft.is_published_as_it_is and draft.based_on_id != version.pk):
        return draft
    # Two who come at once make one draft.
    Scenario.objects.select_for_update().get(pk=scenario.pk)
    draft = Draft.objects.filter(scenario=scenario).select_related("scenario").first()
    if draft:
        return _follow(draft, version, at=at)
    if version is None:
        doc = document.empty(code=scenario.code, source_language=settings.LANGUAGE_CODE)
    else:
        doc = document_of_version(version)
    return _insert(scenario, doc, by=by, at=at, based_on=version)


def document_of_version(version: ScenarioVersion) -> dict:
    """Return the document of a published version. The first language of the site that it has is its source."""
    states = dict(version.translations.values_list("language_code", "state"))
    return version_as_document(version, all_words(version), states)


def version_as_document(version: ScenarioVersion, words: dict, states: dict[str, str]) -> dict:
    """Return the document of a version whose words and {language: state} were read. No query."""
    source = next(code for code, _name in settings.LANGUAGES if code in words)
    doc = document.decompile(
        version.structure,
        words,
        code=version.scenario.code,
        minutes=version.minutes,
        source_language=source,
    )
    doc["states"] = _states_throughout(doc, states)
    return doc


@transaction.atomic
def save_changes(
    *, draft: Draft, key: UUID, changes: list[dict], by, at: datetime, states: dict[str, str] | None = None
) -> DraftChange:
    """Return the row of a batch of changes (see changes.py), made in the draft whole or not at all.

    A translated text that is saved becomes a draft made from today's source text; `states` ({language: state})
    says otherwise for what comes reviewed. A batch whose key is there already changes nothing.
    Raises ChangesInvalid, ChangesConflict.
    """
    locked = Draft.objects.select_for_update(of=("self",)).select_related("scenario").get(pk=draft.pk)
    if earlier := DraftChange.objects.filter(key=key).first():
        if earlier.draft_id != draft.pk:
            raise ChangesInvalid([ChangeFault((), _("This batch belongs to another scenario."))])
        return earlier
    languages = {code for code, _name in settings.LANGUAGES}
    doc = apply_changes(read_document(locked), changes, languages=languages)
    places = _touched(changes)
    _note_states(doc, changes, states or {}, by=by, at=at)
    locked.serial += 1
    locked.changed_at, locked.changed_by = at, by
    write_document(locked, doc, places)
    return DraftChange.objects.create(
        draft=locked, key=key, serial=locked.serial, changes=changes, made_at=at, made_by=by
    )


@transaction.atomic
def replace_document(
    *,
    draft: Draft,
    doc: dict,
    by,
    at: datetime,
    states: dict[str, str] | None = None,
    key: UUID | None = None,
) -> DraftChange | None:
    """Make a draft's document another one, as one batch that can be undone; None when there is nothing to change."""
    locked = Draft.objects.select_for_update(of=("self",)).select_related("scenario").get(pk=draft.pk)
    changes = document.diff_changes(read_document(locked), doc)
    changes = [each for each in changes if each["path"] != ["head", "code"]]
    if not changes:
        return None
    return save_changes(draft=draft, key=key or uuid4(), changes=changes, by=by, at=at, states=states)


def _follow(draft: Draft, version: ScenarioVersion, *, at: datetime) -> Draft:
    # Whoever happens to open the draft has written nothing in it.
    if not draft.is_published_as_it_is or draft.based_on_id == version.pk:
        return draft
    doc = document_of_version(version)
    states = dict(version.translations.values_list("language_code", "state"))
    replace_document(draft=draft, doc=doc, by=None, at=at, states=states)
    draft.refresh_from_db()
    draft.based_on, draft.published_serial = version, draft.serial
    draft.save(update_fields=["based_on", "published_serial"])
    return draft


def _insert(scenario: Scenario, doc: dict, *, by, at: datetime, **rest) -> Draft:
    structure = {name: doc[name] for name in ("head", "values", "scenes")}
    draft = Draft.objects.create(
        scenario=scenario,
        structure=structure,
        created_at=at,
        created_by=by,
        changed_at=at,
        changed_by=by,
        **rest,
    )
    write_document(draft, doc)
    return draft


def _touched(changes: list[dict]) -> set[tuple[str, str]]:
    return {(each["path"][1], each["path"][2]) for each in changes if each["path"][0] == "words"}


def _states_throughout(doc: dict, states: dict[str, str]) -> dict:
    source = doc["words"].get(doc["head"]["source_language"], {})
    return {
        language: {
            address: {
                name: {
                    "state": states.get(language, DRAFT),
                    "source": document.digest(source.get(address, {}).get(name, "")),
                }
                for name in own
            }
            for address, own in texts.items()
        }
        for language, texts in doc["words"].items()
        if language != doc["head"]["source_language"]
    }


def _note_states(doc: dict, changes: list[dict], states: dict[str, str], *, by, at: datetime) -> None:
    source_language = doc["head"]["source_language"]
    source = doc["words"].get(source_language, {})
    for change in changes:
        if change["path"][0] != "words" or change["path"][1] == source_language:
            continue
        _words, language, address, name = change["path"]
        own = doc["states"].setdefault(language, {}).setdefault(address, {})
        if not change["new"]:
            own.pop(name, None)
            continue
        own[name] = {
            "state": states.get(language, DRAFT),
            "source": document.digest(source.get(address, {}).get(name, "")),
            "by": by.get_username() if by else "",
            "at": at.isoformat(),
        }
