"""The column of a certificate: academy, title, names and courses; under them its foot."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from certificates.rendering import pictures, styles
from certificates.rendering.artwork import BULLET_SHAPE
from certificates.rendering.composing.foot import Foot
from certificates.rendering.composing.setting import Setting
from certificates.rendering.composing.sheet import Part, Said, Sheet
from certificates.rendering.page import CENTRE, Span, Spot
from certificates.rendering.pictures import Picture
from certificates.rendering.styles import Style
from certificates.rendering.text import TextTooLong
from certificates.rendering.wording import Bilingual, alternative, bilingual, course_title

BULLET_INDENT = 17
# The body is set as large as it fits: long names and many courses make all of it smaller, down to about half.
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7, 0.64, 0.58, 0.52)
LEAST_WHITE, SPREAD = 8, 0.24  # under the courses; what of the column at most is spread over the body
LOGO_WIDTH, LOGO_HEIGHT, LOGO_GAP = 130, 46, 14
CREST_WIDTH, CREST_HEIGHT = 150, 58  # the same at the head of a gateway
HEAD_SHARE = 0.74  # of the column, under the point of a gateway


@dataclass(frozen=True)
class Item:
    """A text of the body, how it is set, how far it is indented, whether it `opens` a course, and its part."""

    said: Said
    style: Style
    part: Part
    name: str
    indent: float = 0
    opens: bool = False

    @property
    def height(self) -> float:
        return self.style.above + self.said.height


@dataclass
class Column:
    """Measures from below, where sizes are fixed; then places from above, in the order it is read."""

    setting: Setting
    align: str
    sheet: Sheet = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = self.setting.sheet

    def compose(self, *, top: float, bottom: float) -> None:
        """Place everything between `top` and `bottom`. Raises TextTooLong, naming what takes the most."""
        foot = Foot.measured(self.setting, self.align)
        head = self._crest(top) if self.align == CENTRE else self._letterhead(top)
        self._body(top=head, bottom=bottom + foot.height)
        foot.place(bottom)

    # --- head ---

    def _letterhead(self, top: float) -> float:
        """Place the logo with academy and country beside it; return where they end."""
        column, picture = self.sheet.column, self._logo(LOGO_WIDTH, LOGO_HEIGHT)
        if picture is None:
            return self._academy(column, top, self.align)
        width, height = picture.within(LOGO_WIDTH, LOGO_HEIGHT)
        place = column.from_start(width, rtl=self.sheet.rtl)
        beside = column.without_start(width + LOGO_GAP, rtl=self.sheet.rtl)
        texts = self._academy_texts(beside.width)
        text_height = sum(text.height for _part, text in texts)
        room = max(height, text_height)
        self._show_logo(picture, Spot(place.left, top - (room + height) / 2, height), width)
        text_top = top - (room - text_height) / 2
        for part, text in texts:
            text_top = self.sheet.say(part, text, beside, text_top, self.align)
        return top - room

    def _crest(self, top: float) -> float:
        """Place logo or mark under the point of the gateway, academy and country below; return where they end."""
        column, picture = self.sheet.column, self._logo(CREST_WIDTH, CREST_HEIGHT)
        if picture is None:
            left = self.sheet.left_of(CREST_HEIGHT, column, CENTRE)
            self.sheet.mark = Spot(left, top - CREST_HEIGHT, CREST_HEIGHT)
        else:
            width, height = picture.within(CREST_WIDTH, CREST_HEIGHT)
            left = self.sheet.left_of(width, column, CENTRE)
            self._show_logo(picture, Spot(left, top - (CREST_HEIGHT + height) / 2, height), width)
        cut = column.width * (1 - HEAD_SHARE) / 2
        return self._academy(Span(column.left + cut, column.right - cut), top - CREST_HEIGHT - 12, CENTRE)

    def _academy(self, span: Span, top: float, align: str) -> float:
        for part, text in self._academy_texts(span.width):
            top = self.sheet.say(part, text, span, top, align)
        return top

    def _academy_texts(self, width: float) -> list[tuple[Part, Said]]:
        setting = self.setting
        found = []
        if setting.facts.academy.strip():
            found.append(Said(setting.fit(setting.facts.academy, "academy", styles.ACADEMY, width)))
        if setting.words["country"].own.strip():
            found.append(setting.beside(setting.words["country"], "country", styles.COUNTRY, width))
        return [(Part("P"), text) for text in found]

    def _logo(self, width: float, height: float) -> Picture | None:
        png = self.setting.design.logo
        return pictures.logo(png, width=width, height=height) if png else None

    def _show_logo(self, picture: Picture, spot: Spot, width: float) -> None:
        facts = self.setting.facts
        part = Part("Figure", alternative=alternative("logo", facts, academy=facts.academy))
        self.sheet.show(part, picture, spot, width)

    # --- body ---

    def _body(self, *, top: float, bottom: float) -> None:
        """Place title, names and courses between `top` and `bottom`, as large as they fit."""
        for scale in SCALES:
            items = list(self._items(scale))
            spare = top - bottom - sum(item.height for item in items)
            if spare >= LEAST_WHITE:
                break
        else:
            raise TextTooLong(_largest(items))
        most = SPREAD * self.sheet.height
        for item in items:
            top -= item.style.above + min(spare, most) * item.style.stretch
            span = self.sheet.column.without_start(item.indent, rtl=self.sheet.rtl)
            if item.opens:
                self._bullet(item, top)
            top = self.sheet.say(item.part, item.said, span, top, self.align)

    def _items(self, scale: float) -> Iterator[Item]:
        setting, facts = self.setting, self.setting.facts
        title = bilingual(facts.title, facts.title_second)
        native, latin = facts.name_native.strip(), facts.name_latin.strip()
        second = Part("P", language=facts.second_language)
        heading, large = styles.TITLE, styles.NAME
        if facts.is_letter:
            heading, large = styles.LETTER_TITLE, styles.LETTER_NAME
        lines = [
            ("title", Bilingual(title.own), heading, Part("H1")),
            ("title_second", Bilingual(title.second), styles.TITLE_ENGLISH, second),
            ("confirms", setting.words["confirms"], styles.PHRASE, Part("P")),
            ("name_native", Bilingual(native), large, Part("P")),
            (
                "name_latin",
                Bilingual(latin if latin != native else ""),
                styles.NAME_LATIN if native else large,
                Part("P"),
            ),
            ("completed", setting.words["completed"], styles.PHRASE, Part("P")),
        ]
        for name, text, style, part in lines:
            if text.own:
                scaled = style.scaled(scale)
                yield Item(setting.beside(text, name, scaled, self.sheet.column.width), scaled, part, name)
        yield from self._courses(scale)

    def _courses(self, scale: float) -> Iterator[Item]:
        facts = self.setting.facts
        indent = BULLET_INDENT * scale if self.align != CENTRE else 0
        width = self.sheet.column.width - indent
        own, second = styles.COURSE.scaled(scale), styles.COURSE_ENGLISH.scaled(scale)
        whole = Part("L")
        for index, course in enumerate(facts.courses):
            said = self.setting.below(course_title(course, facts), f"courses[{index}]", own, second, width)
            part = Part("LBody", within=Part("LI", within=whole))
            yield Item(said, own, part, "courses", indent, opens=bool(indent))

    def _bullet(self, item: Item, top: float) -> None:
        height = item.said.own.size * 0.78
        mark = self.sheet.column.from_start(height * BULLET_SHAPE, rtl=self.sheet.rtl)
        self.sheet.bullets.append(Spot(mark.left, top - item.said.own.leading / 2 - height / 2, height))


def _largest(items: list[Item]) -> str:
    """Return the name of what takes the most room."""
    heights: dict[str, float] = {}
    for item in items:
        heights[item.name] = heights.get(item.name, 0) + item.height
    return max(heights, key=heights.__getitem__)
