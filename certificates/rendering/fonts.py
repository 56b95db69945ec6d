"""The typefaces of certificates: read once, asked for glyphs, cut down to what one file uses."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import uharfbuzz as hb
from fontTools.ttLib import TTFont

UNUSED_TABLES = [
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "MATH",
    "DSIG",
    "STAT",
    "meta",
    "name",
    "post",
    "OS/2",
    "cmap",
]


@dataclass(frozen=True)
class FontSet:
    """Paths of the four TrueType files: for Latin and Cyrillic and for Arabic script, in two weights."""

    regular: Path
    bold: Path
    arabic_regular: Path
    arabic_bold: Path

    @classmethod
    def in_folder(cls, folder: Path) -> "FontSet":
        """Return the set as `tooling.build_fonts` lays it into `folder`."""
        return cls(
            regular=folder / "NotoSans-Regular.ttf",
            bold=folder / "NotoSans-Bold.ttf",
            arabic_regular=folder / "NotoArabic-Regular.ttf",
            arabic_bold=folder / "NotoArabic-Bold.ttf",
        )

    def faces(self, *, bold: bool) -> tuple["Typeface", "Typeface"]:
        """Return the typefaces of one weight: (Latin and Cyrillic, Arabic script)."""
        paths = (self.bold, self.arabic_bold) if bold else (self.regular, self.arabic_regular)
        return load_typeface(paths[0]), load_typeface(paths[1])


class Typeface:
    """One TrueType file. All measures are in thousandths of the type size, as PDF wants them."""

    def __init__(self, path: Path):
        self.path, self._hash = path, hash(path)
        self.name = path.stem
        self._face = hb.Face(hb.Blob.from_file_path(str(path)))
        self.shaper = hb.Font(self._face)
        self.shaper.scale = (1000, 1000)
        self.characters = frozenset(self._face.unicodes)
        with TTFont(path, lazy=True) as tables:
            head, os2 = tables["head"], tables["OS/2"]
            scale = 1000 / head.unitsPerEm
            self.box = [round(scale * edge) for edge in (head.xMin, head.yMin, head.xMax, head.yMax)]
            self.ascent, self.descent = round(scale * os2.sTypoAscender), round(scale * os2.sTypoDescender)
            self.cap_height = round(scale * os2.sCapHeight)
            self.is_bold = os2.usWeightClass >= 600

    # Read twice it is the same typeface: lines set with it are remembered.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Typeface) and self.path == other.path

    def __hash__(self) -> int:
        return self._hash

    def glyph_of(self, character: str) -> int:
        """Return the number of the glyph that stands for the character by itself."""
        return self.shaper.get_nominal_glyph(ord(character))

    def advance(self, glyph: int) -> int:
        """Return how far the glyph moves the pen when nothing is kerned."""
        return self.shaper.get_glyph_h_advance(glyph)

    def subset(self, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
        """Return a TrueType file of these glyphs only, and the map from old to new glyph numbers.

        Equal sets of glyphs give equal bytes.
        """
        wanted = hb.SubsetInput()
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        wanted.glyph_set.update(glyphs)
        wanted.drop_table_tag_set.update(int.from_bytes(tag.encode().ljust(4)) for tag in UNUSED_TABLES)
        plan = hb.SubsetPlan(self._face, wanted)
        return plan.execute().blob.data, dict(plan.old_to_new_glyph_mapping)


@lru_cache(maxsize=16)
def load_typeface(path: Path) -> Typeface:
    """Return the typeface of a TrueType file, read once a process. Raises OSError or hb.HarfBuzzError."""
    return Typeface(path)
