"""The own scenario as its writer and the others of the cohort see it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.content.requirements import OWN_SCENARIO
from courses.practice.drafts import drafts_by
from courses.practice.models import OwnScenario
from courses.practice.places import is_open, place_of
from courses.practice.scenarios.forms import NameForm, chosen
from courses.practice.scenarios.reviewing import (
    MayNotReview,
    NotHerDraft,
    OwnWork,
    ReviewPassed,
    name_scenario,
    pass_peer_review,
)
from courses.practice.standing import practice_of_one
from courses.practice.training import waiting_for_peers
from courses.practice.words import CLOSED, refusal


@login_required
def my_own_scenario(request, registration):
    """Show how far the own scenario is; take its name until a review is passed."""
    enrolment = place_of(request.user, registration, OWN_SCENARIO)
    scenario = OwnScenario.objects.filter(enrolment=enrolment).first()
    drafts = drafts_by(request.user)
    if request.method == "POST":
        form = NameForm(request.POST, drafts=drafts)
        if form.is_valid():
            return _name(request, enrolment, form)
    else:
        named = {"draft": str(scenario.draft_key or ""), "title": _typed(scenario)} if scenario else {}
        form = NameForm(initial=named, drafts=drafts)
    context = {
        "enrolment": enrolment,
        "scenario": scenario,
        "standing": practice_of_one(enrolment),
        "form": form if is_open(enrolment) and not _is_settled(scenario) else None,
    }
    return render(request, "practice/own_scenario.html", context, status=422 if form.errors else 200)


def _name(request, enrolment, form):
    data = form.cleaned_data
    try:
        name_scenario(
            enrolment=enrolment, title=data["title"], draft_key=data.get("draft"), at=timezone.now()
        )
    except (NotHerDraft, ReviewPassed, *CLOSED) as error:
        messages.warning(request, refusal(error))
    else:
        messages.success(request, _("Your scenario is named. Ask somebody of your group to review it."))
    return redirect("my_own_scenario", registration=enrolment.registration)


def _typed(scenario: OwnScenario) -> str:
    return "" if scenario.draft_key else scenario.title


def _is_settled(scenario: OwnScenario | None) -> bool:
    return scenario is not None and bool(scenario.peer_reviewed_at or scenario.legally_reviewed_at)


@login_required
def my_peers(request, registration):
    """List the scenarios of others in the group that wait for a peer review; a POST passes one (`scenario`)."""
    enrolment = place_of(request.user, registration, OWN_SCENARIO)
    if request.method == "POST":
        return _pass(request, enrolment)
    context = {"enrolment": enrolment, "scenarios": waiting_for_peers(enrolment)}
    return render(request, "practice/peers.html", context)


def _pass(request, enrolment):
    own = OwnScenario.objects.filter(enrolment__cohort=enrolment.cohort)
    scenario = get_object_or_404(own, pk=chosen(request.POST))
    try:
        pass_peer_review(scenario=scenario, by=request.user, at=timezone.now())
    except (OwnWork, MayNotReview, *CLOSED) as error:
        messages.warning(request, refusal(error))
    else:
        messages.success(request, _("The review of “%(title)s” is passed.") % {"title": scenario.title})
    return redirect("my_peers", registration=enrolment.registration)
