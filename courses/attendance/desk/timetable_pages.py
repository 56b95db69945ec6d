"""The timetable of a cohort in the Wagtail admin."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from courses.attendance import planning
from courses.attendance.access import may_plan, sessions_to_mark
from courses.attendance.desk.forms import SessionForm, told
from courses.attendance.models import Session
from courses.attendance.planning import NotPlannable
from courses.attendance.presenting import SessionLine, line_of
from courses.attendance.zones import when
from courses.cohorts.pages import CohortView


@dataclass(frozen=True)
class Day:
    """The sessions of one day."""

    day: date
    lines: tuple[SessionLine, ...]

    @property
    def minutes(self) -> int:
        return planned_minutes(self.lines)


def planned_minutes(lines) -> int:
    """Return the minutes of the sessions that are not cancelled."""
    return sum(line.session.minutes for line in lines if not line.is_cancelled)


class SessionsPage(CohortView):
    """The sessions of one cohort, day by day."""

    permission_required = "courses.view_session"
    template_name = "panah_admin/sessions/index.html"
    tab = "cohort_sessions"

    @property
    def may_plan(self) -> bool:
        return may_plan(self.request.user, self.cohort)

    @property
    def header_buttons(self):
        if not self.may_plan:
            return []
        return [
            HeaderButton(
                _("Add a session"), url=reverse("cohort_session_add", args=[self.cohort.pk]), icon_name="plus"
            )
        ]

    def get_context_data(self, **kwargs):
        sessions = self.cohort.sessions.select_related("cohort", "lecturer").annotate(
            people_marked=Count("marks__enrolment", distinct=True)
        )
        markable = set(
            sessions_to_mark(self.request.user).filter(cohort=self.cohort).values_list("pk", flat=True)
        )
        lines = tuple(line_of(session) for session in sessions)
        days = [Day(day, tuple(group)) for day, group in groupby(lines, key=lambda line: line.when.day)]
        return super().get_context_data(
            days=days, planned=planned_minutes(lines), may_plan=self.may_plan, markable=markable, **kwargs
        )


class PlanningView(SessionsPage):
    """A page or act for who may change the timetable; the others are refused."""

    permission_required = "courses.change_session"

    def get(self, request, *args, **kwargs):
        self.authorise()
        return super().get(request, *args, **kwargs)

    def authorise(self):
        if not self.may_plan:
            raise PermissionDenied

    @property
    def session(self) -> Session:
        sessions = self.cohort.sessions.select_related("cohort", "lecturer")
        return get_object_or_404(sessions, pk=self.kwargs["session_pk"])


class SessionFormView(PlanningView):
    """Add a session, empty or like another one (?like=PK), or change it."""

    template_name = "panah_admin/sessions/form.html"
    form = None

    def get_form(self, data=None) -> SessionForm:
        like = self.session if "session_pk" in self.kwargs else self.model_session()
        initial = {} if like else {"day": self.cohort.starts_on, "place": self.cohort.place}
        return SessionForm(data, cohort=self.cohort, session=like, initial=initial)

    def model_session(self) -> Session | None:
        number = self.request.GET.get("like", "")
        return (
            self.cohort.sessions.select_related("cohort").filter(pk=number).first()
            if number.isdecimal()
            else None
        )

    def get_context_data(self, **kwargs):
        is_new = "session_pk" not in self.kwargs
        return super().get_context_data(form=self.form or self.get_form(), is_new=is_new, **kwargs)

    def post(self, request, *args, **kwargs):
        self.authorise()
        self.form = self.get_form(request.POST)
        if self.form.is_valid():
            try:
                return self.done(self.act())
            except NotPlannable as error:
                self.form.refuse(error)
        return self.render_to_response(self.get_context_data())

    def act(self) -> Session:
        if "session_pk" in self.kwargs:
            return planning.change(session=self.session, by=self.request.user, **self.form.values)
        return planning.plan(cohort=self.cohort, by=self.request.user, **self.form.values)

    def done(self, session: Session):
        messages.success(self.request, _("The session “%(title)s” was saved.") % {"title": session.title})
        if other := planning.elsewhere(session):
            warn = _("%(person)s leads another session at this time: “%(title)s” of “%(cohort)s”, %(when)s.")
            times = when(other.cohort, other.starts_at, other.ends_at)
            named = {
                "person": session.lecturer,
                "title": other.title,
                "cohort": other.cohort.title,
                "when": times,
            }
            messages.warning(self.request, warn % named)
        return redirect("cohort_sessions", pk=self.cohort.pk)


class SessionActView(PlanningView):
    """Cancel, restore or delete a session."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.authorise()
        session = self.session
        acts = {
            "cancel": (
                planning.cancel,
                _("The session “%(title)s” was cancelled: it does not count any more."),
            ),
            "restore": (planning.restore, _("The session “%(title)s” counts again.")),
            "delete": (planning.remove, _("The session “%(title)s” was deleted.")),
        }
        if kwargs["act"] not in acts:
            raise Http404
        act, message = acts[kwargs["act"]]
        try:
            act(session=session, by=request.user)
        except NotPlannable as error:
            messages.error(request, told(error, self.cohort)[1])
        else:
            messages.success(request, message % {"title": session.title})
        return redirect("cohort_sessions", pk=self.cohort.pk)
