from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import get_language

from certificates.cascade.trainers import is_trainer
from certificates.keeping.lines import certificates_of
from certificates.verification.discretion import discreet
from cms.pages.dashboard import DashboardState
from courses.attendance.access import MARKS
from courses.attendance.mine import sessions_ahead
from courses.learning.checklist import checklists_of
from courses.learning.mine import courses_of, places_of
from courses.learning.testing.offering import offers_of
from courses.messaging.inbox import unread_of
from courses.practice.lessons.waiting import count_to_mark


def start(request):
    """Send the visitor to the home page in the person's own language, else in the browser's."""
    language = request.user.language if request.user.is_authenticated else get_language()
    with translation.override(language):
        return redirect("home")


@discreet
def verify_in_visitors_language(request, code):
    """Send whoever scanned a printed code to the page in the browser's language."""
    return redirect("verify_localised", code=code)


@login_required
def dashboard(request):
    """Show a learner what to go on with, the courses with their progress, and the certificates."""
    language = get_language()
    certificates = certificates_of(request.user, language)
    places = places_of(request.user)
    state = DashboardState(
        name=request.user.get_full_name(),
        names_are_confirmed=request.user.names_are_confirmed,
        confirm_url=reverse("confirm_names"),
        courses=courses_of(request.user, language, places),
        tests=offers_of(places, language),
        certificates=certificates,
        is_trainer=bool(certificates) and is_trainer(request.user, on=timezone.localdate()),
        unread=unread_of(request.user),
        sessions=sessions_ahead(request.user, places.enrolments, leads=request.user.has_perm(MARKS)),
        checklists=checklists_of(places),
        to_mark=count_to_mark(request.user),
        admin_url=reverse("wagtailadmin_home") if request.user.has_perm("wagtailadmin.access_admin") else "",
    )
    return render(request, "learning/dashboard.html", {"dashboard": state})
