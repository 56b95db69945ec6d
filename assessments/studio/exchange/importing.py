"""A file is taken in: looked at first, then written whole or not at all, so that it can be undone in one step."""

from dataclasses import dataclass, field
from datetime import datetime

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
from assessments.studio.exchange.placing import place_of_path, place_of_problem
from assessments.studio.exchange.workbook.reading import read_workbook
from assessments.studio.exchange.yaml_files import read_yaml
from assessments.studio.models import Draft
from assessments.studio.releasing.checking import judge_document


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
    def title(self) -> str:
        texts = self.new["words"].get(self.new["head"]["source_language"], {})
        return texts.get("", {}).get("title", "")


def read_file(name: str, content: bytes) -> Content:
    """Return what a file says, XLSX or YAML; which it is, its bytes tell. Raises FileRefused."""
    languages = {code for code, _name in settings.LANGUAGES}
    if content.startswith((b"PK", b"\xd0\xcf\x11\xe0")) or name.lower().endswith((".xlsx", ".xls", ".xlsm")):
        return read_workbook(content, languages=languages)
    return read_yaml(content)


def look(content: Content) -> Preview:
    """Return what a file would do to the draft of its code, or as a new scenario. Raises FileRefused.

    Nothing is written. For a scenario that has versions and no draft, what it would do to the newest version.
    """
    scenario = Scenario.objects.filter(code__iexact=content.code).first()
    draft = Draft.objects.filter(scenario=scenario).first() if scenario else None
    old = _base(content, scenario, draft)
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


def _base(content: Content, scenario: Scenario | None, draft: Draft | None) -> dict:
    if draft:
        return read_document(draft)
    if scenario and (version := scenario.versions.order_by("-number").first()):
        return document_of_version(version)
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
