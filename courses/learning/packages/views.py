"""The pages of a course package for its learner: its units, one unit in its frame, and what the frame wants kept."""

import logging

from csp.constants import SELF
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from assessments.packages.models import AssignableUnit, Launch, Package
from assessments.packages.scorm import endpoint
from assessments.packages.scorm.committing import BadCommit, Commit, CommitRefused
from assessments.packages.scorm.launching import NotYet
from courses.learning.access import place_for
from courses.learning.packages import cards, playing, progress, scorm
from courses.learning.participating import UnitUnknown, require_unit
from courses.learning.posting import posted_from_lesson
from courses.progress.models import UnitResult
from courses.progress.recording import Place

logger = logging.getLogger(__name__)


@login_required
@require_safe
@never_cache
def package(request, lesson_key, package_key):
    """Show the units of a package, how far each is, and which one comes next."""
    place, found = _found(request, lesson_key, package_key)
    page = cards.package_page(place=place, package=found)
    if page is None:
        raise Http404
    return render(request, "learning/package.html", {"package": page})


@posted_from_lesson
def begin_anew(request, lesson_key, package_key):
    """Begin the next try, on the newest version."""
    place, found = _found(request, lesson_key, package_key)
    version = cards.newest_version(found)
    if version is None or found.archived_at is not None:
        raise Http404
    act = progress if found.standard == Package.Standard.CMI5 else scorm
    act.begin_anew(place=place, version=version, at=timezone.now())
    return redirect(cards.page_url(place, package_key))


@login_required
@never_cache
def start(request, lesson_key, package_key, index):
    """Launch a unit. A GET (an address opened anew, another language) leads to the page of the package."""
    place, found = _found(request, lesson_key, package_key)
    if request.method != "POST":
        return redirect(cards.page_url(place, package_key))
    facts = cards.facts_of(place, found)
    if facts is None or (found.archived_at is not None and facts.registration is None):
        raise Http404
    unit = next((one for one in facts.units if one.index == index), None)
    if unit is None:
        raise Http404
    if found.standard == Package.Standard.CMI5:
        return _start_cmi5(request, place, facts, unit)
    try:
        launch = scorm.launch(place=place, version=facts.version, unit=unit, at=timezone.now())
    except NotYet:
        messages.info(request, _("The units before this one have to be done first."))
        return redirect(cards.page_url(place, package_key))
    return redirect("learning:package_play", lesson_key=place.lesson.key, launch_key=launch.key)


def _start_cmi5(request, place: Place, facts: cards.Facts, unit: AssignableUnit):
    """Show a cmi5 unit in its frame; it goes to its own window where it asks for one, or is on another server.

    The address is good once, so the page has no address of its own: opened anew, it launches anew.
    """
    played = playing.cmi5_played(
        place=place, facts=facts, unit=unit, site=request.build_absolute_uri("/"), at=timezone.now()
    )
    response = render(request, "learning/package_unit.html", {"unit": played})
    response._csp_update = {"frame-src": [SELF]}
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


@login_required
@require_safe
@never_cache
def play(request, lesson_key, launch_key):
    """Show a SCORM unit in its frame; the session that was opened goes on when the page is loaded again."""
    launch = _own_launch(request, launch_key)
    place, found = _found(request, lesson_key, launch.registration.package_key)
    played = playing.scorm_played(place=place, package=found, launch=launch, at=timezone.now())
    response = render(request, "learning/package_unit.html", {"unit": played})
    response._csp_update = {"frame-src": [SELF]}
    return response


@login_required
@require_POST
@never_cache
def commit(request, lesson_key, launch_key):
    """Keep what the page heard from its frame: JSON in, JSON out."""
    launch = _own_launch(request, launch_key)
    try:
        taken = scorm.take_commit(launch=launch, sent=Commit.of(endpoint.body_of(request)), at=timezone.now())
    except CommitRefused as problem:
        return _refused(request, problem)
    return JsonResponse(
        {
            "commits": taken.commits,
            "new": taken.is_new,
            "satisfied": taken.is_newly_satisfied,
        }
    )


def _refused(request, problem: CommitRefused) -> JsonResponse:
    status = 404 if isinstance(problem, scorm.NoPlace) else endpoint.status_of(problem)
    logger.warning("SCORM commit at %s refused: %s %s", request.path, type(problem).__name__, problem)
    why = str(problem) if isinstance(problem, BadCommit) else ""
    return JsonResponse({"problem": type(problem).__name__, "why": why}, status=status)


@xframe_options_exempt
@require_safe
def returned(request):
    """Where a cmi5 unit leads when it has ended: inside of the frame or in its own window. It shows nobody's data."""
    response = render(request, "learning/package_returned.html")
    response._csp_replace = {"frame-ancestors": [SELF]}
    return response


def _own_launch(request, launch_key) -> Launch:
    try:
        return endpoint.launch_by_key(launch_key, request.user)
    except CommitRefused:
        raise Http404 from None


def _found(request, lesson_key, package_key) -> tuple[Place, Package]:
    """Return the learner's place and the package of the lesson; 404 for another lesson, 403 without an enrolment."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    try:
        require_unit(place.lesson, package_key, UnitResult.Kind.PACKAGE)
    except UnitUnknown:
        raise Http404 from None
    return place, get_object_or_404(Package, key=package_key)
