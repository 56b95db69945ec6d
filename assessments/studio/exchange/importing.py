"""A file is taken in: looked at first, then written whole or not at all, so that it can be undone in one step."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from io import BytesIO

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from assessments.scenarios.models import Scenario
from assessments.scenarios.problem_texts import explain
from assessments.scenarios.reading import UNFINISHED
from assessments.scenarios.validation import Problem
from assessments.studio.drafting import document
from assessments.studio.drafting.changes import ChangesInvalid, faults_of
from assessments.studio.drafting.history import keep
from assessments.studio.drafting.saving import (
    create_draft,
    document_of_version,
    open_draft,
    replace_document,
)
from assessments.studio.drafting.storing import read_document
from assessments.studio.exchange.content import Content, overlay
from assessments.studio.exchange.faults import Fault, FileRefused
from assessments.studio.exchange.h5p.losses import Told, place_name
from assessments.studio.exchange.h5p.losses import explain as explain_losses
from assessments.studio.exchange.h5p.opening import is_h5p, open_h5p
from assessments.studio.exchange.h5p.reading import code_of, read_h5p
from assessments.studio.exchange.h5p.sketch import Known
from assessments.studio.exchange.placing import place_of_path, place_of_problem
from assessments.studio.exchange.workbook.reading import read_workbook
from assessments.studio.exchange.yaml_files import read_yaml
from assessments.studio.models import Draft
from assessments.studio.releasing.checking import judge_document
from assessments.xapi.keys import child_key


class DraftMoved(ValueError):
    """The draft was changed after the person looked at what the file would do."""


@dataclass(frozen=True)
class Line:
    """One thing to know about a file: its place, what it is, and whether publishing must wait for it."""

    place: str
    text: str
    is_blocking: bool


@dataclass(frozen=True)
class Preview:
    """What a file would do: `old` is the document there is (an empty one for a new scenario), `new` what it becomes.

    `scenario` is the one of the same code, None where there is none.
    """

    content: Content
    old: dict = field(repr=False)
    new: dict = field(repr=False)
    lines: tuple[Line, ...] = ()
    scenario: Scenario | None = None
    serial: int = 0

    @property
    def changes_nothing(self) -> bool:
        return self.scenario is not None and not _changes(self.old, self.new)

    @property
    def losses(self) -> tuple[Told, ...]:
        """What the file has and a scenario has no place for, with the places in words."""
        told = explain_losses(self.content.losses)
        return tuple(replace(one, places=tuple(place_name(place) for place in one.places)) for one in told)

    @property
    def title(self) -> str:
        texts = self.new["words"].get(self.new["head"]["source_language"], {})
        return texts.get("", {}).get("title", "")


def read_file(name: str, content: bytes) -> Content:
    """Return what a file says, XLSX, YAML or H5P; which it is, its bytes tell. Raises FileRefused."""
    languages = {code for code, _name in settings.LANGUAGES}
    if is_h5p(content, name):
        return _read_h5p(content)
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or name.lower().endswith((".xlsx", ".xls", ".xlsm")):
        return read_workbook(content, languages=languages)
    return read_yaml(content)


def _read_h5p(content: bytes) -> Content:
    """What went out from the scenario it comes back to is found again there."""
    file = open_h5p(BytesIO(content))
    scenario, draft = _here(code_of(file))
    base = _base(scenario, draft) if scenario else None

    def known(language: str) -> Known:
        ids = {key: str(child_key(scenario.key, key)) for key in base["scenes"]} if base else {}
        return Known.of(base, language, ids) if base else Known()

    return read_h5p(file, known=known)


def look(content: Content) -> Preview:
    """Return what a file would do to the draft of its code, or as a new scenario. Raises FileRefused.

    Nothing is written. For a scenario that has versions and no draft, what it would do to the newest version.
    """
    scenario, draft = _here(content.code)
    old = _base(scenario, draft) or _empty(content, scenario)
    new = overlay(old, content)
    lines = judged(content, old, new)
    return Preview(content, old, new, lines, scenario, draft.serial if draft else 0)


def judged(content: Content, old: dict, new: dict) -> tuple[Line, ...]:
    """Return what is unfinished in a document that a file makes, at its places in the file. Raises FileRefused."""
    problems = judge_document(new).problems
    faults = [
        Fault(place_of_problem(problem, content), explain(problem))
        for problem in problems
        if _refuses(problem)
    ]
    languages = {code for code, _name in settings.LANGUAGES}
    faults += [
        Fault(place_of_path(fault.path, content), fault.message)
        for fault in faults_of(_changes(old, new), languages=languages)
    ]
    if faults:
        raise FileRefused(faults)
    notes = [Line(note.place, note.message, is_blocking=False) for note in content.notes]
    told = [Line(place_of_problem(one, content), explain(one), one.is_blocking) for one in problems]
    return tuple(sorted([*told, *notes], key=lambda line: not line.is_blocking))


@transaction.atomic
def take_into_draft(
    *, scenario: Scenario, content: Content, serial: int, file_name: str, by, at: datetime
) -> Draft:
    """Make the draft of a scenario what a file says; what it was is kept first. Raises DraftMoved, FileRefused.

    `serial` is that of the draft the person saw (0: there was none). A file that changes nothing writes nothing.
    """
    draft = open_draft(scenario=scenario, by=by, at=at)
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if draft.serial != serial:
        raise DraftMoved(draft.serial)
    old = read_document(draft)
    new = overlay(old, content)
    judged(content, old, new)
    if not _changes(old, new):
        return draft
    keep(
        draft=draft,
        name=_("Before the import of %(file)s") % {"file": file_name},
        by=by,
        at=at,
        automatic=True,
    )
    _replace(draft, new, by=by, at=at)
    return draft


@transaction.atomic
def take_as_new(*, code: str, content: Content, by, at: datetime) -> Draft:
    """Return the draft of a new scenario with what a file says. Raises CodeTaken, FileRefused."""
    language = source_language_of(content)
    draft = create_draft(code=code, source_language=language, by=by, at=at)
    old = read_document(draft)
    new = overlay(old, content)
    judged(content, old, new)
    # A scenario that comes as a whole keeps what its authors said of its translations; a draft that is here already
    # does not: texts that change need a look of somebody here.
    _replace(draft, new, by=by, at=at, states=content.states)
    return draft


def source_language_of(content: Content) -> str:
    """Return the language a new scenario is written in: what the file says, else the site's first that it has."""
    known = [code for code, _name in settings.LANGUAGES if code in content.languages]
    return content.head.get("source_language") or (known[0] if known else settings.LANGUAGE_CODE)


