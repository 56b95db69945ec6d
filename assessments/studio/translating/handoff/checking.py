"""A file that came back, held against the draft as it is now: what would be taken over, and what is wrong. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from assessments.scenarios.sources.word_faults import COUNTRY_TOKENS
from assessments.studio.drafting.document import digest, known_addresses
from assessments.studio.drafting.shapes import fault_of
from assessments.studio.translating.handoff.units import FileFault, HandoffInvalid, Incoming, Returned
from assessments.studio.translating.listing import fields_at
from assessments.studio.translating.states import (
    DRAFT,
    REVIEWED,
    Place,
    source_digest,
    source_language,
    state_of,
    text_at,
)

_BRACES = re.compile(r"\{\{(.*?)\}\}|(\{\{|\}\})", re.DOTALL)
_LETTER = re.compile(r"[^\W\d_]")
# Ranges of letters that a text of the language is written in, for a glance at what came back.
_SCRIPTS = {
    **dict.fromkeys(["en", "tk", "uz"], re.compile(r"[A-Za-z\u00C0-\u024F\u02BB\u02BC]")),
    **dict.fromkeys(["ru", "kk", "ky", "tg"], re.compile(r"[\u0400-\u052F]")),
    "fa-af": re.compile(r"[\u0600-\u06FF\u0750-\u077F\uFB50-\uFEFF]"),
}
NEW, CHANGED, CONFLICT, STATE = "new", "changed", "conflict", "state"


@dataclass(frozen=True)
class Item:
    """One text to take over. `kind`: new, changed (here it is as it was when the file went out), conflict (it was
    changed here as well), state (only reviewed now). `source` is the digest it was translated from."""

    name: str
    line: int
    kind: str
    old: str
    new: str
    state: str
    source: str
    is_stale: bool = False

    @property
    def place(self) -> Place:
        return Place.of(self.name)


@dataclass(frozen=True)
class Remark:
    """Something about one unit; what `blocks` must be mended in the file before anything is taken over."""

    line: int
    unit: str
    message: str
    blocks: bool = True


@dataclass(frozen=True)
class Plan:
    """What a file would do. `same` is how many texts would stay as they are."""

    items: tuple[Item, ...] = ()
    remarks: tuple[Remark, ...] = ()
    same: int = 0

    @property
    def faults(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.blocks)

    @property
    def notes(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if not remark.blocks)

    @property
    def can_apply(self) -> bool:
        return bool(self.items) and not self.faults


def plan_import(document: Mapping, incoming: Incoming, *, key: str, target: str) -> Plan:
    """Return what taking over a file into `target` would do. Raises HandoffInvalid when it is not for this scenario
    or language."""
    _check_file(document, incoming, key, target)
    known = known_addresses(document)
    items, remarks, same = [], [], 0
    for unit in incoming.units:
        place = _place(unit, known)
        if place is None:
            message = _("is no longer in the scenario, or never was; left out")
            remarks.append(Remark(unit.line, unit.name, message, blocks=False))
            continue
        item = _item(document, incoming, unit, place, target)
        if item is None:
            same += 1
            continue
        remarks += _remarks(unit, place, item, target)
        items.append(item)
    return Plan(tuple(items), tuple(remarks), same)


def _check_file(document: Mapping, incoming: Incoming, key: str, target: str) -> None:
    names = {code: get_language_info(code)["name_local"] for code, _name in settings.LANGUAGES}
    if incoming.key and incoming.key != key:
        raise HandoffInvalid(FileFault(_("This file is of another scenario.")))
    if incoming.target != target:
        found = names.get(incoming.target) or incoming.target or "?"
        message = _("The file is a translation into %(found)s, not into %(wanted)s.")
        raise HandoffInvalid(FileFault(message % {"found": found, "wanted": names[target]}))
    if incoming.source and incoming.source not in names:
        message = _("The file translates from “%(language)s”, which is no language of the site.")
        raise HandoffInvalid(FileFault(message % {"language": incoming.source}))
    if target == source_language(document):
        raise HandoffInvalid(
            FileFault(_("The scenario is written in this language: it has no translation into it."))
        )
    if not incoming.units:
        raise HandoffInvalid(FileFault(_("There is no text in the file.")))


def _place(unit: Returned, known: set[str]) -> Place | None:
    """Return where a unit belongs; its name may be the id of a unit, with dots ("d1.a.text")."""
    name = unit.name
    if "/" not in name and name.count(".") == 2:
        name = name.replace(".", "/", 1)
    try:
        place = Place.of(name)
    except ValueError:
        return None
    return place if place.address in known and place.field in fields_at(place.address) else None


def _item(document, incoming: Incoming, unit: Returned, place: Place, target: str) -> Item | None:
    """Return what a unit would do, None for nothing. A text that came back empty takes nothing away."""
    here, back = text_at(document, target, place), unit.target
    made_from = _made_from(document, incoming, unit, place)
    today = source_digest(document, place)
    if not back:
        return None
    if back.strip() == here.strip():
        is_news = unit.state == REVIEWED and made_from == today and state_of(document, target, place) == DRAFT
        return _made(unit, place, STATE, here, made_from, today) if is_news else None
    if digest(back) == unit.target_digest:
        return None  # nobody touched it outside, and here it has gone on
    return _made(unit, place, _kind(here, unit), here, made_from, today)


def _kind(here: str, unit: Returned) -> str:
    if not here:
        return NEW
    return CHANGED if unit.target_digest in ("", digest(here)) else CONFLICT


def _made(unit: Returned, place: Place, kind: str, here: str, made_from: str, today: str) -> Item:
    new = here if kind == STATE else unit.target
    # A mark that went out with the file says nothing about a text that was written since.
    state = DRAFT if kind != STATE and unit.was_reviewed else unit.state
    return Item(place.name, unit.line, kind, here, new, state, made_from, made_from != today)


def _made_from(document, incoming: Incoming, unit: Returned, place: Place) -> str:
    """Return the digest of the source text a unit was translated from, even if another program lost our attribute."""
    if unit.source_digest:
        return unit.source_digest
    language = incoming.source or source_language(document)
    is_todays = text_at(document, language, place).strip() == unit.source.strip()
    return source_digest(document, place) if is_todays else digest(unit.source)


def _remarks(unit: Returned, place: Place, item: Item, target: str) -> Iterator[Remark]:
    if message := fault_of(place.path(target), item.new, {target}):
        yield Remark(unit.line, place.name, message)
    for message in _token_faults(unit.source, item.new):
        yield Remark(unit.line, place.name, message)
    if item.is_stale:
        message = _("the source was changed since the file went out; the text will be marked as out of date")
        yield Remark(unit.line, place.name, message, blocks=False)
    if _is_another_script(item.new, target):
        message = _("looks like another language: hardly a letter is of its script")
        yield Remark(unit.line, place.name, message, blocks=False)


def _token_faults(source: str, text: str) -> Iterator[str]:
    wanted, found = _tokens(source), _tokens(text)
    for token in wanted - found:
        yield _("“%(token)s” is missing: the country's words are put in its place") % {"token": token}
    for token in found - wanted:
        if token.strip("{} ") not in COUNTRY_TOKENS:
            yield _("“%(token)s” is not a country token") % {"token": token}


def _tokens(text: str) -> Counter:
    return Counter(
        match[0] if match[1] is None else f"{{{{{match[1].strip()}}}}}" for match in _BRACES.finditer(text)
    )


def _is_another_script(text: str, language: str) -> bool:
    letters = _LETTER.findall(_BRACES.sub("", text))
    own = (
        sum(1 for letter in letters if _SCRIPTS[language].match(letter))
        if language in _SCRIPTS
        else len(letters)
    )
    return len(letters) >= 8 and own < len(letters) / 3
