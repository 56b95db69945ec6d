from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.attempts.models import Attempt
from assessments.attempts.playing import AttemptEnded, NotPublished, UnknownChoice
from assessments.scenarios.models import Scenario
from courses.learning import scenarios
from courses.learning.access import place_for
from courses.learning.participating import (
    LessonMustBeReopened,
    UnitUnknown,
    play_choice,
    start_scenario,
)
from courses.learning.posting import posted_from_lesson


@posted_from_lesson
def start(request, lesson_key, scenario_key):
    """Begin an attempt, or go back to the one that is running."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    scenario = get_object_or_404(Scenario, key=scenario_key)
    try:
        attempt = start_scenario(place=place, scenario=scenario, at=timezone.now())
    except (UnitUnknown, NotPublished):
        raise Http404 from None
    except LessonMustBeReopened:
        messages.info(request, _("Read the lesson behind the critical error again; then the next try opens."))
        return redirect(place.lesson.url)
    return redirect(scenarios.attempt_url(place, attempt))


@login_required
@never_cache
def scene(request, lesson_key, attempt_key):
    """Show the scene the attempt stands in; a POST makes a choice and leads to the next scene or the debrief."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    if request.method == "POST":
        return redirect(_choose(request, place, attempt_key))
    attempt = _own_attempt(place, attempt_key)
    if attempt.ended_at is not None:
        return redirect(scenarios.debrief_url(place, attempt))
    state = scenarios.scene_state(place=place, attempt=attempt)
    return render(request, "learning/scene.html", {"scene": state})


def _choose(request, place, attempt_key) -> str:
    """Make the posted choice and return where to go on. What cannot be made (an old tab, a tampered form) changes
    nothing and says so.
    """
    try:
        step, position = int(request.POST.get("step", "")), int(request.POST.get("choice", ""))
        attempt = play_choice(
            place=place, attempt_key=attempt_key, step=step, position=position, at=timezone.now()
        )
    except (Attempt.DoesNotExist, UnitUnknown):
        raise Http404 from None
    except (ValueError, UnknownChoice, AttemptEnded):
        messages.warning(request, _("That choice could not be taken. Nothing is lost: go on from here."))
        return reverse("learning:scene", args=[place.lesson.key, attempt_key])
    if attempt.ended_at is not None:
        return scenarios.debrief_url(place, attempt)
    return scenarios.attempt_url(place, attempt)


@login_required
@require_safe
@never_cache
def debrief(request, lesson_key, attempt_key):
    """Look back at an ended attempt; one that still runs is played on first."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    attempt = _own_attempt(place, attempt_key)
    if attempt.ended_at is None:
        return redirect(scenarios.attempt_url(place, attempt))
    state = scenarios.debrief_state(place=place, attempt=attempt)
    return render(request, "learning/debrief.html", {"debrief": state})


def _own_attempt(place, attempt_key) -> Attempt:
    """Return the attempt if it was made under the person's own registration; else 404."""
    own = Attempt.objects.select_related("version__scenario").filter(
        registration=place.enrolment.registration
    )
    return get_object_or_404(own, key=attempt_key)
