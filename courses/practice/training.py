"""What the cohorts of a learner ask for besides the modules, on one page."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from courses.cohorts.models import Enrolment
from courses.content.requirements import CONDUCT, OWN_SCENARIO, PLAN, PRACTICE
from courses.practice.asking import asked_of
from courses.practice.models import OwnScenario
from courses.practice.places import places_of
from courses.practice.rubric import Result
from courses.practice.standing import PracticeStanding, practice_of_one

ADDRESSES = {
    CONDUCT: "my_conduct",
    PLAN: "my_plan",
    OWN_SCENARIO: "my_own_scenario",
    PRACTICE: "my_practice",
}
TITLES = {
    CONDUCT: _("Code of conduct"),
    PLAN: _("Session plan"),
    OWN_SCENARIO: _("Own scenario"),
    PRACTICE: _("Practice lesson"),
}
TODO, DOING, DONE = "todo", "doing", "done"


@dataclass(frozen=True)
class Item:
    """One thing that is asked for: `state` is a sign of the icons, `word` says it."""

    title: Promise
    url: str
    state: str
    word: Promise


@dataclass(frozen=True)
class Training:
    """What one cohort asks for."""

    title: str
    items: tuple[Item, ...]
    peers_url: str


@login_required
@require_safe
def my_training(request):
    """List what each cohort of the person asks for besides the modules."""
    trainings = [one for place in places_of(request.user).newest_first() if (one := training_of(place))]
    return render(request, "practice/training.html", {"trainings": trainings})


def training_of(enrolment: Enrolment) -> Training | None:
    """Return what the cohort asks for; None where it asks for nothing."""
    kinds = asked_of(enrolment.cohort)
    if not kinds:
        return None
    standing = practice_of_one(enrolment)
    items = tuple(_item(kind, enrolment, standing) for kind in kinds)
    has_peers = OWN_SCENARIO in kinds and waiting_for_peers(enrolment).exists()
    peers_url = reverse("my_peers", args=[enrolment.registration]) if has_peers else ""
    return Training(enrolment.cohort.title, items, peers_url)


def waiting_for_peers(enrolment: Enrolment):
    """Return the scenarios of the others in the cohort that wait for a peer review."""
    others = OwnScenario.objects.filter(enrolment__cohort=enrolment.cohort, enrolment__withdrawn_at=None)
    waiting = others.filter(peer_reviewed_at=None).exclude(enrolment__user=enrolment.user)
    return waiting.select_related("enrolment__user").order_by("named_at")


def _item(kind: str, enrolment: Enrolment, standing: PracticeStanding) -> Item:
    state, word = _STATES[kind](standing)
    return Item(TITLES[kind], reverse(ADDRESSES[kind], args=[enrolment.registration]), state, word)


def _conduct(standing: PracticeStanding):
    return (
        (DONE, pgettext_lazy("code of conduct", "signed"))
        if standing.conduct_is_signed
        else (TODO, _("to be signed"))
    )


def _plan(standing: PracticeStanding):
    if standing.plan_is_accepted:
        return DONE, _("accepted")
    if standing.plan_is_returned:
        return DOING, _("returned to you with a comment")
    if standing.plan_is_handed_in:
        return DOING, _("with your lecturer")
    return (DOING, _("a draft")) if standing.plan_is_begun else (TODO, _("to be written"))


def _scenario(standing: PracticeStanding):
    if standing.scenario_has_passed:
        return DONE, _("both reviews passed")
    if not standing.scenario_is_named:
        return TODO, _("to be named")
    if standing.scenario_is_peer_reviewed:
        return DOING, _("waits for the legal review")
    if standing.scenario_is_legally_reviewed:
        return DOING, _("waits for the peer review")
    return DOING, _("waits for both reviews")


def _practice(standing: PracticeStanding):
    best: Result | None = standing.best
    if best is None:
        return TODO, _("not planned yet")
    if best.passed:
        return DONE, _("passed")
    if any(not lesson.result.is_complete for lesson in standing.lessons):
        return DOING, _("planned, not marked yet")
    return (DOING, _("to be repeated")) if standing.may_repeat else (DOING, _("not passed"))


_STATES = {CONDUCT: _conduct, PLAN: _plan, OWN_SCENARIO: _scenario, PRACTICE: _practice}
