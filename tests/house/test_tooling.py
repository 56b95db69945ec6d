"""What `make` builds: locks without addresses, fonts that can draw every language, catalogues checked."""

import json
import re
import unicodedata
from pathlib import Path

import polib
import pytest
from fontTools.ttLib import TTFont

from tooling import alphabets, build_fonts
from tooling.compile_catalogues import BrokenCatalogue, compile_catalogue

ROOT = Path(__file__).resolve().parent.parent.parent
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
ASKED = re.compile(r"^([\w-]+)(?:\[[\w,]+\])?==(\S+)$", re.MULTILINE)
LOCKED = re.compile(r"^([\w-]+)==([^\s;]+)", re.MULTILINE)
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
RUSSIAN_PLURALS = '"Plural-Forms: nplurals=3; plural=(n%10==1 ? 0 : n%10==2 ? 1 : 2);\\n"\n'


def normal(name: str) -> str:
    return name.lower().replace("_", "-")


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_python_lock_has_a_checksum_for_every_package_and_names_no_address(lock):
    text = lock.read_text()
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert blocks
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert re.findall(r"https?:|file:|--\w*index|--find-links|#.*", text) == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_a_python_lock_follows_what_is_asked_for(lock):
    asked = {normal(name): version for name, version in ASKED.findall(lock.with_suffix(".in").read_text())}
    locked = {normal(name): version for name, version in LOCKED.findall(lock.read_text())}
    assert asked
    assert asked.items() <= locked.items()


def test_tests_run_on_the_versions_that_are_served():
    base, test = (
        dict(LOCKED.findall((ROOT / f"requirements/{n}.txt").read_text())) for n in ("base", "test")
    )
    assert base.items() <= test.items()


def test_the_npm_lock_names_no_address_and_only_exact_versions():
    package = json.loads((ROOT / "package.json").read_text())
    lock = json.loads((ROOT / "package-lock.json").read_text())
    locked = {name.removeprefix("node_modules/"): entry for name, entry in lock["packages"].items() if name}
    assert [name for name, entry in locked.items() if "resolved" in entry] == []
    assert all(entry["integrity"].startswith("sha512-") for entry in locked.values())
    assert {name: locked[name]["version"] for name in package["dependencies"]} == package["dependencies"]


@pytest.mark.parametrize(("name", "kilobytes"), [("panah-text", 17), ("panah-arabic", 22)])
@pytest.mark.parametrize("weight", ["400", "700"])
def test_a_web_font_draws_every_letter_and_stays_small(name, kilobytes, weight):
    family = next(family for family in build_fonts.FAMILIES if family.web_name == name)
    path = build_fonts.BUILD / "fonts-web" / f"{name}-{weight}.woff2"
    drawable = {chr(code) for code in TTFont(path).getBestCmap()}
    for code in family.languages:
        assert alphabets.required_letters(code) - drawable == set(), code
    assert path.stat().st_size <= kilobytes * 1000


@pytest.mark.parametrize("style", ["Regular", "Bold"])
def test_the_fonts_of_documents_draw_every_letter(style):
    for family in build_fonts.FAMILIES:
        font = TTFont(build_fonts.BUILD / "fonts-pdf" / f"{family.pdf_name}-{style}.ttf")
        assert {ord(character) for character in family.characters} - set(font.getBestCmap()) == set()


def test_a_font_that_lacks_a_letter_stops_the_build_and_names_the_letter():
    latin_family = build_fonts.FAMILIES[0]
    arabic_font = TTFont(build_fonts.FAMILIES[1].path("400Regular"))
    with pytest.raises(build_fonts.MissingLetters, match=r"cannot draw ru:.*CYRILLIC SMALL LETTER YA"):
        build_fonts.require_letters(arabic_font, latin_family)


