"""Country tokens: {{asylum_authority}} in a text becomes the words of the reader's country.

Tokens stay in the stored texts, so that one text serves every country and a correction of a fact reaches all pages.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import TypeVar

from django.utils import translation
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from courses.content.reference import CountryFact
from courses.content.stamp import Remembered
from courses.content.tree import with_fallbacks

TOKEN = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
# A tag of HTML, or a token outside of one. In a tag (an attribute) only plain text can stand.
TAG_OR_TOKEN = re.compile(r"(<[^<>]*>)|" + TOKEN.pattern)

Value = TypeVar("Value")


@dataclass(frozen=True)
class TokenValue:
    """What stands for one token: `text` in `language`; `state` is known, check, unconfirmed or generic.

    check: the sources leave a doubt. unconfirmed: no value is known. generic: the reader has no country.
    """

    text: str
    language: str
    state: str = "known"
    name: str = ""
    checked_on: date | None = None

    @property
    def css_class(self) -> str:
        return "token" if self.state == "known" else f"token token--{self.state}"


def resolve(html: str, values: Mapping[str, TokenValue], language: str) -> SafeString:
    """Return HTML with its tokens filled in, each in a <bdi class="token">; in attributes as plain text.

    Values are escaped. A token that has no value at all is left as it stands.
    """

    def fill(match: re.Match) -> str:
        if match[1]:
            return TOKEN.sub(lambda token: escape(_text(values, token)), match[1])
        value = values.get(match[2])
        return _span(value, language) if value else match[0]

    return mark_safe(TAG_OR_TOKEN.sub(fill, html))  # noqa: S308 - the values are escaped, the rest was HTML


def resolve_text(text: str, values: Mapping[str, TokenValue]) -> str:
    """Return a plain text with its tokens filled in; it still has to be escaped where it is printed."""
    return TOKEN.sub(lambda token: _text(values, token), text)


def tokens_in(text: str) -> list[str]:
    """Return the names of the tokens in a text, each once, in order."""
    return list(dict.fromkeys(TOKEN.findall(text)))


def _text(values, token: re.Match) -> str:
    value = values.get(token[1])
    return value.text if value else token[0]


def _span(value: TokenValue, language: str) -> str:
    if value.language == language:
        return format_html('<bdi class="{}">{}</bdi>', value.css_class, value.text)
    return format_html('<bdi class="{}" lang="{}">{}</bdi>', value.css_class, value.language, value.text)


@Remembered
def country_values(country: str, language: str) -> Mapping[str, TokenValue]:
    """Return {token: TokenValue} for a country code ("" for none) and the language of the text around it.

    A value that is not in the language comes in the first fallback that has it. No query while nothing changes.
    """
    rows = CountryFact.objects.filter(country=country).prefetch_related("translations") if country else []
    facts = {row.token: row for row in rows}
    with translation.override(language):
        unknown = _("not confirmed, ask your duty officer")
        found = {}
        for token in CountryFact.Token:
            name = str(token.label)
            value = _known(facts[token.value], language, name) if token.value in facts else None
            if value is None and country:
                value = TokenValue(text=unknown, language=language, state="unconfirmed", name=name)
            found[token.value] = value or TokenValue(text=name, language=language, state="generic", name=name)
    return found


def _known(fact: CountryFact, language: str, name: str) -> TokenValue | None:
    words = {row.language_code: row.value for row in fact.translations.all() if row.value}
    shown = next((code for code in with_fallbacks(language) if code in words), None)
    if shown is None or fact.certainty == CountryFact.Certainty.UNKNOWN:
        return None
    state = "check" if fact.certainty == CountryFact.Certainty.CHECK else "known"
    return TokenValue(text=words[shown], language=shown, state=state, name=name, checked_on=fact.checked_on)


def filled(value: Value, *, country: str, language: str) -> Value:
    """Return a plain value (text, tuple, dataclass of such) with the tokens in all its texts filled in.

    For what is shown outside of a page's screens: scenes, debriefs, titles.
    """
    return _filled(value, country_values(country, language))


def _filled(value, values):
    if isinstance(value, str):
        return resolve_text(value, values) if "{{" in value else value
    if isinstance(value, tuple):
        return tuple(_filled(inner, values) for inner in value)
    if is_dataclass(value):
        inner = {field.name: _filled(getattr(value, field.name), values) for field in fields(value)}
        return replace(value, **inner)
    return value
