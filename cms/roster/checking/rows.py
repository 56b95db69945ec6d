"""What one row says about a person, and what is wrong with it as it stands. Pure: no clock, no database."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from cms.accounts.transliterating import propose_latin
from cms.roster.checking.dates import DateFault, born_on
from cms.roster.checking.findings import Finding
from cms.roster.checking.values import meaning
from cms.roster.fields import (
    BORN,
    COUNTRY,
    EMAIL,
    GIVEN,
    GIVEN_LATIN,
    LANGUAGE,
    LATIN,
    NAME,
    NUMBER,
    PATRONYMIC,
    RANK,
    SEX,
    SUPERIOR,
    SURNAME,
    SURNAME_LATIN,
    UNIT,
)
from cms.roster.reading.table import Cell
from courses.cohorts import letters

_NUMBER = re.compile(r"^[\w.@+-]+$")
_SHORTENED = re.compile(r"^(\d(?:[.,]\d+)?)E\+?(\d+)$", re.IGNORECASE)
_FLOAT = re.compile(r"^(\d+)[.,]0+$")
_LATIN_NAME = re.compile(r"^[A-Za-z\u00c0-\u024f\u02bb\u02bc' .\-]+$")
_MOST = {NUMBER: 150, NAME: 160, LATIN: 160, UNIT: 200, RANK: 120, EMAIL: 254, SUPERIOR: 150}


@dataclass
class Person:
    """What a row says; "" where it says nothing. `latin_is_proposed`: nobody wrote it."""

    row: int
    number: str = ""
    name: str = ""
    latin: str = ""
    latin_is_proposed: bool = False
    sex: str = ""
    born_on: date | None = None
    language: str = ""
    country: str = ""
    unit: str = ""
    rank: str = ""
    email: str = ""
    superior: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What a list does not say and its cohort does, and the day on which it is read."""

    today: date
    language: str = "ru"
    country: str = ""


class _Reading:
    """One row while it is read: cells by field, and the findings as they come."""

    def __init__(self, row: int, cells: Mapping[str, Cell], around: Surroundings, answers: Mapping[str, str]):
        self.cells, self.around, self.answers = cells, around, answers
        self.person = Person(row)
        self.findings: list[Finding] = []

    def say(self, field: str, code: str, found: str = "", **data) -> None:
        self.findings.append(Finding(self.person.row, field, code, found, data or None))

    def text(self, field: str) -> str:
        """Return the text of a cell without what nobody sees; a cell without a text is an error."""
        cell = self.cells.get(field, "")
        if isinstance(cell, dict):
            self.say(field, "formula" if "formula" in cell else "cell_error", next(iter(cell.values()), ""))
            return ""
        text = letters.without_invisible(cell)
        if text != cell and letters.has_invisible(cell):
            self.say(field, "invisible", text)
        return self.fitting(field, text.strip())

    def fitting(self, field: str, text: str) -> str:
        most = _MOST.get(field, 160)
        if len(text) <= most:
            return text
        self.say(field, "too_long", text[:40] + "…", most=most)
        return ""

    def had_fault(self, field: str) -> bool:
        return any(finding.field == field and finding.level == "error" for finding in self.findings)


def check_row(
    row: int, cells: Mapping[str, Cell], around: Surroundings, answers: Mapping[str, str]
) -> tuple[Person, list[Finding]]:
    """Return what a row {field: cell} says and what was found in it. `answers` is {group of a question: answer}."""
    reading = _Reading(row, cells, around, answers)
    person = reading.person
    person.number = _number(reading, NUMBER, needed=True)
    person.superior = _number(reading, SUPERIOR)
    person.unit, person.rank = reading.text(UNIT), reading.text(RANK)
    person.sex = _coded(reading, SEX)
    person.language = _coded(reading, LANGUAGE)
    person.country = _coded(reading, COUNTRY)
    person.born_on = _born(reading)
    person.email = _email(reading)
    _names(reading)
    if person.superior and letters.skeleton(person.superior) == letters.skeleton(person.number):
        reading.say(SUPERIOR, "superior_self", person.superior)
    return person, reading.findings


def _number(reading: _Reading, field: str, *, needed: bool = False) -> str:
    text = _FLOAT.sub(r"\1", reading.text(field))
    if shortened := _SHORTENED.match(text):
        mantissa, power = shortened[1].replace(",", "."), int(shortened[2])
        if len(mantissa.partition(".")[2]) < power or power > 20:
            reading.say(field, "number_shortened", text)
            return ""
        text = str(int(Decimal(f"{mantissa}E{power}")))
    if not text:
        if needed and not reading.had_fault(field):
            reading.say(field, "missing")
        return ""
    if not _NUMBER.match(text):
        reading.say(field, "number_signs", text)
        return ""
    return text


