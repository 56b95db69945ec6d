from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from courses.attendance.access import cohorts_to_attend, sessions_to_mark
from courses.attendance.calendar import calendar_file
from courses.attendance.marking import Answer, Refusal, mark
from courses.attendance.mine import cohorts_of
from courses.attendance.models import AttendanceMark
from courses.attendance.presenting import (
    KEPT_ON_A_DEVICE,
    current_marks,
    line_of,
    marking_page,
    people_at,
)
from courses.attendance.reading import BadBatch, read_batch, read_form
from courses.attendance.telling import reason

# How long a session stands in the list of those to mark.
BEHIND, AHEAD = timedelta(days=30), timedelta(days=14)


def _session(request, key):
    """Return the session, if the person may mark it; else there is none."""
    sessions = sessions_to_mark(request.user).select_related("cohort", "lecturer")
    return get_object_or_404(sessions, key=key)


@login_required
@require_safe
def index(request):
    """List the sessions that the person marks: of the last month, and of the two weeks to come."""
    now = timezone.now()
    found = sessions_to_mark(request.user).filter(
        cancelled_at=None, ends_at__gte=now - BEHIND, starts_at__lte=now + AHEAD
    )
    lines = [line_of(session) for session in found.select_related("cohort")]
    response = render(
        request,
        "attendance/teach.html",
        {
            "ahead": [line for line in lines if line.session.ends_at >= now],
            "behind": [line for line in reversed(lines) if line.session.ends_at < now],
        },
    )
    response["X-Panah-Keep-Until"] = (now + KEPT_ON_A_DEVICE).isoformat()
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_safe
def session(request, key):
    """Show the people of a session, to be marked; the page stays on the device and works without network."""
    page = marking_page(_session(request, key))
    response = render(request, "attendance/session.html", {"page": page, "marks": AttendanceMark.Mark})
    # For the worker of the browser, which keeps the page and has to forget it in time.
    response["X-Panah-Keep-Until"] = page.keep_until
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def marks(request, key):
    """Take a batch of marks from a device (JSON), or all rows of an ordinary form."""
    if request.content_type == "application/json":
        return _marks_of_a_device(request, key)
    return _marks_of_a_form(request, key)


def _marks_of_a_device(request, key):
    if not request.user.is_authenticated:
        return JsonResponse(
            {"error": _("Sign in to send the marks; they are kept on this device.")}, status=401
        )
    found = _session(request, key)
    try:
        batch = read_batch(request.body)
    except BadBatch:
        return JsonResponse({"error": _("This is no batch of marks.")}, status=400)
    if batch.by != request.user.pk:
        # Nobody sends under the own name what another person marked on the same device.
        told = _("These marks were made by somebody else, who has to sign in to send them.")
        return JsonResponse({"error": told}, status=409)
    answers = mark(
        session=found, wishes=batch.wishes, by=request.user, at=timezone.now(), sent_at=batch.sent_at
    )
    told = [_told(answer, found, wish.edition) for answer, wish in zip(answers, batch.wishes, strict=True)]
    unreadable = [Answer(key, Answer.REFUSED, Refusal.MALFORMED) for key in batch.unreadable]
    told += [_told(answer, found, found.edition) for answer in unreadable]
    return JsonResponse({"answers": told, "edition": found.edition})


def _told(answer: Answer, session, edition: int) -> dict:
    told = {"key": str(answer.key), "outcome": answer.outcome}
    if answer.refusal:
        told |= {"refusal": answer.refusal, "reason": reason(answer.refusal, session, edition)}
    return told


def _marks_of_a_form(request, key):
    if not request.user.is_authenticated:
        return redirect_to_login(reverse("teach:session", args=[key]))
    found, now = _session(request, key), timezone.now()
    people = {enrolment.pk: enrolment.user for enrolment in people_at(found)}
    wishes = read_form(request.POST, enrolments=people, current=current_marks(found), made_at=now)
    answers = mark(session=found, wishes=wishes, by=request.user, at=now)
    for answer, wish in zip(answers, wishes, strict=True):
        if answer.refusal:
            why = reason(answer.refusal, found, wish.edition)
            messages.error(request, _("%(person)s: %(why)s") % {"person": people[wish.enrolment], "why": why})
    kept = sum(answer.outcome == Answer.KEPT for answer in answers)
    told = ngettext("%(count)d mark was saved.", "%(count)d marks were saved.", kept)
    messages.success(request, told % {"count": kept})
    return redirect("teach:session", key=key)


@require_safe
def worker(request):
    """Send the script that keeps pages below `teach/` on a device. It stands at the root: its scope is below it."""
    code = Path(finders.find("js/teach-worker.js")).read_bytes()
    return HttpResponse(code, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@login_required
@require_safe
def mine(request):
    """Show a learner every session of the own cohorts, with the own marks and minutes."""
    return render(request, "attendance/mine.html", {"cohorts": cohorts_of(request.user)})


@login_required
@require_safe
def calendar(request, key):
    """Send the sessions of a cohort (its key) as a calendar file to its people, its lecturers and its academy."""
    cohort = get_object_or_404(cohorts_to_attend(request.user), key=key)
    host = urlsplit(settings.PANAH_BASE_URL).hostname
    file = calendar_file(cohort, cohort.sessions.all(), at=timezone.now(), host=host)
    headers = {
        "Content-Disposition": f'attachment; filename="sessions-{cohort.pk}.ics"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(file, content_type="text/calendar; charset=utf-8", headers=headers)
