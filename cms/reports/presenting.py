"""Figures into a document: every word in the language of the report."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.formats import number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from assessments.scenarios.critical_errors import ARTICLES, NAMES, PRINCIPLES
from cms.printing.text import is_rtl_language
from cms.reports.asking import Asked
from cms.reports.charts import Bar, BarRow, Chart
from cms.reports.counting import CERTIFIED, COMPLETED, ENROLLED, TESTED, Facts, Figures, figures_of
from cms.reports.document import Cell, Document, Figure, Row, Table
from cms.reports.facts import gather
from cms.reports.hiding import Shown
from cms.reports.words import definitions, hidden_cell, hidden_note, too_small
from cms.templatetags.dates import day
from courses.academies.models import Academy
from courses.content.countries import Country
from courses.content.reference import Route

COUNTED = (ENROLLED, COMPLETED, CERTIFIED)


@dataclass(frozen=True)
class Names:
    """What keys of groups are called in the language of the report."""

    academies: dict[str, str]
    tracks: dict[str, str]

    def of(self, table: str, key: str, level: int) -> str:
        if table == "country":
            return self.academies[key] if level > 1 else country_name(key)
        if table == "track":
            return self.tracks[key] if key else pgettext("learner route", "no track")
        if not key:
            return _("not recorded")
        if table == "sex":
            return {"f": _("female"), "m": _("male")}[key]
        return str(dict(settings.LANGUAGES)[key])


def country_name(key: str) -> str:
    return str(Country(key).label) if key else _("not recorded")


def make_document(asked: Asked, *, at: datetime) -> Document:
    """Return the report that is asked for, made by the reader at a moment."""
    facts = gather(asked.scope)
    figures = figures_of(facts, careful_step=asked.careful_step)
    names = Names(
        academies={str(one.pk): one.name for one in Academy.objects.all()},
        tracks={},
    )
    with translation.override(asked.form.told_in):
        for route in Route.objects.prefetch_related("translations"):
            names.tracks[str(route.pk)] = str(route)
        return _Writer(asked, facts, figures, names, at).document()


@dataclass(frozen=True)
class _Writer:
    """Writes in the active language, which is that of the report."""

    asked: Asked
    facts: Facts
    figures: Figures
    names: Names
    at: datetime

    @property
    def language(self) -> str:
        return self.asked.form.told_in

    @property
    def is_rtl(self) -> bool:
        return is_rtl_language(self.language)

    def document(self) -> Document:
        is_careful = self.asked.reader.totals_only
        return Document(
            title=_("Training report"),
            language=self.language,
            is_rtl=self.is_rtl,
            told=tuple(self._told()),
            hidden=hidden_note(
                totals_only=is_careful,
                hides=self.figures.hides,
                is_rounded=is_careful and self.asked.careful_step != 1,
            ),
            empty=_("Nothing happened in this period that the report could tell.")
            if self.facts.is_empty
            else "",
            figures=() if self.facts.is_empty else tuple(self._figures()),
            charts=() if self.facts.is_empty else tuple(self._charts()),
            tables=() if self.facts.is_empty else tuple(self._tables()),
            definitions_title=_("What the words mean"),
            definitions=tuple(definitions(totals_only=is_careful)),
        )

    def _told(self):
        scope = self.asked.scope
        yield _("Period"), f"{day(scope.first)} – {day(scope.last)}"
        user = self.asked.reader.user
        if not self.asked.reader.totals_only and not user.is_superuser:
            yield _("Academy"), str(user.academy or _("none"))
        elif "academy" not in scope.only:
            yield _("Academy"), _("all academies")
        for name, value in scope.only.items():
            if name != "academy" or user.is_superuser:
                yield self._filter(name, str(value))
        yield _("Made by"), user.get_full_name()
        yield _("Made on"), f"{day(self.at)}, {localtime(self.at):%H:%M}"

    def _filter(self, name: str, value: str) -> tuple[str, str]:
        titles = {
            "country": _("Country"),
            "academy": _("Academy"),
            "sex": _("Sex"),
            "language": _("Language"),
            "track": _("Track"),
        }
        if name == "academy":
            return titles[name], self.names.of("country", value, 2)
        return titles[name], self.names.of(name, value, 1)

    # --- numbers ---------------------------------------------------------------------------------------------

    def cell(self, number: int | None) -> Cell:
        if number is None:
            return Cell(hidden_cell(), is_hidden=True)
        return Cell(number_format(number, decimal_pos=0, use_l10n=True, force_grouping=True), number)

    def _gain(self, shown: Shown) -> Cell:
        if shown.counts[TESTED] is None:
            return Cell(hidden_cell(), is_hidden=True)
        if TESTED not in shown.means:
            return Cell("–")
        mean = round(shown.means[TESTED], 0 if self.asked.reader.totals_only else 1)
        places = 0 if self.asked.reader.totals_only else 1
        text = number_format(abs(mean), decimal_pos=places, use_l10n=True, force_grouping=True)
        # A mark of direction keeps the sign before the number where words run from right to left.
        return Cell(f"\u200e{'−' if mean < 0 else '+'}{text}" if mean else text, mean)

    def _figures(self):
        total, split = self.figures.total, self.figures.onward_split
        yield Figure(_("Enrolled"), self.cell(total.counts[ENROLLED]))
        yield Figure(_("Completed"), self.cell(total.counts[COMPLETED]))
        yield Figure(_("Certified"), self.cell(total.counts[CERTIFIED]))
        yield Figure(_("Refreshed"), self.cell(self.figures.refreshed))
        yield Figure(_("Learning gain, points"), self._gain(total))
        yield Figure(_("Played scenarios"), self.cell(self.figures.played))
        if not self.asked.scope.only.keys() - {"country", "academy"}:
            yield Figure(_("Trained onwards"), self.cell(self.figures.onward.counts["people"]))
            yield Figure(_("Groups trained onwards"), self.cell(split["groups"]))

    # --- tables ----------------------------------------------------------------------------------------------

    def _tables(self):
        titles = {
            "country": _("By country and academy"),
            "sex": _("By sex"),
            "language": _("By language"),
            "track": _("By track"),
        }
        head = (_("Enrolled"), _("Completed"), _("Certified"), _("Learning gain, points"))
        for name, shown in self.figures.tables.items():
            rows = tuple(self._rows(name, shown, level=0))
            note = too_small() if shown.parts_hidden else ""
            yield Table(titles[name], ("", *head), rows, note)
        yield self._errors()
        yield from self._onward()

    def _rows(self, table: str, shown: Shown, *, level: int):
        label = _("Total") if not level else self.names.of(table, shown.key, level)
        cells = (*(self.cell(shown.counts[name]) for name in COUNTED), self._gain(shown))
        if level:
            yield Row(label, cells, level)
        for part in self._in_order(table, shown, level + 1):
            yield from self._rows(table, part, level=level + 1)
        if not level:
            yield Row(label, cells, 0)

    def _in_order(self, table: str, shown: Shown, level: int) -> list[Shown]:
        """Return the parts by what they are called; those that nobody knows last."""
        return sorted(shown.parts, key=lambda part: (not part.key, self.names.of(table, part.key, level)))

    def _errors(self) -> Table:
        rows = tuple(
            Row(
                f"{code} {name}",
                (
                    Cell(str(PRINCIPLES[code])),
                    Cell(str(ARTICLES[code])),
                    self.cell(self.figures.errors[code]),
                ),
            )
            for code, name in NAMES.items()
        )
        head = (
            _("Critical error"),
            _("Principle"),
            _("Article"),
            pgettext("a column of a report", "People"),
        )
        return Table(_("Critical errors"), head, rows)

    def _onward(self):
        onward, split = self.figures.onward, self.figures.onward_split
        if onward.counts["people"] == 0:
            return
        parts = self._in_order("country", onward, 1)
        rows = [Row(country_name(part.key), (self.cell(part.counts["people"]),)) for part in parts]
        rows.append(Row(_("Total"), (self.cell(onward.counts["people"]),), 0))
        note = too_small() if onward.parts_hidden else ""
        yield Table(
            _("Trained onwards, by country"),
            (_("Country"), pgettext("a column of a report", "People")),
            tuple(rows),
            note,
        )
        sexes = (
            (_("Women"), split["women"]),
            (_("Men"), split["men"]),
            (_("not recorded"), split["others"]),
        )
        yield Table(
            _("Trained onwards, by sex"),
            (_("Sex"), pgettext("a column of a report", "People")),
            tuple(Row(name, (self.cell(number),)) for name, number in sexes),
        )

    # --- charts ----------------------------------------------------------------------------------------------

    def _charts(self):
        series = (_("Enrolled"), _("Completed"), _("Certified"))
        for name, title in (("country", _("People by country")), ("track", _("People by track"))):
            shown = self.figures.tables[name]
            rows = tuple(
                BarRow(
                    self.names.of(name, part.key, 1), tuple(self._bar(part.counts[one]) for one in COUNTED)
                )
                for part in self._in_order(name, shown, 1)
            )
            if rows:
                yield Chart(title, series, rows, self.is_rtl)
        errors = tuple(
            BarRow(str(PRINCIPLES[code]), (self._bar(self.figures.errors[code]),)) for code in NAMES
        )
        if any(self.facts.errors.values()):
            title = _("Critical errors by principle: people")
            yield Chart(title, (pgettext("a column of a report", "People"),), errors, self.is_rtl)

    def _bar(self, number: int | None) -> Bar:
        return Bar(number, self.cell(number).text)
