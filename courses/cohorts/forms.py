from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.cohorts.enrolling import set_courses
from courses.cohorts.models import Cohort
from courses.content.models import CoursePage


class CohortForm(WagtailAdminModelForm):
    """A cohort with the courses it takes."""

    courses = forms.TypedMultipleChoiceField(
        label=_("Courses"),
        coerce=str,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People of the cohort can open these courses and have to complete all of them."),
    )

    class Meta:
        model = Cohort
        fields = ["title", "academy", "country", "place", "starts_on", "ends_on", "hours", "state"]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        pages = CoursePage.objects.live().filter(locale__language_code="en").order_by("path")
        self.fields["courses"].choices = [
            (str(page.translation_key), f"{page.code} · {page.title}") for page in pages
        ]
        if self.instance.pk:
            keys = self.instance.cohort_courses.values_list("course_key", flat=True)
            self.fields["courses"].initial = [str(key) for key in keys]

    def save(self, commit=True):
        cohort = super().save(commit=commit)
        set_courses(cohort=cohort, course_keys=self.cleaned_data["courses"])
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
        known = {person.username.lower(): person for person in self.people.filter(username__in=numbers)}
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
