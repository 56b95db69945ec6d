"""What a sheet says for a country, as plain values: the same for the page, the printed sheet and the posters."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.text import capfirst

from cms.sheets.models import SheetPage
from courses.content.countries import Country
from courses.content.tokens import country_values

SIZES = ("a4", "a3", "a2")


@dataclass(frozen=True)
class Contact:
    """An office: `text` in `language` says which and where ("" if nobody confirmed it); `is_sure` if it was checked."""

    name: str
    text: str
    language: str
    is_sure: bool


@dataclass(frozen=True)
class CountryLink:
    code: str
    name: str
    url: str
    is_current: bool


@dataclass(frozen=True)
class Offer:
    """A sheet for a country ("" for none): `missing` names what has to be known before it can be offered there."""

    page: SheetPage
    country: str
    contacts: tuple[Contact, ...]
    missing: tuple[str, ...]

    @property
    def is_offered(self) -> bool:
        return not self.missing

    @property
    def shown_contacts(self) -> tuple[Contact, ...]:
        """Those of an offered sheet, also where one is not confirmed; else only those that are known."""
        return tuple(contact for contact in self.contacts if contact.text or self.is_offered)

    @property
    def has_doubt(self) -> bool:
        return any(contact.text and not contact.is_sure for contact in self.contacts)


def country_name(code: str, language: str) -> str:
    """Return the name of a country in a language, "" for none."""
    with translation.override(language):
        return str(Country(code).label) if code else ""


def chosen_country(request) -> str:
    """Return the country that was asked for, "" for none; without a choice that of the signed-in reader."""
    asked = request.GET.get("country")
    if asked is None:
        asked = getattr(request.user, "country", "")
    return asked if asked in Country.values else ""


def country_links(path: str, country: str, language: str) -> list[CountryLink]:
    """Return a link to the page at `path` for each country."""
    return [
        CountryLink(
            code=code,
            name=country_name(code, language),
            url=f"{path}?country={code}",
            is_current=code == country,
        )
        for code in Country.values
    ]


def offer(page: SheetPage, country: str) -> Offer:
    """Return the sheet for a country. No query while no country fact changes."""
    language = page.locale.language_code
    values = country_values(country, language)
    tokens = [block["value"] for block in page.contacts.raw_data]
    needs = [block["value"] for block in page.needs.raw_data]
    return Offer(
        page=page,
        country=country,
        contacts=tuple(_contact(values[token]) for token in tokens if token in values) if country else (),
        missing=tuple(
            values[token].name for token in needs if token in values and values[token].state == "unconfirmed"
        ),
    )


def _contact(value) -> Contact:
    is_known = value.state != "unconfirmed"
    return Contact(
        name=capfirst(value.name),
        text=value.text if is_known else "",
        language=value.language,
        is_sure=value.state == "known",
    )


def facts_date(page: SheetPage, country: str) -> date | None:
    """Return when the oldest of what the sheet says was checked: its own text, or a contact of the country."""
    values = country_values(country, page.locale.language_code)
    used = [values[block["value"]] for block in page.contacts.raw_data if block["value"] in values]
    dates = [value.checked_on for value in used if value.checked_on]
    return min([*dates, *([page.checked_on] if page.checked_on else [])], default=None)


def pdf_url(path: str, size: str, country: str, language: str) -> str:
    """Return the address of a printed sheet, of a page at `path` below the home page."""
    with translation.override(language):
        return f"{reverse('sheet_pdf', kwargs={'path': path, 'size': size})}?country={country}"


def public_url(path: str, country: str, language: str) -> str:
    """Return the whole address of the sheet, for the square on the paper."""
    with translation.override(language):
        url = settings.PANAH_BASE_URL + reverse("wagtail_serve", args=[path])
    return f"{url}?country={country}" if country else url
