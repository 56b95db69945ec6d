"""Who may ask a report for what. The address says it all: what it says wrongly is told, and nothing is shown."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from cms.reports.facts import Scope
from cms.reports.hiding import STEP
from courses.academies.models import Academy
from courses.cohorts.models import Cohort
from courses.content.countries import Country
from courses.content.reference import Route

MAY_SEE_TOTALS = "courses.view_totals"
MAY_SEE_PEOPLE = "courses.change_cohort"
ANY, NOT_RECORDED = "", "-"
NOBODYS = 0  # the id of no academy
DAYS_AT_MOST = 3 * 366


@dataclass(frozen=True)
class Reader:
    """Who reads: observers see totals of all academies, administrators everything of their own, superusers all."""

    user: object

    @property
    def totals_only(self) -> bool:
        return not self.user.has_perm(MAY_SEE_PEOPLE)

    @cached_property
    def academies(self):
        everything = self.totals_only or self.user.is_superuser
        return Academy.objects.all() if everything else Academy.objects.visible_to(self.user)

    @property
    def chooses_academies(self) -> bool:
        return self.user.is_superuser


class ReportForm(forms.Form):
    """What both kinds of readers choose: the language of the report, apart from that of the pages."""

    in_ = forms.ChoiceField(label=_("Language of the report"), required=False)

    def __init__(self, data):
        # What is not in the address is shown as it is taken.
        super().__init__({"in": get_language(), **dict(data.items())})
        self.fields["in"] = self.fields.pop("in_")
        self.fields["in"].choices = [
            (code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES
        ]

    @property
    def unknown(self) -> list[str]:
        """Parameters of the address that this reader cannot ask for."""
        return sorted(set(self.data) - set(self.fields))

    @property
    def told_in(self) -> str:
        """Return the language of the report."""
        return self.cleaned_data["in"] or get_language()


class TotalsForm(ReportForm):
    """One calendar year, and no other filter: two reports that overlap would be subtracted (see hiding)."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int, required=False, empty_value=None)
    field_order = ["year", "in"]

    def __init__(self, data, *, first_year: int, today: date):
        super().__init__(data)
        self.today = today
        self.fields["year"].choices = [(year, str(year)) for year in range(today.year, first_year - 1, -1)]
        self.order_fields(self.field_order)

    @property
    def runs(self) -> bool:
        return (self.cleaned_data["year"] or self.today.year) == self.today.year

    def scope(self) -> Scope:
        year = self.cleaned_data["year"] or self.today.year
        last = date(year, 12, 31)
        if self.runs:
            # The numbers of a year that runs change once a week: on Monday, up to the Sunday before.
            last = max(date(year, 1, 1), self.today - timedelta(days=self.today.isoweekday()))
        return Scope(date(year, 1, 1), last, {}, as_recorded=True)


_DAY = forms.DateInput(attrs={"type": "date"})


class PeopleForm(ReportForm):
    """A period of free choice and filters, for those who know the people."""

    first = forms.DateField(
        label=pgettext_lazy("a period", "From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    last = forms.DateField(
        label=pgettext_lazy("a period", "To"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    country = forms.ChoiceField(label=_("Country"), required=False)
    academy = forms.ChoiceField(label=_("Academy"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    language = forms.ChoiceField(label=_("Language of the person"), required=False)
    track = forms.ChoiceField(label=_("Track"), required=False)
    field_order = ["first", "last", "country", "academy", "sex", "language", "track", "in"]

    def __init__(self, data, *, reader: Reader, today: date):
        super().__init__(data)
        self.reader, self.today = reader, today
        if not self.data.get("first") and not self.data.get("last"):
            self.data |= {"first": str(date(today.year, 1, 1)), "last": str(date(today.year, 12, 31))}
        languages = [(code, str(name)) for code, name in settings.LANGUAGES]
        sexes = get_user_model()._meta.get_field("sex").choices
        tracks = [(str(route.pk), str(route)) for route in Route.objects.prefetch_related("translations")]
        self._offer("country", Country.choices)
        self._offer("academy", [(str(one.pk), one.name) for one in reader.academies])
        self._offer("sex", [*sexes, (NOT_RECORDED, _("not recorded"))])
        self._offer("language", languages)
        self._offer("track", [*tracks, (NOT_RECORDED, _("no track"))])
        if not reader.chooses_academies:
            del self.fields["country"], self.fields["academy"]
        self.order_fields(self.field_order)

    def _offer(self, name: str, choices) -> None:
        self.fields[name].choices = [(ANY, _("all")), *choices]

    def clean(self):
        given = super().clean()
        if self.errors:
            return given
        given["first"] = given["first"] or date((given["last"] or self.today).year, 1, 1)
        given["last"] = given["last"] or date(given["first"].year, 12, 31)
        if given["last"] < given["first"]:
            self.add_error("last", _("The period ends before it begins."))
        elif (given["last"] - given["first"]).days > DAYS_AT_MOST:
            self.add_error("last", _("A period of more than three years cannot be asked for at once."))
        return given

    def scope(self) -> Scope:
        given = self.cleaned_data
        names = ("country", "academy", "sex", "language", "track")
        only = {name: "" if given[name] == NOT_RECORDED else given[name] for name in names if given.get(name)}
        if not self.reader.chooses_academies:
            only["academy"] = self.reader.user.academy_id or NOBODYS
        return Scope(given["first"], given["last"], only)


@dataclass(frozen=True)
class Asked:
    """What somebody asks for; `form` says what is wrong with it where it is not valid."""

    reader: Reader
    form: ReportForm
    today: date

    @property
    def is_valid(self) -> bool:
        return self.form.is_valid() and not self.form.unknown

    @cached_property
    def scope(self) -> Scope:
        return self.form.scope()

    @property
    def careful_step(self) -> int | None:
        """How numbers are told: see counting.figures_of."""
        if not self.reader.totals_only:
            return None
        return STEP if self.form.runs else 1

    def written_down(self) -> dict:
        """Return what was asked for, for the log of exports."""
        return {
            "first": self.scope.first.isoformat(),
            "last": self.scope.last.isoformat(),
            **self.scope.only,
        }


def ask(*, user, data, today: date) -> Asked:
    """Return what the parameters of an address (`data`) ask for."""
    reader = Reader(user)
    if not reader.totals_only:
        return Asked(reader, PeopleForm(data, reader=reader, today=today), today)
    first = Cohort.objects.order_by("starts_on").values_list("starts_on", flat=True).first()
    first_year = min(first.year if first else today.year, today.year)
    return Asked(reader, TotalsForm(data, first_year=first_year, today=today), today)
