"""Whose words a lesson uses for the country tokens: the reader's own country, or one a lecturer looks at."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.content.countries import Country
from courses.content.tokens import tokens_in

PARAMETER = "country"
KEPT = "panah_country"


@dataclass(frozen=True)
class CountryOption:
    code: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class CountryView:
    """The country a lesson is shown for, "" for none; `options` are empty for who sees the own one alone."""

    country: str
    options: tuple[CountryOption, ...] = ()


def view_of(request, page, *, is_learner: bool) -> CountryView:
    """Say for which country the reader sees a lesson.

    People of the house and who has no country can switch by `?country=UZ`; for people of the house it is kept in
    the session. Everybody else sees the own country, whatever the address says.

    `is_learner`: takes part in the course; with a country of the own that is the usual case, and costs no query.
    """
    own = request.user.country
    if own and is_learner and PARAMETER not in request.GET and KEPT not in request.session:
        return CountryView(own)
    is_of_house = request.user.has_perm("wagtailadmin.access_admin")
    if own and not is_of_house:
        return CountryView(own)
    country = _asked_for(request)
    if is_of_house and country is None:
        country = request.session.get(KEPT)
    elif is_of_house and request.session.get(KEPT) != country:
        request.session[KEPT] = country
    country = own if country is None else country
    return CountryView(country, _options(country) if _speaks_of_country(page) else ())


def _asked_for(request) -> str | None:
    """Return the country the address names, "" for none; None where it names nothing there is."""
    asked = request.GET.get(PARAMETER)
    return asked if asked == "" or asked in Country.values else None


def _options(country: str) -> tuple[CountryOption, ...]:
    offered = [(code, str(name)) for code, name in Country.choices]
    return tuple(
        CountryOption(code, name, code == country) for code, name in [("", _("No country")), *offered]
    )


def _speaks_of_country(page) -> bool:
    return bool(tokens_in(str(list(page.body.raw_data))))