def _here(code: str) -> tuple[Scenario | None, Draft | None]:
    scenario = Scenario.objects.filter(code__iexact=code).first()
    return scenario, Draft.objects.filter(scenario=scenario).first() if scenario else None


def _base(scenario: Scenario | None, draft: Draft | None) -> dict | None:
    if draft:
        return read_document(draft)
    if scenario and (version := scenario.versions.order_by("-number").first()):
        return document_of_version(version)
    return None


def _empty(content: Content, scenario: Scenario | None) -> dict:
    code = scenario.code if scenario else content.code
    return document.empty(code=code, source_language=source_language_of(content))


def _replace(draft: Draft, new: dict, *, by, at: datetime, states: dict[str, str] | None = None) -> None:
    try:
        replace_document(draft=draft, doc=new, by=by, at=at, states=states)
    except ChangesInvalid as error:
        raise FileRefused([Fault("/".join(fault.path), fault.message) for fault in error.faults]) from error
    draft.refresh_from_db()


def _changes(old: dict, new: dict) -> list[dict]:
    return [one for one in document.diff_changes(old, new) if one["path"] != ["head", "code"]]


def _refuses(problem: Problem) -> bool:
    """Return whether a problem is a fault of form; what is unfinished, the studio shows."""
    is_of_words = "language" in problem.values
    # What a file does not speak of has its usual value, so the only thing to miss is a lesson to read again.
    return problem.is_blocking and problem.code not in UNFINISHED | {"missing_key"} and not is_of_words
