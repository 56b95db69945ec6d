"""What the blocks of a page take from the context they are rendered in.

A view can put there: `page` (its locale is the language of the text), `country` (a country code), `units` ({unit
key: CheckState or ScenarioState}), `request`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from courses.content.tokens import TokenValue, country_values, resolve, tokens_in


@dataclass(frozen=True)
class CountryNote:
    """What to say below a text that speaks of the reader's country: `doubtful` names what is to be confirmed."""

    checked_on: date | None
    doubtful: tuple[str, ...]


def language_of(context: Mapping) -> str:
    """Return the language of the text that is rendered, which need not be that of the interface."""
    page = context.get("page")
    return page.locale.language_code if page is not None else get_language()


def country_of(context: Mapping) -> str:
    """Return the code of the reader's country, "" where it is not known."""
    if "country" in context:
        return context["country"] or ""
    return getattr(getattr(context.get("request"), "user", None), "country", "")


def unit_state(context: Mapping, key: UUID | None):
    """Return the reader's state of a check or scenario, None for somebody who only reads."""
    return context.get("units", {}).get(key)


def fill_in_country(html: str, context: Mapping) -> SafeString:
    """Return the HTML of a page's screens for the reader's country, with a note on how sure its facts are."""
    used = tokens_in(html)
    if not used:
        return SafeString(html)
    language, country = language_of(context), country_of(context)
    values = country_values(country, language)
    filled = resolve(html, values, language)
    if not country:
        return filled
    note = country_note([values[token] for token in used if token in values])
    with translation.override(language):
        return filled + render_to_string("blocks/country_note.html", {"note": note})


def country_note(values: list[TokenValue]) -> CountryNote:
    """Return the note for the values a text uses: the date of the oldest check, the names of those in doubt."""
    dates = [value.checked_on for value in values if value.checked_on]
    doubtful = tuple(value.name for value in values if value.state in ("check", "unconfirmed"))
    return CountryNote(checked_on=min(dates, default=None), doubtful=doubtful)
