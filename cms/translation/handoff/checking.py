"""What a file that came back would do, and what is wrong with each of its rows. Pure."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from wagtail_localize.strings import StringValue, validate_translation_links

from cms.translation.handoff.strings import Phrase
from cms.translation.handoff.workbook import LONGEST, Returned
from courses.content.tokens import tokens_in

_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")


@dataclass(frozen=True)
class Change:
    """One translation that would be written; `row` is where it stands in the file."""

    row: int
    phrase: Phrase
    new: str

    @property
    def is_new(self) -> bool:
        return not self.phrase.target


@dataclass(frozen=True)
class RowFault:
    """Why a row is left out."""

    row: int
    code: str
    message: str


@dataclass(frozen=True)
class Plan:
    """What taking a file over would do. `same` rows say what is here already; rows with faults are left out."""

    changes: tuple[Change, ...] = ()
    faults: tuple[RowFault, ...] = ()
    same: int = 0
    open: int = 0


def plan_import(rows: Iterable[Returned], known: Mapping[str, Phrase], *, language: str) -> Plan:
    """Return what a file would do to the strings {place: Phrase} of a language."""
    changes, faults, same, still_open = [], [], 0, 0
    seen: set[str] = set()
    for row in rows:
        phrase = known.get(row.place)
        fault = _fault(row, phrase, seen, language)
        seen.add(row.place)
        if fault:
            faults.append(RowFault(row.row, phrase.code if phrase else "", fault))
        elif not row.target:
            still_open += 1
        elif row.target == phrase.target.strip():
            same += 1
        else:
            changes.append(Change(row.row, phrase, row.target))
    return Plan(tuple(changes), tuple(faults), same, still_open)


def _fault(row: Returned, phrase: Phrase | None, seen: set[str], language: str) -> str:
    """Return what is wrong with a row, "" for nothing."""
    if row.language != language:
        return _("the row is of another language: “%(language)s”") % {"language": row.language}
    if phrase is None:
        return _("unknown place: it is no longer in these pages, or never was")
    if row.place in seen:
        return _("the place stands twice in the file")
    if not row.target:
        return _("empty, though there is a translation here; it stays") if phrase.target else ""
    if row.target == phrase.target.strip():
        return ""
    if phrase.is_whole:
        return _("this page is built in another way than its source: write the text in its own editor")
    if row.digest != phrase.digest:
        return _("the source was changed since the file went out: “%(text)s”") % {"text": phrase.source}
    return next(_faults_of_text(phrase.source, row.target), "")


def _faults_of_text(source: str, text: str) -> Iterator[str]:
    if len(text) > LONGEST:
        yield _("the text is too long")
    wanted, found = set(tokens_in(source)), set(tokens_in(text))
    for token in sorted(wanted - found):
        yield _("“%(token)s” is missing: the country's words are put in its place") % {
            "token": f"{{{{{token}}}}}"
        }
    for token in sorted(found - wanted):
        yield _("“%(token)s” is not in the source") % {"token": f"{{{{{token}}}}}"}
    if text.count("{{") != len(re.findall(r"\{\{\s*[a-z_]+\s*\}\}", text)) or text.count("{{") != text.count(
        "}}"
    ):
        yield _("a country token is broken: it is written {{like_this}}")
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError as error:
        yield _("the markup is damaged: %(why)s") % {"why": str(error)}
    if _tags(source) != _tags(text):
        yield _("the markup is damaged: other tags than in the source (%(tags)s)") % {
            "tags": ", ".join(sorted(f"<{name}>" for _end, name in _tags(source))) or _("none")
        }


def _tags(text: str) -> Counter:
    return Counter((end, name.lower()) for end, name in _TAG.findall(text))
