"""The country editions at a glance: what each token stands for in each country, how sure it is, who changed it."""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.contrib.contenttypes.models import ContentType
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import ModelLogEntry

from courses.content.confirming import NothingToConfirm, confirm_fact
from courses.content.countries import Country
from courses.content.models import CountryFact
from courses.content.tree import with_fallbacks

CONFIRMED, TO_CHECK, OPEN = "confirmed", "check", "open"
STATES = {
    CONFIRMED: gettext_lazy("confirmed"),
    TO_CHECK: gettext_lazy("to be checked"),
    OPEN: gettext_lazy("open: no value"),
}
# How many of the newest changes are told below the table.
NEWEST = 20


@dataclass(frozen=True)
class Cell:
    """One token in one country; `text` are its words in the editor's language or a fallback, "" for none."""

    country: str
    state: str
    text: str = ""
    source: str = ""
    checked_on: date | None = None
    edit_url: str = ""
    confirm_url: str = ""
    history_url: str = ""

    @property
    def state_name(self):
        return STATES[self.state]


@dataclass(frozen=True)
class Row:
    token: str
    name: str
    cells: tuple[Cell, ...]


def rows(language: str) -> list[Row]:
    """Return every token with a cell for each country. Two queries."""
    facts = {
        (fact.country, fact.token): fact for fact in CountryFact.objects.prefetch_related("translations")
    }
    return [
        Row(
            token=token.value,
            name=str(token.label),
            cells=tuple(
                _cell(country, facts.get((country, token.value)), language) for country in Country.values
            ),
        )
        for token in CountryFact.Token
    ]


def _cell(country: str, fact: CountryFact | None, language: str) -> Cell:
    if fact is None:
        return Cell(country=Country(country).label, state=OPEN)
    words = {row.language_code: row.value for row in fact.translations.all() if row.value}
    shown = next((code for code in with_fallbacks(language) if code in words), None)
    return Cell(
        country=Country(country).label,
        state=_state(fact, bool(words)),
        text=words.get(shown, "") or next(iter(words.values()), ""),
        source=fact.source,
        checked_on=fact.checked_on,
        edit_url=reverse("wagtailsnippets_courses_countryfact:edit", args=[fact.pk]),
        confirm_url=reverse("country_confirm", args=[fact.pk]) if words else "",
        history_url=reverse("wagtailsnippets_courses_countryfact:history", args=[fact.pk]),
    )


def _state(fact: CountryFact, has_words: bool) -> str:
    if not has_words or fact.certainty == CountryFact.Certainty.UNKNOWN:
        return OPEN
    return CONFIRMED if fact.certainty == CountryFact.Certainty.GOOD else TO_CHECK


def counts(found: list[Row]) -> dict[str, int]:
    """Return {name of a state: how many cells have it}."""
    states = [cell.state for row in found for cell in row.cells]
    return {str(name): states.count(state) for state, name in STATES.items()}


class CountriesView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = "courses.view_countryfact"
    raise_exception = True
    template_name = "editing/countries.html"
    page_title = gettext_lazy("Country editions")
    header_icon = "globe"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        found = rows(get_language())
        log = ModelLogEntry.objects.filter(content_type=ContentType.objects.get_for_model(CountryFact))
        return super().get_context_data(
            rows=found,
            countries=Country.choices,
            counts=counts(found),
            changes=log.select_related("user").order_by("-timestamp")[:NEWEST],
            may_confirm=self.request.user.has_perm("courses.change_countryfact"),
            **kwargs,
        )


class ConfirmView(PermissionRequiredMixin, View):
    """Write down that a value was checked today."""

    permission_required = "courses.change_countryfact"
    raise_exception = True
    http_method_names = ("post",)

    def post(self, request, pk):
        fact = get_object_or_404(CountryFact, pk=pk)
        try:
            confirm_fact(fact=fact, by=request.user, on=timezone.localdate())
        except NothingToConfirm:
            messages.error(request, _("There is nothing to confirm: write the words first."))
        else:
            messages.success(request, _("Confirmed today: %(fact)s") % {"fact": fact})
        return redirect("countries")
