"""What stands on the page "Certificates" of a cohort."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.issuing.candidates import (
    AWARD,
    LETTER,
    Candidates,
    NotClosed,
    NothingToCertify,
    candidates_of,
    share_for_a_letter,
)
from certificates.issuing.checks import CheckedPerson, check_people
from certificates.issuing.desk.forms import ChoiceForm, NamesForm
from certificates.issuing.mending import people_to_mend
from certificates.issuing.models import IssueRun
from certificates.issuing.ordering import OrderBook
from certificates.issuing.troubles import is_of_one_person
from certificates.issuing.troubles import told as trouble_told
from certificates.making.name_words import told
from certificates.making.names import mended
from certificates.making.results import attended_percent
from courses.cohorts.models import Cohort, Enrolment
from courses.transcripts.requirements import requirements_of

# A run in which nothing was issued for so long was left behind.
QUIET = timedelta(seconds=30)


@dataclass(frozen=True)
class Told:
    """One finding in words; `shown` is the name with the letters that are meant in brackets."""

    text: str
    is_stop: bool
    shown: str


@dataclass(frozen=True)
class PersonRow:
    """One person who is to get a certificate; `form` mends the name, where that is allowed."""

    enrolment: Enrolment
    findings: tuple[Told, ...]
    is_stopped: bool
    form: NamesForm | None
    has_proposal: bool
    is_open: bool


@dataclass(frozen=True)
class LeftOver:
    """One person who gets none, and why: `lines` of the requirements, or `text`."""

    enrolment: Enrolment
    lines: tuple = ()
    text: str = ""


@dataclass(frozen=True)
class RunLine:
    """One run as the page shows it."""

    run: IssueRun
    now: datetime

    @property
    def is_moving(self) -> bool:
        moved = self.run.moved_at or self.run.started_at
        return self.run.trouble is None and moved > self.now - QUIET

    @property
    def trouble(self) -> str:
        return trouble_told(self.run.trouble) if self.run.trouble else ""

    @property
    def left_out_pk(self) -> int | None:
        """Whom to leave out so that the others can go on."""
        trouble = self.run.trouble
        return trouble["enrolment"] if trouble and is_of_one_person(trouble) else None


class IssuePage:
    """The certificates or letters of one cohort: who is to get one, what keeps them from it, what was issued."""

    def __init__(self, cohort: Cohort, kind: str, *, user, choice: ChoiceForm, now: datetime):
        self.cohort = cohort
        self.kind = kind
        self.choice = choice
        self.now = now
        self._user = user

    @property
    def is_about_letters(self) -> bool:
        return self.kind == LETTER

    @cached_property
    def _found(self) -> Candidates | str:
        try:
            return candidates_of(self.cohort, self.kind, on=timezone.localdate(self.now))
        except NothingToCertify:
            return _("The cohort takes no course yet: choose one before issuing certificates.")
        except NotClosed:
            return _("Close the cohort first: who qualifies is settled then.")

    @property
    def why_not(self) -> str:
        """Why nothing can be issued at all; "" where something can."""
        return self._found if isinstance(self._found, str) else ""

    @property
    def found(self) -> Candidates:
        return Candidates((), (), (), ()) if self.why_not else self._found

    @cached_property
    def run(self) -> RunLine | None:
        """The run that goes on, or was left behind."""
        run = (
            IssueRun.objects.filter(cohort=self.cohort, kind=self.kind, finished_at=None, cancelled_at=None)
            .select_related("started_by", "design_version")
            .first()
        )
        return RunLine(run, self.now) if run else None

    @cached_property
    def ended(self) -> list[IssueRun]:
        """The runs that ended and issued something, the newest first."""
        runs = IssueRun.objects.filter(cohort=self.cohort, kind=self.kind, done__gt=0)
        return list(runs.exclude(finished_at=None, cancelled_at=None).select_related("started_by"))

    def book(self) -> OrderBook:
        """Return the orders of the run that goes on, else of what is chosen."""
        if self.run:
            run = self.run.run
            return OrderBook(self.cohort, self.kind, run.design_version, run.second_language)
        return OrderBook(self.cohort, self.kind, self.choice.version, self.choice.second_language)

    @cached_property
    def checked(self) -> tuple[CheckedPerson, ...]:
        """Who waits, checked. The people of the whole cohort are looked at for namesakes."""
        found = self.found
        everybody = (*found.waiting, *(one.enrolment for one in found.certified), *found.done, *found.others)
        return check_people(self.book(), found.waiting, everybody, self.now)

    @property
    def stopped(self) -> tuple[CheckedPerson, ...]:
        return tuple(one for one in self.checked if one.is_stopped)

    @property
    def ready_count(self) -> int:
        return len(self.checked) - len(self.stopped)

    def rows(self, asked: Mapping[int, NamesForm]) -> list[PersonRow]:
        """Return who waits, those to be mended first; `asked` are forms by enrolment that were posted or filled in."""
        mendable = set(
            people_to_mend(self._user)
            .filter(pk__in=[one.enrolment.user_id for one in self.checked])
            .values_list("pk", flat=True)
        )
        rows = [self._row(one, mendable, asked.get(one.enrolment.pk)) for one in self.checked]
        return sorted(rows, key=lambda row: not row.is_stopped)

    def _row(self, one: CheckedPerson, mendable: set[int], asked: NamesForm | None) -> PersonRow:
        person = one.enrolment.user
        form = None
        if person.pk in mendable:
            form = asked or NamesForm(instance=person, prefix=str(one.enrolment.pk))
        return PersonRow(
            enrolment=one.enrolment,
            findings=tuple(Told(told(finding), finding.is_stop, finding.shown) for finding in one.findings),
            is_stopped=one.is_stopped,
            form=form,
            has_proposal=mended(person.name_native, person.name_latin)
            != (person.name_native, person.name_latin),
            is_open=one.is_stopped or asked is not None,
        )

    def others(self, language: str) -> list[LeftOver]:
        """Return who gets none and why; of letters, those who did not qualify."""
        if self.kind == AWARD:
            rows = requirements_of(self.cohort, language).others if self.found.others else ()
            return [LeftOver(row.enrolment, lines=row.lacking) for row in rows]
        share = share_for_a_letter(self.cohort)
        return [
            LeftOver(one, text=_attended(one, share))
            for one in self.found.others
            if hasattr(one, "transcript") and not one.transcript.passed
        ]


def _attended(enrolment: Enrolment, share: int) -> str:
    told = _("%(percent)s %% of the planned session time attended; a letter is given from %(share)s %%.")
    return told % {"percent": attended_percent(enrolment.transcript), "share": share}
