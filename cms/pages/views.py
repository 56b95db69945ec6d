from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language

from certificates.issuing.views import certificate_line
from certificates.register.models import Certificate
from courses.cohorts.models import Enrolment
from courses.content.outline import course_outline
from courses.learning.presenting import course_state, progress_of
from courses.learning.states import DashboardState


def start(request):
    """Send the visitor to the home page in the person's own language, else in the browser's."""
    language = request.user.language if request.user.is_authenticated else get_language()
    with translation.override(language):
        return redirect("home")


def verify_in_visitors_language(request, code):
    """Send whoever scanned a printed code to the page in the browser's language."""
    return redirect("verify_localised", code=code)


def courses_of(user, language: str) -> tuple:
    """Return the CourseState of every course the person's cohorts take, newest cohort first, each course once."""
    enrolments = list(
        Enrolment.objects.active().of(user).newest_first().select_related("cohort")
        .prefetch_related("cohort__cohort_courses")
    )
    progress = progress_of(enrolments)
    found = {}
    for enrolment in enrolments:
        for line in enrolment.cohort.cohort_courses.all():
            outline = course_outline(line.course_key, language)
            if outline is not None and line.course_key not in found:
                found[line.course_key] = course_state(
                    outline, progress=progress[enrolment.pk], enrolment=enrolment, language=language
                )
    return tuple(found.values())


@login_required
def dashboard(request):
    """Show a learner what to go on with, the courses with their progress, and the certificates."""
    language = get_language()
    certificates = Certificate.objects.filter(holder=request.user)
    state = DashboardState(
        name=request.user.get_full_name(),
        names_are_confirmed=request.user.names_are_confirmed,
        confirm_url=reverse("confirm_names"),
        courses=courses_of(request.user, language),
        certificates=tuple(certificate_line(certificate, language) for certificate in certificates),
    )
    return render(request, "learning/dashboard.html", {"dashboard": state})
