"""Build the fonts of Panah from the npm packages that `npm ci` brought.

build/fonts-web/panah-{text,arabic}-{400,700}.woff2   subsets for the browser
build/fonts-pdf/Noto{Sans,Arabic}-{Regular,Bold}.ttf  whole fonts; reportlab embeds what it uses

Nothing of this is committed: the sources are Noto fonts under the SIL Open Font License 1.1, whose text
is laid beside each set. Exit 1 if a font lacks a letter of one of the eight alphabets.
"""

import shutil
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from tooling import alphabets

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules" / "@expo-google-fonts"
BUILD = ROOT / "build"
LATIN_FEATURES = ("kern", "locl", "ccmp", "mark")
ARABIC_FEATURES = ("init", "medi", "fina", "isol", "rlig", "calt", "liga", "ccmp", "locl", "mark", "mkmk")


class MissingLetters(Exception):
    """A source font cannot draw letters that a language of Panah needs."""


@dataclass(frozen=True, kw_only=True)
class Family:
    """One npm package and what is made of it; `source` is its file name without weight."""

    package: str
    source: str
    web_name: str
    pdf_name: str
    languages: tuple[str, ...]
    characters: frozenset[str]
    features: tuple[str, ...]

    def path(self, weight: str) -> Path:
        """Return the source TTF of a weight written as the package does: 400Regular or 700Bold."""
        return PACKAGES / self.package / weight / f"{self.source}_{weight}.ttf"


FAMILIES = (
    Family(
        package="noto-sans",
        source="NotoSans",
        web_name="panah-text",
        pdf_name="NotoSans",
        languages=tuple(code for code in alphabets.ALPHABETS if code not in alphabets.RIGHT_TO_LEFT),
        characters=frozenset(alphabets.text_characters()),
        features=LATIN_FEATURES,
    ),
    Family(
        package="noto-sans-arabic",
        source="NotoSansArabic",
        web_name="panah-arabic",
        pdf_name="NotoArabic",
        languages=tuple(alphabets.RIGHT_TO_LEFT),
        characters=frozenset(alphabets.arabic_characters()),
        features=ARABIC_FEATURES,
    ),
)
WEIGHTS = {"400Regular": ("400", "Regular"), "700Bold": ("700", "Bold")}


def require_letters(font: TTFont, family: Family) -> None:
    """Raise MissingLetters unless the font has every letter and sign that the family promises."""
    drawable = set(font.getBestCmap())
    wanted = {code: alphabets.required_letters(code) for code in family.languages}
    wanted["signs and names"] = set(family.characters)
    for what, characters in wanted.items():
        if lacking := sorted(character for character in characters if ord(character) not in drawable):
            named = ", ".join(f"{c} (U+{ord(c):04X} {unicodedata.name(c, '?')})" for c in lacking)
            raise MissingLetters(f"{family.package} cannot draw {what}: {named}")


def write_web_font(source: Path, family: Family, target: Path) -> None:
    """Write the woff2 subset: unhinted, only the family's characters and layout features."""
    options = subset.Options(
        flavor="woff2",
        hinting=False,
        layout_features=list(family.features),
        name_IDs=[1, 2],
        notdef_outline=True,
        drop_tables=[*subset.Options().drop_tables, "DSIG", "STAT", "meta"],
    )
    font = subset.load_font(str(source), options)
    require_letters(font, family)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in family.characters])
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


def build(target: Path = BUILD) -> list[Path]:
    """Make both sets under `target`; return the web fonts in the order they were written."""
    web, pdf = target / "fonts-web", target / "fonts-pdf"
    for folder in (web, pdf):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    written = []
    for family in FAMILIES:
        for weight, (number, style) in WEIGHTS.items():
            written.append(web / f"{family.web_name}-{number}.woff2")
            write_web_font(family.path(weight), family, written[-1])
            shutil.copyfile(family.path(weight), pdf / f"{family.pdf_name}-{style}.ttf")
        for folder in (web, pdf):
            shutil.copyfile(PACKAGES / family.package / "LICENSE_FONT", folder / f"{family.pdf_name}-OFL.txt")
    return written


def main() -> int:
    try:
        written = build()
    except (MissingLetters, FileNotFoundError) as error:
        print(f"build_fonts: {error}", file=sys.stderr)
        return 1
    print("Fonts: " + ", ".join(f"{path.stem} {path.stat().st_size / 1000:.1f} kB" for path in written))
    return 0


if __name__ == "__main__":
    sys.exit(main())