def shown_texts():
    """Yield (file, text that people read) for every catalogue, course text and scenario."""
    for path in sorted((ROOT / "locale").glob("*/LC_MESSAGES/*.po")):
        entries = polib.pofile(str(path))
        yield path, "".join("".join([entry.msgstr, *entry.msgstr_plural.values()]) for entry in entries)
    for folder in ("courses/content/curriculum", "assessments/scenarios/library"):
        for path in sorted((ROOT / folder).glob("*/*.yaml")):
            yield path, path.read_text(encoding="utf-8")


def test_the_fonts_draw_every_letter_that_we_wrote():
    drawable = alphabets.text_characters() | alphabets.arabic_characters()
    lacking = {}
    for path, text in shown_texts():
        letters = {character for character in text if unicodedata.category(character)[0] in "LMN"}
        if letters - drawable:
            lacking[str(path.relative_to(ROOT))] = letters - drawable
    assert lacking == {}


@pytest.fixture
def catalogue(tmp_path):
    """Return a function that writes the text of a catalogue and returns its path."""

    def write(*, body: str, header: str = HEADER) -> Path:
        path = tmp_path / "django.po"
        path.write_text(f"{header}\n{body}", encoding="utf-8")
        return path

    return write


def test_a_compiled_catalogue_holds_what_is_translated_and_nothing_else(catalogue):
    path = catalogue(
        header=HEADER + RUSSIAN_PLURALS,
        body=(
            'msgctxt "month"\nmsgid "May"\nmsgstr "май"\n\n'
            'msgid "Nobody yet"\nmsgstr ""\n\n'
            '#, fuzzy\nmsgid "Guessed"\nmsgstr "Угадано"\n\n'
            '#, python-format\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\n'
            'msgstr[0] "%(n)s день"\nmsgstr[1] "%(n)s дня"\nmsgstr[2] "%(n)s дней"\n'
        ),
    )
    compiled = polib.mofile(str(compile_catalogue(path)))
    assert {(entry.msgctxt, entry.msgid) for entry in compiled} == {("month", "May"), (None, "%(n)s day")}
    assert compiled.find("%(n)s day").msgstr_plural == {0: "%(n)s день", 1: "%(n)s дня", 2: "%(n)s дней"}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('msgid "a"\nmsgstr "unclosed\n', r"django\.po:6: .*quote"),
        ('msgid "a"\nmsgstr "б"\n\nmsgstr "в"\n', r"django\.po:8: .*"),
        ('#, python-format\nmsgid "%(name)s"\nmsgstr "%(nane)s"\n', r"django\.po:5: .*nane"),
        ('#, python-format\nmsgid "by %(name)s"\nmsgstr "кем-то"\n', r"django\.po:5: .*lost: name"),
        ('#, python-brace-format\nmsgid "{a}"\nmsgstr "{b}"\n', r"django\.po:5: .*: b"),
        ('msgid "a"\nmsgstr "б"\n\nmsgid "a"\nmsgstr "в"\n', r"django\.po:8: .*line 5"),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "б"\nmsgstr[1] "в"\n', r"django\.po:1: .*Plural-Forms"),
        ('msgid "a"\nmsgstr "б\\n"\n', r"django\.po:5: .*line break"),
    ],
    ids=[
        "quote",
        "keyword",
        "wrong placeholder",
        "lost placeholder",
        "braces",
        "double",
        "plurals",
        "line break",
    ],
)
def test_a_broken_catalogue_is_refused_with_file_and_line(catalogue, body, told):
    with pytest.raises(BrokenCatalogue, match=told):
        compile_catalogue(catalogue(body=body))


def test_a_refused_catalogue_leaves_the_compiled_one_alone(catalogue):
    before = compile_catalogue(catalogue(body='msgid "a"\nmsgstr "б"\n')).read_bytes()
    broken = catalogue(body='msgid "a"\nmsgstr "unclosed\n')
    with pytest.raises(BrokenCatalogue):
        compile_catalogue(broken)
    assert broken.with_suffix(".mo").read_bytes() == before
