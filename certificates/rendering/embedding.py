"""Glyphs into a reportlab file: codes of our own, subset fonts, and the map back to text.

A code stands for a glyph *and* the text it bears, so that one shape may be read in two ways and the map back
(ToUnicode, ISO 32000-1 section 9.10.3) stays exact. Fonts are CIDFontType2 with Identity-H (section 9.7.4).
"""

import hashlib
from collections.abc import Iterator
from itertools import groupby

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
        operators = [f"BT 1 0 0 1 {x:.2f} {y:.2f} Tm"]
        letters = _letters(line)
        if letters and not is_rtl(letters[-1][0].text, default=False):
            # Keeps the last word apart from the first one of the next line when both are read as one stream.
            letters.append((_space(letters[-1][0].face), 0))
        for face, part in groupby(letters, lambda letter: letter[0].face):
            shown = "".join(self._show(glyph, advance) for glyph, advance in part)
            operators.append(f"/{face.name} {size:g} Tf [{shown}] TJ")
        for glyph, pen in _marks(line):
            left, base = x + (pen + glyph.dx) * size / 1000, y + glyph.dy * size / 1000
            place = f"1 0 0 1 {left:.2f} {base:.2f} Tm"
            operators.append(f"/{glyph.face.name} {size:g} Tf {place} {self._code(glyph)} Tj")
        canvas.addLiteral(" ".join([*operators, "ET"]))

    def _show(self, glyph: Glyph, advance: int) -> str:
        """Return the glyph as part of a TJ array: move to its place, show it, move to where the next begins."""
        back = glyph.dx + glyph.face.advance(glyph.number) - advance
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


def _letters(line: Line) -> list[tuple[Glyph, int]]:
    """Return the glyphs that bear text, each with the way to the next one."""
    letters: list[tuple[Glyph, int]] = []
    for glyph in line.glyphs:
        if glyph.text:
            letters.append((glyph, glyph.advance))
        elif letters and glyph.advance:
            before, advance = letters[-1]
            letters[-1] = (before, advance + glyph.advance)
    return letters


def _space(face: Typeface) -> Glyph:
    return Glyph(face=face, number=face.glyph_of(" "), text=" ", advance=0, dx=0, dy=0)


def _marks(line: Line) -> Iterator[tuple[Glyph, int]]:
    """Yield the glyphs without text, each with the place of the pen in thousandths."""
    pen = 0
    for glyph in line.glyphs:
        if not glyph.text:
            yield glyph, pen
        pen += glyph.advance


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
            "W": PDFArray([1, PDFArray([face.advance(glyph) for glyph, _text in codes])]),
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


def _to_unicode(codes: dict[tuple[int, str], int]) -> bytes:
    entries = [f"<{code:04X}> <{text.encode('utf-16-be').hex()}>" for (_glyph, text), code in codes.items()]
    blocks = []
    for start in range(0, len(entries), ENTRIES_PER_BLOCK):
        block = entries[start : start + ENTRIES_PER_BLOCK]
        blocks.append("\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"]))
    return CMAP.format(blocks="\n".join(blocks)).encode("ascii")
