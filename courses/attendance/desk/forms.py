from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from courses.attendance.access import MARKS
from courses.attendance.models import Session
from courses.attendance.planning import NotPlannable
from courses.attendance.zones import moment, when, zone_of
from courses.cohorts.models import Cohort

FAULTS = {
    NotPlannable.ENDS_FIRST: ("ends", _("The session ends before it begins.")),
    NotPlannable.NO_TIME_LEFT: (
        "break_minutes",
        _("The breaks are as long as the session: nothing is left."),
    ),
    NotPlannable.TOO_EARLY: ("day", _("The cohort has not begun on this day: it begins on %(first)s.")),
    NotPlannable.TOO_LATE: ("day", _("The cohort is over on this day: its last day is %(last)s.")),
    NotPlannable.OVERLAPS: (
        "begins",
        _("The cohort has another session at this time: “%(other)s”, %(when)s."),
    ),
    NotPlannable.CLOSED: (None, _("The cohort is closed: its timetable stays as it is.")),
    NotPlannable.HAS_MARKS: (
        None,
        _("People have been marked at this session: cancel it instead of deleting it."),
    ),
}


def told(error: NotPlannable, cohort: Cohort) -> tuple[str | None, str]:
    """Return the field that is wrong (None for none) and what to tell about it."""
    field, message = FAULTS[error.fault]
    other = error.other
    return field, message % {
        "first": f"{cohort.starts_on:%d.%m.%Y}",
        "last": f"{cohort.ends_on:%d.%m.%Y}",
        "other": other.title if other else "",
        "when": when(other.cohort, other.starts_at, other.ends_at) if other else "",
    }


def people_who_lead(cohort: Cohort):
    """Return who can be named to lead a session: lecturers of the academy and those named in the cohort."""
    app, codename = MARKS.split(".")
    people = get_user_model().objects.filter(is_active=True, academy=cohort.academy_id)
    lecturing = people.filter(
        groups__permissions__content_type__app_label=app, groups__permissions__codename=codename
    )
    return (lecturing.distinct() | cohort.lecturers.all().distinct()).order_by("name_latin")


class SessionForm(forms.Form):
    """One session, its times by the clocks of the cohort's place."""

    title = forms.CharField(label=_("Title"), max_length=200)
    day = forms.DateField(label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    begins = forms.TimeField(
        label=_("Begins"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(label=_("Ends"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    break_minutes = forms.IntegerField(
        label=_("Breaks, minutes"),
        min_value=0,
        max_value=600,
        initial=0,
        help_text=_("Not counted as session time."),
    )
    place = forms.CharField(label=_("Place"), max_length=200, required=False)
    lecturer = forms.ModelChoiceField(label=_("Who leads"), queryset=None, required=False)
    is_observed = forms.BooleanField(
        label=_("Observed session"), required=False, help_text=_("Who misses it does not qualify.")
    )

    def __init__(self, *args, cohort: Cohort, session: Session | None = None, **kwargs):
        self.cohort = cohort
        if session is not None:
            kwargs["initial"] = {**_initial(session), **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["lecturer"].queryset = people_who_lead(cohort)
        if session is not None and session.lecturer_id:
            named = get_user_model().objects.filter(pk=session.lecturer_id)
            self.fields["lecturer"].queryset = (
                people_who_lead(cohort).order_by() | named.distinct()
            ).order_by("name_latin")

    @property
    def values(self) -> dict:
        """Return the fields of a session, see planning.FIELDS."""
        given, zone = self.cleaned_data, zone_of(self.cohort)
        names = ("title", "break_minutes", "place", "lecturer", "is_observed")
        return {
            "starts_at": moment(given["day"], given["begins"], zone),
            "ends_at": moment(given["day"], given["ends"], zone),
            **{name: given[name] for name in names},
        }

    def refuse(self, error: NotPlannable) -> None:
        """Say at the field what the act did not take."""
        self.add_error(*told(error, self.cohort))


def _initial(session: Session) -> dict:
    times = when(session.cohort, session.starts_at, session.ends_at)
    return {
        "title": session.title,
        "day": times.day,
        "begins": times.begins,
        "ends": times.ends,
        "break_minutes": session.break_minutes,
        "place": session.place,
        "lecturer": session.lecturer_id,
        "is_observed": session.is_observed,
    }
