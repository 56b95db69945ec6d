"""Glyphs into a reportlab file: codes of our own, subset fonts, and the map back to text.

A code stands for a glyph *and* the text it bears, so that one shape may be read in two ways and the map back
(ToUnicode, ISO 32000-1 section 9.10.3) stays exact. Fonts are CIDFontType2 with Identity-H (section 9.7.4).
"""

import hashlib
from dataclasses import dataclass
from itertools import accumulate, groupby

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from certificates.rendering.fonts import Typeface
from certificates.rendering.text import Glyph, Line, is_rtl

SYMBOLIC = 4
BOLD_STEM, REGULAR_STEM = 140, 80
ENTRIES_PER_BLOCK = 100  # the limit of a bfchar block
CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{blocks}
endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class EmbeddedFonts:
    """The fonts of one file: gives out codes while lines are drawn, then writes the subsets into the file."""

    def __init__(self) -> None:
        self._codes: dict[Typeface, dict[tuple[int, str], int]] = {}

    def draw(self, canvas: Canvas, line: Line, *, x: float, y: float, size: float) -> None:
        """Draw the line with its left end at (x, y) points in the current fill colour.

        Letters come first and in one sweep, their dots and marks after them: programs that read the text take
        every jump of the pen for a new word.
        """
        letters, marks = _apart(line)
        if not letters:
            return
        start = letters[0].pen
        operators = [f"BT 1 0 0 1 {x + start * size / 1000:.2f} {y:.2f} Tm"]
        for (face, rise), part in groupby(letters, lambda letter: (letter.glyph.face, letter.glyph.dy)):
            shown = "".join(self._show(letter) for letter in part).replace("><", "")
            operators.append(f"/{face.name} {size:g} Tf {rise * size / 1000:.2f} Ts [{shown}] TJ")
        operators.append("0 Ts")
        for mark in marks:
            glyph = mark.glyph
            left, base = x + (mark.pen + glyph.dx) * size / 1000, y + glyph.dy * size / 1000
            place = f"1 0 0 1 {left:.2f} {base:.2f} Tm"
            operators.append(f"/{glyph.face.name} {size:g} Tf {place} {self._code(glyph)} Tj")
        canvas.addLiteral(" ".join([*operators, "ET"]))

    def _show(self, letter: "_Penned") -> str:
        """Return the letter as part of a TJ array: move to its place, show it, move to where the next begins."""
        glyph = letter.glyph
        back = glyph.dx + glyph.face.advance(glyph.number) - letter.way
        return f"{-glyph.dx or ''}{self._code(glyph)}{back or ''}"

    def _code(self, glyph: Glyph) -> str:
        codes = self._codes.setdefault(glyph.face, {})
        return f"<{codes.setdefault((glyph.number, glyph.text), len(codes) + 1):04X}>"

    def write(self, canvas: Canvas) -> None:
        """Embed a subset of each typeface that was drawn with. To be called once, before saving."""
        document = canvas._doc  # reportlab has no public way to add a font of this kind
        for face, codes in self._codes.items():
            fonts = document.idToObject[pdfdoc.BasicFonts].dict
            fonts[face.name] = document.Reference(_font(document, face, codes), f"font:{face.name}")


@dataclass(frozen=True)
class _Penned:
    """A glyph, where the pen stands for it, and how far it is to the next one, in thousandths of the size."""

    glyph: Glyph
    pen: int
    way: int


def _apart(line: Line) -> tuple[list[_Penned], list[_Penned]]:
    """Return the glyphs that bear text, each with the way to the next of them, and those that do not."""
    pens = list(accumulate((glyph.advance for glyph in line.glyphs), initial=0))
    bearing = [(glyph, pen) for glyph, pen in zip(line.glyphs, pens, strict=False) if glyph.text]
    if bearing and not is_rtl(bearing[-1][0].text, default=False):
        # Keeps the last word apart from the next line's first one where both are read as one stream.
        bearing.append((_space(bearing[-1][0].face), line.width))
    ends = [pen for _, pen in bearing[1:]] + [line.width]
    letters = [_Penned(glyph, pen, end - pen) for (glyph, pen), end in zip(bearing, ends, strict=True)]
    marks = [_Penned(glyph, pen, 0) for glyph, pen in zip(line.glyphs, pens, strict=False) if not glyph.text]
    return letters, marks


def _space(face: Typeface) -> Glyph:
    return Glyph(face=face, number=face.glyph_of(" "), text=" ", advance=0, dx=0, dy=0)


def _font(document: pdfdoc.PDFDocument, face: Typeface, codes: dict[tuple[int, str], int]) -> PDFDictionary:
    program, renumbered = face.subset({glyph for glyph, _text in codes})
    tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:6])
    base_name = PDFName(f"{tag}+{face.name}")

    def stream(what: str, content: bytes, **entries: object) -> pdfdoc.PDFObjectReference:
        body = PDFStream(PDFDictionary(entries), content, filters=[PDFZCompress])
        return document.Reference(body, f"{what}:{face.name}")

    descriptor = PDFDictionary(
        {
            "Type": PDFName("FontDescriptor"),
            "FontName": base_name,
            "Flags": SYMBOLIC,
            "FontBBox": PDFArray(face.box),
            "ItalicAngle": 0,
            "Ascent": face.ascent,
            "Descent": face.descent,
            "CapHeight": face.cap_height,
            "StemV": BOLD_STEM if face.is_bold else REGULAR_STEM,
            "FontFile2": stream("program", program, Length1=len(program)),
            "CIDSet": stream("codes", _code_set(len(codes))),  # PDF/A-1 asks for it
        }
    )
    places = b"\0\0" + b"".join(renumbered[glyph].to_bytes(2, "big") for glyph, _text in codes)
    descendant = PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("CIDFontType2"),
            "BaseFont": base_name,
            "CIDSystemInfo": PDFDictionary(
                {"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0}
            ),
            "FontDescriptor": document.Reference(descriptor, f"descriptor:{face.name}"),
            "W": b"[1 [%s]]" % " ".join(str(face.advance(glyph)) for glyph, _text in codes).encode("ascii"),
            "CIDToGIDMap": stream("glyphs", places),
        }
    )
    return PDFDictionary(
        {
            "Type": PDFName("Font"),
            "Subtype": PDFName("Type0"),
            "BaseFont": base_name,
            "Encoding": PDFName("Identity-H"),
            "DescendantFonts": PDFArray([document.Reference(descendant, f"descendant:{face.name}")]),
            "ToUnicode": stream("text", _to_unicode(codes)),
        }
    )


def _code_set(codes: int) -> bytes:
    """Return one bit for each code (ISO 32000-1, section 9.8.3.3); 0 is the glyph of what is not there."""
    bits = "1" * (codes + 1)
    return int(bits.ljust(-(-len(bits) // 8) * 8, "0"), 2).to_bytes(-(-len(bits) // 8))


def _to_unicode(codes: dict[tuple[int, str], int]) -> bytes:
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for (_glyph, text), code in codes.items()]
    blocks = []
    for start in range(0, len(entries), ENTRIES_PER_BLOCK):
        block = entries[start : start + ENTRIES_PER_BLOCK]
        blocks.append("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]))
    return CMAP.format(blocks="\n".join(blocks)).encode("ascii")
