"""The test before and after the course: one form, taken once, with a number as its result."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from courses.cohorts.models import Enrolment
from courses.learning.testing.forms import TestForm, sent_form
from courses.measuring.asking import NotOpen, hand_in, questions_for, standing_of
from courses.measuring.models import TestTry


@never_cache
@login_required
def course_test(request, registration, occasion):
    """Show the form, take it once; afterwards show how many answers were right, and nothing of the single ones."""
    if occasion not in TestTry.Occasion.values:
        raise Http404
    places = Enrolment.objects.active().of(request.user).select_related("cohort")
    enrolment = get_object_or_404(places, registration=registration)
    taken = {row.occasion: row for row in enrolment.test_tries.all()}
    if occasion in taken:
        return _page(request, "learning/test_result.html", enrolment, occasion, taken=taken)
    questions = questions_for(enrolment.cohort, get_language())
    if not questions or standing_of(enrolment, get_language()) != occasion:
        return _page(request, "learning/test_closed.html", enrolment, occasion)
    if request.method == "POST":
        return _take(request, enrolment, occasion, questions)
    return _page(request, "learning/test.html", enrolment, occasion, form=TestForm(enrolment, questions))


def _take(request, enrolment, occasion, questions):
    form = sent_form(enrolment, questions, request.POST)
    if not form.is_whole:
        return _page(request, "learning/test.html", enrolment, occasion, form=form, status=422)
    try:
        hand_in(
            enrolment=enrolment,
            occasion=occasion,
            questions=questions,
            answers=form.answers,
            language=get_language(),
            at=timezone.now(),
        )
    except NotOpen:
        messages.error(request, _("This test is not open any more."))
    return redirect("course_test", enrolment.registration, occasion)


def _page(request, template, enrolment, occasion, *, status=200, **context):
    is_before = occasion == TestTry.Occasion.BEFORE
    context |= {"enrolment": enrolment, "cohort": enrolment.cohort, "is_before": is_before}
    return render(request, template, context, status=status)
