"""The sheet “Scenario”: one setting in a row, its name in the first column and its value in the second."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.scenarios.sources.word_faults import text_faults
from assessments.studio.drafting.shapes import fault_of
from assessments.studio.exchange.faults import Fault
from assessments.studio.exchange.workbook.cells import CellUnreadable, read_cell, read_text
from assessments.studio.exchange.workbook.columns import (
    FORMAT,
    SCENARIO,
    SETTINGS,
    WORDS,
    Column,
    word_column,
)
from assessments.studio.exchange.workbook.opening import Cell, Grid
from assessments.studio.exchange.workbook.tables import usable

MOST_LETTERS_OF_A_CODE = 20
_NAMES, _VALUES = 1, 2
# An empty cell means that there is none of these; of all others, that the file does not speak of it.
_MAY_BE_EMPTY = ("start", "modules", "sign_offs")
# What stands in the first column above the settings, and is none.
_HEADINGS = ("name",)


@dataclass
class Settings:
    """The head of a scenario as in studio.drafting.document, its words by language, and where each stands."""

    code: str = ""
    head: dict = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)
    covered: set[tuple[str, str]] = field(default_factory=set)
    places: dict[str, str] = field(default_factory=dict)


def read_settings(grid: Grid, *, languages: set[str], faults: list[Fault]) -> Settings:
    """Return what the sheet says; faults are added to `faults`."""
    found = Settings()
    known = {setting.name.casefold(): setting for setting in SETTINGS}
    texts = {word_column(name, code): (code, name) for name in WORDS[SCENARIO] for code in languages}
    for number, row in grid.cells.items():
        name = _name_in(row)
        if not name or name in _HEADINGS:
            continue
        place = grid.place(number, _VALUES)
        cell = row.get(_VALUES)
        if cell is not None and not usable(cell, faults):
            found.places[name] = place
        elif name not in known and name not in texts:
            message = _("The setting “%(name)s” is not known. Take it out or correct its name.")
            faults.append(Fault(grid.place(number, _NAMES), message % {"name": name}))
        elif name in found.places:
            message = _("The setting “%(name)s” is there twice.")
            faults.append(Fault(grid.place(number, _NAMES), message % {"name": name}))
        else:
            found.places[name] = place
            _read(found, known.get(name), texts.get(name), cell, languages, faults)
    _gather(found)
    _require_code(found, faults)
    return found


def _name_in(row: dict[int, Cell]) -> str:
    cell = row.get(_NAMES)
    return cell.value.strip().casefold() if cell is not None and isinstance(cell.value, str) else ""


def _read(found, setting: Column | None, text: tuple | None, cell: Cell | None, languages, faults) -> None:
    try:
        if text is not None:
            _read_words(found, *text, cell, languages, faults)
        elif cell is not None or setting.name in _MAY_BE_EMPTY:
            _read_setting(found, setting, cell, languages, faults)
        elif setting.name.startswith("relearn."):
            found.head[setting.name] = ""
    except CellUnreadable as error:
        faults.append(Fault(cell.place, str(error)))


def _read_words(found, language: str, name: str, cell: Cell | None, languages, faults) -> None:
    found.covered.add((language, name))
    if cell is None:
        return
    value = read_text(cell)
    found.words.setdefault(language, {})[name] = value
    if message := text_fault(["words", language, "", name], value, languages):
        faults.append(Fault(cell.place, message))


def text_fault(path: list[str], text: str, languages: set[str]) -> str:
    """Return what is wrong with a text at a place of a document, "" for nothing."""
    return fault_of(path, text, languages) or next(text_faults(text), "")


def _read_setting(found: Settings, setting: Column, cell: Cell | None, languages, faults) -> None:
    value = read_cell(cell, setting)
    message = ""
    if setting.name == "format":
        if value != FORMAT:
            message = _("The format %(value)s is not known.") % {"value": value}
    elif setting.name == "code":
        found.code = value
    else:
        found.head[setting.name] = value
        message = fault_of(*_path_and_value(setting.name, value), languages)
    if message and cell is not None:
        faults.append(Fault(cell.place, message))


def _path_and_value(name: str, value) -> tuple[list[str], object]:
    """Return what studio.drafting.shapes judges: a part of the policy or of `relearn` as the whole it makes."""
    whole, _dot, part = name.partition(".")
    if whole == "policy":
        value = {"mode": "certifying", "tries": 0, "cooldown_minutes": 0} | {part: value}
    elif whole == "relearn":
        value = {part: value}
    return ["head", whole], value


def _gather(found: Settings) -> None:
    """Put the parts of the policy and of `relearn` together; without any row of theirs the draft keeps its own."""
    for whole in ("policy", "relearn"):
        parts = {name: found.head.pop(name) for name in list(found.head) if name.startswith(f"{whole}.")}
        if parts:
            given = {name.partition(".")[2]: value for name, value in parts.items() if value != ""}
            found.head[whole] = given


def _require_code(found: Settings, faults: list[Fault]) -> None:
    place = found.places.get("code", f"{SCENARIO}!A1")
    if not found.code and not any(fault.place == place for fault in faults):
        faults.append(Fault(place, _("The code of the scenario is missing.")))
    elif len(found.code) > MOST_LETTERS_OF_A_CODE:
        message = _("The code is too long: at most %(count)s characters.")
        faults.append(Fault(place, message % {"count": MOST_LETTERS_OF_A_CODE}))
