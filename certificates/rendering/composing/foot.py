"""The foot of a certificate's column: results, what is to be said of the group, signatures, what it is not."""

from collections.abc import Iterator
from dataclasses import dataclass

from certificates.rendering import pictures, styles
from certificates.rendering.composing.setting import Setting
from certificates.rendering.composing.sheet import Part, Said, Sheet
from certificates.rendering.facts import Signatory
from certificates.rendering.page import START, Rule, Span, Spot
from certificates.rendering.pictures import Picture
from certificates.rendering.styles import Style
from certificates.rendering.wording import Bilingual, alternative, amount, on_day, result

ROOM_TO_SIGN, SIGNATURE_HEIGHT = 42, 34
BETWEEN_ROWS, OVER_NATURE = 9, 12


@dataclass(frozen=True)
class Cells:
    """A row of labels with values below them, under a rule."""

    labels: list[Said]
    values: list[Said]
    spans: list[Span]

    @property
    def label_height(self) -> float:
        return max(label.height for label in self.labels)

    @property
    def height(self) -> float:
        return 10 + self.label_height + max(value.height for value in self.values)


@dataclass(frozen=True)
class Signed:
    """One place to sign: the line, the picture over it, name and post below."""

    person: Signatory
    span: Span
    texts: list[Said]
    picture: Picture | None

    @property
    def height(self) -> float:
        return sum(text.height for text in self.texts)


@dataclass(frozen=True)
class Foot:
    """Everything of the foot, measured; sizes are fixed here."""

    setting: Setting
    align: str
    rows: list[Cells]
    signed: list[Signed]
    nature: Said

    @classmethod
    def measured(cls, setting: Setting, align: str) -> "Foot":
        """Return the foot of a page. Raises TextTooLong, MissingGlyph and PictureUnreadable, naming the field."""
        column = setting.sheet.column
        nature = setting.below(
            setting.words["nature"], "statement", styles.NATURE, styles.NATURE, column.width
        )
        return cls(setting, align, list(_rows(setting)), _signed(setting), nature)

    @property
    def height(self) -> float:
        rows = sum(row.height for row in self.rows) + BETWEEN_ROWS * (len(self.rows) - 1)
        return rows + ROOM_TO_SIGN + _signed_height(self.signed) + OVER_NATURE + self.nature.height

    def place(self, bottom: float) -> None:
        """Place everything from above, in the order it is read, so that it ends at `bottom`."""
        sheet, top = self.setting.sheet, bottom + self.height
        for row in self.rows:
            _place_cells(sheet, row, top)
            top -= row.height + BETWEEN_ROWS
        self._place_signed(top + BETWEEN_ROWS - ROOM_TO_SIGN)
        sheet.say(Part("P"), self.nature, sheet.column, bottom + self.nature.height, self.align)

    def _place_signed(self, top: float) -> None:
        """Place names under lines at `top`, and the pictures of signatures over them."""
        sheet = self.setting.sheet
        for place in self.signed:
            sheet.rules.append(Rule(place.span, top, 0.6, styles.RULE_STRONG))
            if place.picture:
                width, height = place.picture.within(place.span.width, SIGNATURE_HEIGHT)
                left = sheet.left_of(width, place.span, START)
                text = alternative("signature", self.setting.facts, name=place.person.name)
                part = Part("Figure", alternative=text)
                sheet.show(part, place.picture, Spot(left, top + 1, height), width)
            edge = top - 3
            for text in place.texts:
                edge = sheet.say(Part("P"), text, place.span, edge)


def _rows(setting: Setting) -> Iterator[Cells]:
    """Yield the results, if there are any, and what is to be said of the group."""
    facts = setting.facts
    first, last = on_day(facts.starts_on), on_day(facts.ends_on)
    shares = {"attendance": 0.9, "observed": 2.1, "assessment_language": 1.4}
    results = [
        (line.kind, result(line, facts), shares.get(line.kind, 1))
        for line in facts.results
        if line.value.strip()
    ]
    group = [
        ("dates", Bilingual(first if first == last else f"{first} – {last}"), 1.35),
        ("hours", Bilingual(amount(facts.hours)), 0.55),
        ("place", Bilingual(facts.place), 1.05),
        ("cohort", Bilingual(facts.cohort), 1.25),
    ]
    if results:
        yield _cells(setting, results, styles.RESULT)
    yield _cells(setting, [cell for cell in group if cell[1].own.strip()], styles.VALUE)


def _cells(setting: Setting, cells: list[tuple[str, Bilingual, float]], style: Style) -> Cells:
    spans = setting.sheet.column.split([share for *_, share in cells], gap=18, rtl=setting.sheet.rtl)
    pairs = list(zip(cells, spans, strict=True))
    return Cells(
        [setting.beside(setting.words[name], name, styles.LABEL, span.width) for (name, *_), span in pairs],
        [setting.beside(text, name, style, span.width) for (name, text, _), span in pairs],
        spans,
    )


def _place_cells(sheet: Sheet, cells: Cells, top: float) -> None:
    sheet.rules.append(Rule(sheet.column, top, 0.6, styles.RULE))
    for label, value, span in zip(cells.labels, cells.values, cells.spans, strict=True):
        sheet.say(Part("P"), label, span, top - 10)
        sheet.say(Part("P"), value, span, top - 10 - cells.label_height)


def _signed(setting: Setting) -> list[Signed]:
    facts, words = setting.facts, setting.words
    people = facts.signatories or (Signatory(""),)
    gap = 34 if len(people) < 3 else 20
    spans = setting.sheet.column.split([1] * max(2, len(people)), gap=gap, rtl=setting.sheet.rtl)
    found = []
    for index, (person, span) in enumerate(zip(people, spans, strict=False)):
        name = f"signatories[{index}]"
        texts = [
            Said(setting.fit(text, name, style, span.width))
            for text, style in ((person.name, styles.SIGNATORY), (person.post, styles.POST))
            if text.strip()
        ]
        if not facts.signatories:
            texts = [setting.beside(words["signature"], "signature", styles.POST, span.width)]
        found.append(Signed(person, span, texts, _signature(person, span, name, len(people))))
    return found


def _signature(person: Signatory, span: Span, name: str, people: int) -> Picture | None:
    if not person.signature:
        return None
    return pictures.signature(
        person.signature, width=span.width, height=SIGNATURE_HEIGHT, field=name, share=people
    )


def _signed_height(places: list[Signed]) -> float:
    return max((place.height for place in places), default=0) + 3
