"""The checklist of a learner: what the cohort's rule asks for, what is met, and where to do what is missing."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.cohorts.models import Enrolment
from courses.content.requirements import ATTENDANCE, CONDUCT, OBSERVED, OWN_SCENARIO, PLAN, PRACTICE
from courses.learning.mine import Places
from courses.learning.states import DOING, DONE, TODO, Link
from courses.qualifying.rules import MET, NOT_MET, PENDING
from courses.qualifying.wording import KINDS, ToldLine
from courses.transcripts.requirements import told_for

SIGNS = {MET: DONE, NOT_MET: TODO, PENDING: DOING}
# Where a requirement is worked on, beside the lessons that the reasons lead to; by the person's registration.
PLACES = {CONDUCT: "my_conduct", PLAN: "my_plan", OWN_SCENARIO: "my_own_scenario", PRACTICE: "my_practice"}
SESSIONS = {ATTENDANCE, OBSERVED}


@dataclass(frozen=True)
class ChecklistLine:
    """One requirement: its words, the sign of its state, and where it is worked on (None: in the lessons)."""

    told: ToldLine
    sign: str
    action: Link | None


@dataclass(frozen=True)
class Checklist:
    """What one cohort asks of one person. Once it is closed nothing is to be done any more."""

    enrolment: Enrolment
    lines: tuple[ChecklistLine, ...]
    qualifies: bool

    @property
    def met(self) -> int:
        return sum(line.told.is_met for line in self.lines)


@login_required
@require_safe
def my_requirements(request, registration):
    """Show the person's own checklist in one cohort; to anybody else there is none (404)."""
    checklist = checklist_of(_own(request.user, registration), get_language())
    return render(request, "learning/requirements.html", {"checklist": checklist})


@login_required
@require_safe
def requirements_count(request, registration):
    """Say how many requirements are met, for the short line of the dashboard."""
    checklist = checklist_of(_own(request.user, registration), get_language())
    said = _("%(met)s of %(total)s met") % {"met": checklist.met, "total": len(checklist.lines)}
    return JsonResponse({"text": said}, headers={"Cache-Control": "private, no-store"})


def _own(user, registration) -> Enrolment:
    places = Enrolment.objects.active().of(user).select_related("user", "cohort__rule", "transcript")
    return get_object_or_404(places, registration=registration)


def checklist_of(enrolment: Enrolment, language: str) -> Checklist:
    """Return the checklist of a place; `cohort__rule` and `transcript` are best selected with it."""
    row = told_for(enrolment, language)
    is_open = enrolment.cohort.closed_at is None
    lines = tuple(
        ChecklistLine(
            told=line,
            sign=SIGNS[line.state],
            action=_action(line.kind, enrolment) if is_open and not line.is_met else None,
        )
        for line in row.lines
    )
    return Checklist(enrolment=enrolment, lines=lines, qualifies=row.qualifies)


def _action(kind: str, enrolment: Enrolment) -> Link | None:
    if kind in SESSIONS:
        return Link(title=_("My sessions"), url=reverse("my_sessions"))
    if kind not in PLACES:
        return None
    return Link(title=str(KINDS[kind]), url=reverse(PLACES[kind], args=[enrolment.registration]))


def checklists_of(places: Places) -> tuple[Link, ...]:
    """Return where the person's checklists are, for each cohort that has a rule. No query."""
    return tuple(
        Link(title=one.cohort.title, url=reverse("my_requirements", args=[one.registration]))
        for one in places.enrolments
        if one.cohort.rule_id
    )
