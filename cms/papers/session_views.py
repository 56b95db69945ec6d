from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates.making.printing import fonts
from cms.papers.sign_in import Signer, SignInFacts, render_sign_in
from cms.papers.timetable import TimetableFacts, TimetableSession, render_timetable
from courses.attendance.access import cohorts_to_attend, sessions_to_mark
from courses.attendance.presenting import people_at
from courses.attendance.zones import when


@login_required
@require_safe
def timetable(request, key):
    """Send the timetable of a cohort (its key) in the reader's language to its people, lecturers and academy."""
    cohort = get_object_or_404(cohorts_to_attend(request.user).select_related("academy"), key=key)
    facts = TimetableFacts(
        cohort=cohort.title,
        academy=str(cohort.academy),
        place=cohort.place,
        language=get_language(),
        sessions=tuple(_session(cohort, one) for one in cohort.sessions.select_related("lecturer")),
        printed_on=timezone.localdate(),
    )
    return _pdf(render_timetable(facts, fonts()), f"timetable-{cohort.pk}-{facts.language}")


@login_required
@require_safe
def sign_in_sheet(request, key):
    """Send the sheet to sign at a session (its key) to who may mark it."""
    found = sessions_to_mark(request.user).select_related("cohort__academy", "lecturer")
    session = get_object_or_404(found, key=key)
    line = _session(session.cohort, session)
    people = (enrolment.user for enrolment in people_at(session))
    facts = SignInFacts(
        title=session.title,
        cohort=session.cohort.title,
        academy=str(session.cohort.academy),
        day=line.day,
        begins=line.begins,
        ends=line.ends,
        place=session.place,
        lecturer=line.lecturer,
        people=tuple(Signer(person.name_native, person.name_latin, person.username) for person in people),
        language=get_language(),
        printed_on=timezone.localdate(),
    )
    return _pdf(render_sign_in(facts, fonts()), f"sign-in-{session.pk}-{facts.language}")


def _session(cohort, session) -> TimetableSession:
    times = when(cohort, session.starts_at, session.ends_at)
    return TimetableSession(
        day=times.day,
        begins=f"{times.begins:%H:%M}",
        ends=f"{times.ends:%H:%M}",
        title=session.title,
        minutes=session.minutes,
        lecturer=session.lecturer.get_full_name() if session.lecturer else "",
        place=session.place,
        is_observed=session.is_observed,
        is_cancelled=session.cancelled_at is not None,
    )


def _pdf(file: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(file, content_type="application/pdf", headers=headers)