def _coded(reading: _Reading, field: str) -> str:
    text = reading.text(field)
    code = meaning(field, text) if text else ""
    if text and not code:
        reading.say(field, f"unknown_{field}", text)
    return code


def _born(reading: _Reading) -> date | None:
    text = reading.text(BORN)
    if not text:
        return None
    try:
        return born_on(text, reading.around.today)
    except DateFault as fault:
        reading.say(BORN, f"date_{fault}", text)
        return None


def _email(reading: _Reading) -> str:
    text = reading.text(EMAIL)
    try:
        if text:
            validate_email(text)
    except ValidationError:
        reading.say(EMAIL, "email", text)
        return ""
    return text


def _names(reading: _Reading) -> None:
    person = reading.person
    parts = [reading.text(field) for field in (SURNAME, GIVEN, PATRONYMIC)]
    joined = " ".join(filter(None, parts))
    field = NAME if reading.cells.get(NAME, "") != "" or not joined else SURNAME
    name = reading.text(NAME) or joined
    latin = reading.text(LATIN) or " ".join(
        filter(None, (reading.text(SURNAME_LATIN), reading.text(GIVEN_LATIN)))
    )
    latin_field = (
        SURNAME_LATIN if reading.cells.get(SURNAME_LATIN) and not reading.cells.get(LATIN) else LATIN
    )
    # Whoever writes Latin at home has one spelling: a list of passport names is a list of names.
    if not name and latin:
        name, field = latin, latin_field
    person.name = _native(reading, field, reading.fitting(NAME, name))
    person.latin = _latin(reading, latin_field, reading.fitting(LATIN, latin)) if latin else ""
    if person.name and not latin:
        language = person.language or {"KZ": "kk", "KG": "ky", "TJ": "tg", "UZ": "uz"}.get(
            person.country or reading.around.country, reading.around.language
        )
        patronymic = parts[2] if field == SURNAME else ""
        proposal = propose_latin(person.name, language, patronymic=patronymic)
        person.latin, person.latin_is_proposed = letters.plain_apostrophes(proposal.text), True
        reading.say(LATIN, "latin_rough" if proposal.is_rough else "latin_proposed", proposal.text)


def _native(reading: _Reading, field: str, name: str) -> str:
    if not name:
        if not any(map(reading.had_fault, (NAME, SURNAME, GIVEN, PATRONYMIC, LATIN))):
            reading.say(field, "missing")
        return ""
    if digits := letters.digits_in(name):
        reading.say(_part(reading, field, letters.digits_in), "name_digits", name, signs=digits)
    elif strange := letters.strange_in_name(name):
        reading.say(_part(reading, field, letters.strange_in_name), "name_signs", name, signs=strange)
    elif len(letters.scripts_in(name)) > 1:
        own = {letters.main_script(name)}
        field = _part(reading, field, lambda part: letters.scripts_in(part) != own)
        return _mended(reading, field, name, "letters", letters.in_one_script(name), "name_mixed")
    elif " " not in name:
        reading.say(field, "name_one_word", name)
    return name


def _part(reading: _Reading, field: str, is_wrong: Callable[[str], object]) -> str:
    """Return the column that is meant where a name stands in several."""
    if field != SURNAME:
        return field
    parts = {one: reading.cells.get(one, "") for one in (SURNAME, GIVEN, PATRONYMIC)}
    wrong = (one for one, cell in parts.items() if cell and isinstance(cell, str) and is_wrong(cell))
    return next(wrong, field)


def _latin(reading: _Reading, field: str, latin: str) -> str:
    latin = letters.plain_apostrophes(latin)
    if not latin or _LATIN_NAME.match(latin):
        return latin
    mended = letters.in_one_script(latin, letters.LATIN)
    mended = mended if _LATIN_NAME.match(mended) else ""
    return _mended(reading, field, latin, "latin_letters", mended, "latin_other")


def _mended(reading: _Reading, field: str, text: str, question: str, mended: str, error: str) -> str:
    """Return the mended text where that was chosen; else ask, or say that it cannot be mended."""
    if not mended:
        reading.say(field, error, text)
    elif reading.answers.get(question) != "mend":
        reading.say(field, question, text, marked=letters.marked(text), mended=mended)
    else:
        return mended
    return text
