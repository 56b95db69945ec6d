from csp.constants import SELF
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from assessments.attempts.checking import NoTriesLeft, TryOutOfOrder
from courses.content.outline import (
    CHECK,
    H5P,
    PACKAGE,
    SCENARIO,
    UnitOutline,
    course_outline,
    find_lesson,
    find_module,
)
from courses.learning import checks, presenting
from courses.learning.access import Access, access_to, place_for, taken
from courses.learning.check_forms import read_answers
from courses.learning.countries import view_of
from courses.learning.packages import cards as package_cards
from courses.learning.participating import UnitUnknown
from courses.learning.participating import submit_check as submit
from courses.learning.playing import cards, h5p_cards
from courses.learning.playing.h5p_cards import H5PState
from courses.learning.posting import posted_from_lesson
from courses.learning.states import CheckState
from courses.progress import recording
from courses.progress.completion import required_units
from courses.progress.models import LessonProgress
from courses.progress.recording import Place, UnitsNotPassed

_TO_PASS = {
    CHECK: gettext_lazy("Pass the knowledge check"),
    SCENARIO: gettext_lazy("Pass the scenario"),
    H5P: gettext_lazy("Pass the interactive exercise"),
    PACKAGE: gettext_lazy("Pass the course package"),
}


def course(request, page, language):
    """Describe a course to anybody; with an enrolment, show the progress in it."""
    outline = _found(course_outline(page.translation_key, language))
    access = access_to(user=request.user, course_key=outline.key)
    state = _course_state(taken(outline, access.enrolment), access, language)
    return render(request, "learning/course.html", {"page": page, "course": state})


def module(request, page, language):
    """Show a module's objectives and lessons; what is in them opens with an enrolment."""
    outline, module = _found(find_module(page.translation_key, language))
    access = access_to(user=request.user, course_key=outline.key)
    state = _course_state(taken(outline, access.enrolment, module), access, language)
    here = next(module for module in state.modules if module.key == page.translation_key)
    return render(request, "learning/module.html", {"page": page, "course": state, "module": here})


def _found(outline):
    """Return what was found in the outlines. A page made below a translated course only is in none: 404."""
    if outline is None:
        raise Http404
    return outline


def _course_state(outline, access: Access, language: str):
    enrolment = access.enrolment
    progress = presenting.progress_of([enrolment])[enrolment.pk] if enrolment else {}
    return presenting.course_state(outline, progress=progress, enrolment=enrolment, language=language)


def lesson(request, page, language):
    """Show one lesson to whom it is open, and write down that it was opened."""
    course, module, outline = _found(find_lesson(page.translation_key, language))
    access = access_to(user=request.user, course_key=course.key)
    if not access.may_read:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        state = _course_state(course, access, language)
        return render(request, "learning/not_enrolled.html", {"page": page, "course": state}, status=403)
    course = taken(course, access.enrolment, module)
    place = Place(course=course, module=module, lesson=outline, enrolment=access.enrolment, language=language)
    if outline.text_language != page.locale.language_code:
        # Here is only the title.
        page = checks.page_of(place)
    return _lesson_page(request, place, page, progress=_open(request, place))


def _open(request, place: Place) -> LessonProgress | None:
    if place.enrolment is None:
        return None
    progress = LessonProgress.objects.filter(enrolment=place.enrolment, lesson_key=place.lesson.key).first()
    again = "reopen" in request.GET
    return recording.open_lesson(place=place, progress=progress, at=timezone.now(), again=again)


def _lesson_page(request, place: Place, page, *, progress=None, sent=None, status=200):
    units = {
        **checks.states_in(place=place, page=page, retry="retry" in request.GET, sent=sent or {}),
        **cards.states_in(place=place, at=timezone.now()),
        **h5p_cards.states_in(place=place, at=timezone.now()),
        **package_cards.states_in(place=place),
    }
    state = presenting.lesson_page_state(place=place, progress=progress, missing_units=_missing(place, units))
    view = view_of(request, page, is_learner=place.enrolment is not None)
    context = {
        "page": page,
        "lesson": state,
        "units": units,
        "country": view.country,
        "countries": view.options,
    }
    response = render(request, "learning/lesson.html", context, status=status)
    if any(isinstance(unit, H5PState) for unit in units.values()):
        # H5P content is played in a frame of ours, which has a policy of its own; no other page may hold one.
        response._csp_update = {"frame-src": [SELF]}
    return response


def _missing(place: Place, units) -> tuple[str, ...]:
    """Return what is to be done yet; a unit that the page cannot show is not passed."""
    required = ((unit, units.get(unit.key)) for unit in required_units(place.lesson))
    return tuple(
        _what_is_missing(unit, state) for unit, state in required if not (state and state.has_passed)
    )


def _what_is_missing(unit: UnitOutline, state) -> str:
    if isinstance(state, CheckState) and not state.tries_left:
        return _("Ask your academy for another try at the knowledge check")
    return str(_TO_PASS[unit.kind])


@posted_from_lesson
def complete_lesson(request, lesson_key):
    """Complete a lesson and go on to the next one."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    try:
        recording.complete_lesson(place=place, at=timezone.now())
    except UnitsNotPassed:
        messages.error(request, _("Pass the check and the scenario of this lesson first."))
        return redirect(place.lesson.url)
    _previous, following = place.course.neighbours(lesson_key)
    return redirect((following or place.course).url)


@posted_from_lesson
def submit_check(request, lesson_key, check_key):
    """Take one try at a knowledge check; an incomplete form comes back with everything chosen kept (422)."""
    place = place_for(user=request.user, lesson_key=lesson_key, language=get_language())
    page = checks.page_of(place)
    try:
        check = checks.find(place=place, page=page, check_key=check_key)
    except UnitUnknown:
        raise Http404 from None
    sent = read_answers(check=check, place=place, data=request.POST)
    if sent.errors:
        return _lesson_page(
            request, place, page, progress=_open(request, place), sent={check_key: sent}, status=422
        )
    _submit(request, place, check, sent)
    return redirect(f"{place.lesson.url}#check-{check_key}")


def _submit(request, place: Place, check, sent) -> None:
    """Hand in the try. A form of an earlier try (an old tab, a second click) changes nothing."""
    try:
        submit(
            place=place,
            check=check,
            tries_allowed=checks.allowed_tries(place=place, check=check),
            answers=sent.answers,
            try_number=sent.try_number,
            at=timezone.now(),
        )
    except NoTriesLeft:
        messages.error(request, _("All tries at this check are used. Your academy can give you more."))
    except TryOutOfOrder:
        messages.warning(request, _("This form belonged to another try. Please answer once more."))
