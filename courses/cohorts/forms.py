import json

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from courses.cohorts.enrolling import set_courses
from courses.cohorts.models import Cohort
from courses.content.models import QualificationRule, Route
from courses.content.outline import SCENARIO, course_outlines
from courses.content.requirements import SCENARIOS, scenario_groups
from courses.content.routes import along, lies_on, route_outlines

# What of a cohort can still be corrected when it is closed: nothing that anybody's record rests on.
CHANGED_AFTER_CLOSING = frozenset({"title", "place", "lecturers"})


class CohortForm(WagtailAdminModelForm):
    """A cohort with the courses it takes. Acts change its state; what counted at closing is not changed at all."""

    courses = forms.TypedMultipleChoiceField(
        label=_("Courses"),
        coerce=str,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("People of the cohort can open these courses."),
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("In which the cohort is taught."),
        required=False,
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[
            (Cohort.State.PLANNED, _("planned: people cannot open anything yet")),
            (Cohort.State.OPEN, _("open: people can begin as soon as they are enrolled")),
        ],
        widget=forms.RadioSelect,
        initial=Cohort.State.PLANNED,
    )

    class Meta:
        model = Cohort
        fields = [
            "title",
            "academy",
            "country",
            "languages",
            "route",
            "rule",
            "starts_on",
            "ends_on",
            "hours",
            "place",
            "lecturers",
        ]
        widgets = {
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "ends_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "lecturers": forms.CheckboxSelectMultiple,
        }

    class Media:
        js = [forms.Script("js/suggest-rule.js", type="module")]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        outlines = course_outlines(get_language())
        self.fields["courses"].choices = [
            (str(outline.key), f"{outline.code} · {outline.title}") for outline in outlines
        ]
        taken = []
        if self.instance.pk:
            taken = [str(key) for key in self.instance.cohort_courses.values_list("course_key", flat=True)]
            del self.fields["state"]
        self.fields["courses"].initial = taken
        # A course that is not live for the moment cannot be ticked, and must not get lost for that.
        self._not_offered = sorted(set(taken) - {str(outline.key) for outline in outlines})
        self._offer_academies()
        self._offer_lecturers()
        self._offer_rules()
        if self.instance.closed_at is not None:
            for name in self.fields.keys() - CHANGED_AFTER_CLOSING:
                self.fields[name].disabled = True

    def _offer_academies(self):
        """Whoever keeps the whole site chooses an academy; to others their own is given."""
        if self.for_user is None or self.for_user.is_superuser:
            return
        field = self.fields["academy"]
        field.disabled = True
        if self.instance.academy_id is None:
            self.instance.academy_id = self.initial["academy"] = self.for_user.academy_id
        field.queryset = field.queryset.filter(pk=self.instance.academy_id)

    def _offer_lecturers(self):
        people = get_user_model().objects
        found = people.visible_to(self.for_user) if self.for_user else people.all()
        teaching = models.Q(is_active=True, groups__permissions__codename="add_attendancemark")
        if self.instance.pk:
            teaching |= models.Q(pk__in=self.instance.lecturers.values("pk"))
            found = people.filter(
                models.Q(pk__in=found) | models.Q(pk__in=self.instance.lecturers.values("pk"))
            )
        field = self.fields["lecturers"]
        field.queryset = found.filter(teaching).distinct().order_by("name_native", "username")
        field.label_from_instance = lambda person: f"{person.get_full_name()} · {person.username}"

    def _offer_rules(self):
        rules = list(QualificationRule.objects.prefetch_related("translations"))
        self.fields["rule"].queryset = QualificationRule.objects.prefetch_related("translations")
        routes = dict(Route.objects.values_list("code", "pk"))
        suggested = {
            routes[code]: rule.pk
            for rule in rules
            for code in rule.content.get("suggested_for", [])
            if code in routes
        }
        self.fields["route"].widget.attrs["data-suggests"] = json.dumps(suggested)
        self.fields["rule"].widget.attrs["data-suggested"] = ""

    def clean(self):
        """A route brings the courses its modules are in, a rule those of its scenarios; else courses are chosen."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first day."))
        courses = cleaned.get("courses") or []
        if self.instance.closed_at is None:
            courses = self._with_what_it_needs(courses, cleaned.get("route"), cleaned.get("rule"))
        if not courses and not self._not_offered:
            self.add_error("courses", _("Choose a track or at least one course."))
        cleaned["courses"] = list(dict.fromkeys(courses))
        return cleaned

    def _with_what_it_needs(self, courses: list[str], route, rule) -> list[str]:
        if route is not None:
            courses = [*courses, *self._courses_of_route(route)]
        if rule is not None:
            courses = [*courses, *courses_of_scenarios(rule.content, courses, route)]
        return courses

    def _courses_of_route(self, route) -> list[str]:
        outlines = {outline.pk: outline for outline in route_outlines(get_language())}
        return [str(key) for key in outlines[route.pk].course_keys] if route.pk in outlines else []

    def save(self, commit=True):
        if "state" in self.cleaned_data:
            self.instance.state = self.cleaned_data["state"]
        cohort = super().save(commit=commit)
        set_courses(cohort=cohort, course_keys=[*self.cleaned_data["courses"], *self._not_offered])
        return cohort


def courses_of_scenarios(content, course_keys: list[str], route) -> list[str]:
    """Return the courses to take besides, so that every scenario a rule asks for can be played."""
    asked = next((one for one in content["requirements"] if one["kind"] == SCENARIOS), None)
    if asked is None:
        return []
    outlines = course_outlines(get_language())
    taken = [
        along(outline, route.pk if route else None) for outline in outlines if str(outline.key) in course_keys
    ]
    there = {key for outline in taken for key in _scenarios_in(outline)}
    missing = [group for group in scenario_groups(asked["keys"]) if not there.intersection(group)]
    # A course that has nothing but practice (no route leads through it) has every scenario.
    rest = [outline for outline in outlines if str(outline.key) not in course_keys]
    return [
        str(outline.key)
        for outline in rest
        if any(_scenarios_in(outline).intersection(group) for group in missing)
        and not any(lies_on(outline, one.pk) for one in route_outlines(get_language()))
    ]


def _scenarios_in(outline) -> set[str]:
    return {str(unit.key) for lesson in outline.lessons for unit in lesson.units if unit.kind == SCENARIO}


class DuplicateForm(forms.Form):
    """Title and days of a cohort that is made from another."""

    title = forms.CharField(label=_("Title"), max_length=200)
    starts_on = forms.DateField(
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self):
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("The last day is before the first day."))
        return cleaned


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
