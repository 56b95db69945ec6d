"""What everybody who composes a page works with: the page, the typesetter, the facts and the words."""

from dataclasses import dataclass, replace

from certificates.rendering.composing.sheet import Said, Sheet
from certificates.rendering.design import Design
from certificates.rendering.facts import CertificateFacts
from certificates.rendering.styles import Style
from certificates.rendering.text import Line, Paragraph, Typesetter
from certificates.rendering.wording import Bilingual

BETWEEN = " · "


@dataclass(frozen=True)
class Setting:
    """One certificate on its way to the page."""

    sheet: Sheet
    setter: Typesetter
    facts: CertificateFacts
    words: dict[str, Bilingual]
    design: Design

    def fit(self, text: str, field: str, style: Style, width: float) -> Paragraph:
        """Return the text in the largest size that fits, in the colours of the design."""
        tinted = replace(style, colour=self.sheet.colours.tint(style.colour))
        return self.setter.fit(text, field=field, width=width, style=tinted)

    def beside(self, text: Bilingual, field: str, style: Style, width: float) -> Said:
        """Return both languages on one line where they fit in full size, else one below the other."""
        if text.second:
            own, second = (self.fit(one, field, style, width) for one in (text.own, text.second))
            joint = self.setter.line(BETWEEN, bold=style.bold)
            fits = own.width + second.width + joint.width * style.size / 1000 <= width
            if fits and own.size == second.size == style.size and len(own.lines + second.lines) == 2:
                return Said(replace(own, lines=(self._joined(own.lines[0], joint),)), second, beside=True)
        return self.below(text, field, style, style, width)

    def below(self, text: Bilingual, field: str, style: Style, second: Style, width: float) -> Said:
        """Return one language below the other, each in a style of its own."""
        own = self.fit(text.own, field, style, width)
        return Said(own, self.fit(text.second, field, second, width) if text.second else None)

    def _joined(self, own: Line, joint: Line) -> Line:
        glyphs = joint.glyphs + own.glyphs if self.sheet.rtl else own.glyphs + joint.glyphs
        return Line(glyphs, own.width + joint.width, own.text + joint.text)
