"""What is asked of the insights: which people, which versions, which language, which attempts."""

from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from assessments.attempts.models import Attempt
from assessments.insights.counting import ALL, BEST, FIRST
from assessments.insights.plays import Comparable, attempts_at, comparable_versions, languages_played
from assessments.scenarios.models import Scenario
from courses.cohorts.models import Cohort, Enrolment

UNSAFE, STORY = "unsafe", "story"


class InsightForm(forms.Form):
    """The filter as it stands in the address. Every field may be left out; the first choice is then meant."""

    cohort = forms.ChoiceField(label=_("Cohort"), required=False)
    version = forms.ChoiceField(label=_("Version"), required=False)
    language = forms.ChoiceField(label=_("Played in"), required=False)
    attempts = forms.ChoiceField(
        label=_("Attempts"),
        required=False,
        choices=[
            (FIRST, _("first attempt of each person")),
            (BEST, _("best attempt of each person")),
            (ALL, _("every attempt")),
        ],
    )
    texts = forms.ChoiceField(label=_("Texts in"), required=False)
    sort = forms.ChoiceField(
        label=_("Order of the choices"),
        required=False,
        choices=[(UNSAFE, _("unsafe choices first")), (STORY, _("in the order of the story"))],
    )

    def __init__(self, data, *, cohorts, groups, languages, text_languages):
        super().__init__(data)
        self.fields["cohort"].choices = [("", _("all")), *((str(one.key), one.title) for one in cohorts)]
        self.fields["version"].choices = [(group.key, _version_label(group)) for group in groups]
        self.fields["language"].choices = [("", _("any language")), *_named(languages)]
        self.fields["texts"].choices = _named(text_languages)

    def chosen(self, name: str) -> str:
        """Return what was chosen; the first choice where nothing was, or what there is no longer."""
        options = [key for key, _label in self.fields[name].choices]
        value = self.data.get(name, "")
        return value if value in options else options[0]


@dataclass(frozen=True)
class Asked:
    """A scenario, and what somebody asks about it. `parameters` are those of the address.

    Only people of `visible` cohorts are counted; None for everybody who ever played.
    """

    scenario: Scenario
    parameters: QueryDict
    visible: QuerySet[Cohort] | None = None

    @cached_property
    def groups(self) -> list[Comparable]:
        return comparable_versions(self.scenario.versions.all())

    @cached_property
    def cohorts(self) -> list[Cohort]:
        played = Attempt.objects.filter(scenario_key=self.scenario.key).order_by().values("registration")
        enrolments = Enrolment.objects.filter(registration__in=played).order_by().values("cohort")
        cohorts = Cohort.objects.all() if self.visible is None else self.visible
        return list(cohorts.filter(pk__in=enrolments))

    @property
    def registrations(self) -> QuerySet | None:
        """The places in cohorts whose plays are counted, None for all plays."""
        return registrations_in(self.visible)

    @cached_property
    def form(self) -> InsightForm:
        site_languages = [code for code, _name in settings.LANGUAGES]
        wished = get_language() if get_language() in site_languages else settings.LANGUAGE_CODE
        return InsightForm(
            self.parameters,
            cohorts=self.cohorts,
            groups=self.groups,
            languages=languages_played(self.scenario, registrations=self.registrations),
            text_languages=[wished, *(code for code in site_languages if code != wished)],
        )

    def chosen(self, name: str) -> str:
        return self.form.chosen(name)

    @cached_property
    def group(self) -> Comparable:
        """The versions that are counted together; asked only where there is at least one."""
        return next(group for group in self.groups if group.key == self.chosen("version"))

    @property
    def language(self) -> str:
        """The language of the texts, not of the page."""
        return self.chosen("texts")

    @cached_property
    def attempts(self) -> QuerySet[Attempt]:
        registrations = self.registrations
        if cohort := self.chosen("cohort"):
            registrations = registrations_in(Cohort.objects.filter(key=cohort))
        return attempts_at(
            self.scenario,
            versions=self.group.versions,
            registrations=registrations,
            language=self.chosen("language"),
        )

    def told(self) -> list[tuple[str, str]]:
        """Return [(what, chosen)] in words, as they stand in an exported file."""
        names = ("cohort", "version", "language", "attempts")
        return [
            (str(self.form.fields[name].label), str(dict(self.form.fields[name].choices)[self.chosen(name)]))
            for name in names
        ]


def registrations_in(cohorts: QuerySet[Cohort] | None) -> QuerySet | None:
    """Return the registrations of all places in the cohorts, None for None."""
    if cohorts is None:
        return None
    return Enrolment.objects.filter(cohort__in=cohorts.order_by().values("pk")).values("registration")


def _named(codes) -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code in codes]


def _version_label(group: Comparable):
    first, last = group.numbers[-1], group.numbers[0]
    if first == last:
        return str(last)
    return _("%(first)s–%(last)s (comparable)") % {"first": first, "last": last}
