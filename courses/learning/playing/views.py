from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.attempts.models import Attempt
from assessments.attempts.playing import AttemptEnded, CoolingDown, NotPublished, NoTriesLeft, UnknownChoice
from assessments.scenarios.models import Scenario
from courses.learning.access import place_for
from courses.learning.participating import LessonMustBeReopened, UnitUnknown, start_scenario
from courses.learning.playing.addresses import attempt_url, debrief_url, retry_url
from courses.learning.playing.debriefs import debrief_state
from courses.learning.playing.moves import NotAMove, make_move, read_move
from courses.learning.playing.retrying import StepUnknown, retry_state
from courses.learning.playing.scenes import scene_state
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
    except (LessonMustBeReopened, NoTriesLeft, CoolingDown) as error:
        messages.info(request, _why_not_yet(error))
        return redirect(place.lesson.url)
    return redirect(attempt_url(place, attempt))


def _why_not_yet(error: Exception) -> str:
    if isinstance(error, NoTriesLeft):
        return _("All tries at this scenario are used. Your lecturer can tell you how to go on.")
    if isinstance(error, CoolingDown):
        until = date_format(timezone.localtime(error.until), "DATETIME_FORMAT")
        return _("The next try opens again at %(time)s.") % {"time": until}
    return _("Read the lesson behind the critical error again; then the next try opens.")


@login_required
@never_cache
def scene(request, lesson_key, attempt_key):
    """Show the scene the attempt stands in; a POST makes a choice and leads to the next scene or the debrief."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    if request.method == "POST":
        return redirect(_move(request, place, attempt_key))
    attempt = _own_attempt(place, attempt_key)
    if attempt.ended_at is not None:
        return redirect(debrief_url(place, attempt))
    state = scene_state(place=place, attempt=attempt, at=timezone.now())
    return render(request, "learning/scene.html", {"scene": state})


def _move(request, place, attempt_key) -> str:
    """Make the posted move and return where to go on. What cannot be made (an old tab, a tampered form) changes
    nothing and says so.
    """
    try:
        move = read_move(request.POST)
        attempt = make_move(place=place, attempt_key=attempt_key, move=move, at=timezone.now())
    except (Attempt.DoesNotExist, UnitUnknown):
        raise Http404 from None
    except (NotAMove, UnknownChoice, AttemptEnded):
        messages.warning(request, _("That choice could not be taken. Nothing is lost: go on from here."))
        return request.path
    if attempt.was_taken_otherwise:
        messages.info(request, _("You have already chosen here, in another window. Go on from here."))
    return (debrief_url if attempt.ended_at else attempt_url)(place, attempt)


@login_required
@require_safe
@never_cache
def debrief(request, lesson_key, attempt_key):
    """Look back at an ended attempt; one that still runs is played on first."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    attempt = _own_attempt(place, attempt_key)
    if attempt.ended_at is None:
        return redirect(attempt_url(place, attempt))
    state = debrief_state(place=place, attempt=attempt, at=timezone.now())
    return render(request, "learning/debrief.html", {"debrief": state})


@login_required
@require_safe
@never_cache
def retry(request, lesson_key, attempt_key, number):
    """Try one scene of an ended attempt again: ?choice= shows how that choice would be. Nothing is stored."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    attempt = _own_attempt(place, attempt_key)
    if attempt.ended_at is None:
        return redirect(attempt_url(place, attempt))
    given = request.GET.get("choice", "")
    position = int(given) if given.isdecimal() and len(given) < 3 else None
    try:
        state = retry_state(place=place, attempt=attempt, number=number, position=position)
    except StepUnknown:
        raise Http404 from None
    except UnknownChoice:
        return redirect(retry_url(place, attempt, number))
    return render(request, "learning/retry.html", {"retry": state})


def _own_attempt(place, attempt_key) -> Attempt:
    """Return the attempt if it was made under the person's own registration; else 404."""
    own = Attempt.objects.select_related("version__scenario").filter(
        registration=place.enrolment.registration
    )
    return get_object_or_404(own, key=attempt_key)
