"""A workbook -> the content of a scenario, or every fault of it by cell, all at once."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.scenarios.checks.form import MOST_CHOICES, MOST_SCENES, MOST_VALUES
from assessments.studio.drafting.shapes import fault_of
from assessments.studio.exchange.content import CHOICE_WORDS, HEAD_WORDS, SCENE_WORDS, Content
from assessments.studio.exchange.faults import Fault, FileRefused
from assessments.studio.exchange.workbook import columns
from assessments.studio.exchange.workbook.cells import CellUnreadable, read_cell, read_text
from assessments.studio.exchange.workbook.columns import (
    CHOICE_COLUMNS,
    CHOICES,
    COLUMNS,
    SCENARIO,
    SCENES,
    VALUES,
    WORDS,
    Column,
    word_column,
)
from assessments.studio.exchange.workbook.opening import Grid, open_workbook
from assessments.studio.exchange.workbook.settings_sheet import read_settings, text_fault
from assessments.studio.exchange.workbook.tables import UNUSABLE, Row, Table, read_table

_KINDS = {SCENARIO: HEAD_WORDS, SCENES: SCENE_WORDS, CHOICES: CHOICE_WORDS}
# What is meant where a cell of these columns is empty; it is told, and can be mended in the studio.
_ASSUMED = {"severity": "poor", "points": 0}


def read_workbook(content: bytes, *, languages: set[str]) -> Content:
    """Return what a workbook says. `languages` are those that words may have. Raises FileRefused."""
    grids, others = open_workbook(content)
    faults = [
        Fault(title, _("The sheet “%(name)s” is missing.") % {"name": title})
        for title in (SCENARIO, SCENES, CHOICES)
        if title not in grids
    ]
    if faults:
        raise FileRefused(faults)
    reading = _Reading(languages)
    found = reading.read(grids)
    if reading.faults:
        raise FileRefused(_in_order_of_the_sheets(reading.faults))
    notes = [
        Fault(title, _("This sheet is not one of a scenario and was not read."))
        for title in others
        if title != columns.HELP
    ]
    return Content(**found, place_of=reading.place_of, notes=(*reading.notes, *notes))


def _in_order_of_the_sheets(faults: list[Fault]) -> list[Fault]:
    places = {title: number for number, title in enumerate(columns.SHEETS)}
    return sorted(faults, key=lambda fault: places.get(fault.place.partition("!")[0], -1))


@dataclass
class _Reading:
    """One workbook on its way: what was found wrong, and which row each address has."""

    languages: set[str]
    faults: list[Fault] = field(default_factory=list)
    notes: list[Fault] = field(default_factory=list)
    rows: dict[str, tuple[Table, Row]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict] = field(default_factory=dict)
    covered: set = field(default_factory=set)

    def read(self, grids: dict[str, Grid]) -> dict:
        settings = read_settings(grids[SCENARIO], languages=self.languages, faults=self.faults)
        self.settings = settings.places
        for language, texts in settings.words.items():
            self.words.setdefault(language, {})[""] = texts
        self.covered |= {(HEAD_WORDS, language, name) for language, name in settings.covered}
        values = self._values(self._table(grids[VALUES])) if VALUES in grids else None
        scenes = self._scenes(self._table(grids[SCENES]))
        self._choices(self._table(grids[CHOICES]), scenes)
        self._require_targets(scenes, settings.head.get("start", ""))
        return {
            "code": settings.code,
            "head": settings.head,
            "values": values,
            "scenes": scenes,
            "words": self.words,
            "covered": frozenset(self.covered),
        }

    def place_of(self, address: str, name: str) -> str:
        """Return the cell where something stands: of the scenario (""), a scene, a choice or "value:<id>"."""
        if not address:
            return self.settings.get(name, SCENARIO)
        if address not in self.rows:
            return ""
        table, row = self.rows[address]
        return table.place(row, name)

    def _table(self, grid: Grid) -> Table:
        table = read_table(grid, languages=self.languages, faults=self.faults)
        self.covered |= {
            (_KINDS[grid.title], language, name)
            for name in WORDS[grid.title]
            for language in self.languages
            if word_column(name, language) in table.columns
        }
        return table

    def _values(self, table: Table) -> dict:
        values = {}
        for row in table.rows:
            key = self._key(table, row, "id")
            if not key or not self._is_new(f"value:{key}", table, row, "id"):
                continue
            value = self._fields(table, row, ["values", key], skip=("id",))
            if value.get("kind") == "yes_no":
                value |= {"start": bool(value.get("start")), "min": 0, "max": 0}
            elif not isinstance(value.get("start", 0), bool):
                value.setdefault("start", 0)
            else:
                message = _("A number must start with a number, not with yes or no.")
                self.faults.append(Fault(table.place(row, "start"), message))
            values[key] = value
        self._require_few(len(values), MOST_VALUES, table)
        return values

    def _scenes(self, table: Table) -> dict:
        scenes = {}
        for row in table.rows:
            key = self._key(table, row, "id")
            if key and self._is_new(key, table, row, "id"):
                scenes[key] = self._fields(table, row, ["scenes", key], skip=("id",)) | {"choices": {}}
                self._texts(table, row, key)
        self._require_few(len(scenes), MOST_SCENES, table)
        return scenes

    def _choices(self, table: Table, scenes: dict) -> None:
        for row in table.rows:
            scene, key = self._key(table, row, "scene"), self._key(table, row, "id")
            if not scene or not key:
                continue
            if scene not in scenes:
                message = _("The scene “%(id)s” is not in the sheet “Scenes”.")
                self.faults.append(Fault(table.place(row, "scene"), message % {"id": scene}))
            elif self._is_new(f"{scene}/{key}", table, row, "id"):
                path = ["scenes", scene, "choices", key]
                scenes[scene]["choices"][key] = self._fields(table, row, path, skip=("scene", "id"))
                self._texts(table, row, f"{scene}/{key}")
                if len(scenes[scene]["choices"]) == MOST_CHOICES + 1:
                    message = _("The scene “%(id)s” has more than %(most)s choices.")
                    values = {"id": scene, "most": MOST_CHOICES}
                    self.faults.append(Fault(table.place(row, "scene"), message % values))

    def _key(self, table: Table, row: Row, name: str) -> str:
        """Return the id in a row, "" where there is none that can be used."""
        cell = row.cells.get(name)
        if cell is None and name in table.columns:
            self.faults.append(
                Fault(table.place(row, name), _("This row has no “%(name)s”.") % {"name": name})
            )
        if cell is None or cell.kind == UNUSABLE:
            return ""
        column = next(one for one in COLUMNS[table.grid.title] if one.name == name)
        return self._value(table, row, column) or ""

    def _is_new(self, address: str, table: Table, row: Row, name: str) -> bool:
        if address not in self.rows:
            self.rows[address] = (table, row)
            return True
        first_table, first = self.rows[address]
        message = _("“%(id)s” is there twice: it stands in %(place)s already.")
        values = {"id": address.removeprefix("value:"), "place": first_table.place(first, name)}
        self.faults.append(Fault(table.place(row, name), message % values))
        return False

    def _fields(self, table: Table, row: Row, path: list[str], *, skip: tuple[str, ...]) -> dict:
        found = {}
        for column in COLUMNS[table.grid.title]:
            if column.name in skip or column.name not in table.columns:
                continue
            value = self._value(table, row, column)
            if value is None:
                continue
            if column.name in _ASSUMED and column.name not in row.cells and column in CHOICE_COLUMNS:
                value = self._assume(table, row, column.name)
            found[column.name] = value
            # A value is judged whole, when it is saved; here each cell by itself.
            message = fault_of([*path, column.name], value, self.languages) if path[0] == "scenes" else ""
            if message:
                self.faults.append(Fault(table.place(row, column.name), message))
        return found

    def _assume(self, table: Table, row: Row, name: str):
        message = _("“%(name)s” is empty: %(value)s is assumed.")
        values = {"name": name, "value": _ASSUMED[name]}
        self.notes.append(Fault(table.place(row, name), message % values))
        return _ASSUMED[name]

    def _value(self, table: Table, row: Row, column: Column):
        """Return the value of a cell; None, and a fault, where it cannot be read."""
        cell = row.cells.get(column.name)
        if cell is not None and cell.kind == UNUSABLE:
            return None
        try:
            return read_cell(cell, column)
        except CellUnreadable as error:
            self.faults.append(Fault(cell.place, str(error)))
            return None

    def _texts(self, table: Table, row: Row, address: str) -> None:
        for language in self.languages:
            for name in WORDS[table.grid.title]:
                cell = row.cells.get(word_column(name, language))
                if cell is None or cell.kind == UNUSABLE:
                    continue
                try:
                    text = read_text(cell)
                except CellUnreadable as error:
                    self.faults.append(Fault(cell.place, str(error)))
                    continue
                if message := text_fault(["words", language, address, name], text, self.languages):
                    self.faults.append(Fault(cell.place, message))
                self.words.setdefault(language, {}).setdefault(address, {})[name] = text

    def _require_few(self, count: int, most: int, table: Table) -> None:
        if count > most:
            message = _("There are %(count)s rows; %(most)s are possible.")
            self.faults.append(Fault(table.grid.title, message % {"count": count, "most": most}))

    def _require_targets(self, scenes: dict, start: str) -> None:
        if start and start not in scenes:
            self._to_nowhere(self.settings.get("start", SCENARIO), start)
        for scene, own in scenes.items():
            for key, choice in own["choices"].items():
                address = f"{scene}/{key}"
                if choice.get("next") and choice["next"] not in scenes:
                    self._to_nowhere(self.place_of(address, "next"), choice["next"])
                for route in choice.get("routes", ()):
                    if route["next"] not in scenes:
                        self._to_nowhere(self.place_of(address, "routes"), route["next"])

    def _to_nowhere(self, place: str, key: str) -> None:
        message = _("There is no scene “%(id)s”. Write the id of a scene of the sheet “Scenes”.")
        self.faults.append(Fault(place, message % {"id": key}))
