from django import forms
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.cohorts.enrolling import set_courses
from courses.cohorts.models import Cohort
from courses.content.outline import course_outlines
from courses.content.routes import route_outlines


class CohortForm(WagtailAdminModelForm):
    """A cohort with the courses it takes."""

    courses = forms.TypedMultipleChoiceField(
        label=_("Courses"),
        coerce=str,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People of the cohort can open these courses and have to complete all of them."),
        required=False,
    )

    class Meta:
        model = Cohort
        fields = ["title", "academy", "country", "place", "starts_on", "ends_on", "hours", "state", "route"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        outlines = course_outlines(get_language())
        self.fields["courses"].choices = [
            (str(outline.key), f"{outline.code} · {outline.title}") for outline in outlines
        ]
        taken = []
        if self.instance.pk:
            taken = [str(key) for key in self.instance.cohort_courses.values_list("course_key", flat=True)]
        self.fields["courses"].initial = taken
        # A course that is not live for the moment cannot be ticked, and must not get lost for that.
        self._not_offered = sorted(set(taken) - {str(outline.key) for outline in outlines})

    def clean(self):
        """A route brings the courses its modules are in; without one, courses have to be chosen."""
        cleaned = super().clean()
        route, courses = cleaned.get("route"), cleaned.get("courses") or []
        if route is not None:
            outlines = {outline.pk: outline for outline in route_outlines(get_language())}
            needed = outlines[route.pk].course_keys if route.pk in outlines else ()
            courses = list(dict.fromkeys([*courses, *(str(key) for key in needed)]))
        if not courses and not self._not_offered:
            self.add_error("courses", _("Choose a route or at least one course."))
        cleaned["courses"] = courses
        return cleaned

    def save(self, commit=True):
        cohort = super().save(commit=commit)
        set_courses(cohort=cohort, course_keys=[*self.cleaned_data["courses"], *self._not_offered])
        return cohort


class EnrolForm(forms.Form):
    """Service numbers of people to enrol, one a line or separated by commas."""

    usernames = forms.CharField(
        label=_("Service numbers"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line, or separated by commas or spaces."),
    )

    def __init__(self, *args, people, **kwargs):
        self.people = people
        super().__init__(*args, **kwargs)

    def clean_usernames(self):
        """Return the people of the numbers; name every number nobody has, and enrol nobody then."""
        numbers = list(dict.fromkeys(self.cleaned_data["usernames"].replace(",", " ").split()))
        known = {person.username.lower(): person for person in self._people_of(numbers)}
        unknown = [number for number in numbers if number.lower() not in known]
        if unknown:
            raise forms.ValidationError(
                _(
                    "Nobody has the service number %(numbers)s. Correct it or create the person first; "
                    "nobody was enrolled."
                ),
                params={"numbers": ", ".join(unknown)},
            )
        return [known[number.lower()] for number in numbers]

    def _people_of(self, numbers: list[str]):
        # In any letter case, as in signing in. LOWER of SQLite knows Latin letters only, hence also as typed.
        typed = models.Q(username__in=numbers)
        lowered = models.Q(lowered__in=[number.lower() for number in numbers])
        return self.people.annotate(lowered=Lower("username")).filter(typed | lowered)
