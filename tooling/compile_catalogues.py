"""Compile locale/*/LC_MESSAGES/*.po into .mo without gettext's programs, which a fresh machine may lack.

The checks are those of `msgfmt --check` that guard a page: syntax, the header, the number of plural forms,
doubled messages, and the placeholders of a translation. Each finding is told as file:line; exit 1 if any.
"""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent.parent / "locale"
STATEMENT = re.compile(r'(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\.)*"')
PERCENT = re.compile(r"%(?:\((\w+)\))?[#0\- +]*(?:\d+|\*)?(?:\.\d+)?([diouxXeEfFgGcrsa%])")
BRACES = re.compile(r"\{(\w*)[^{}]*\}")
PLURALS = re.compile(r"nplurals\s*=\s*(\d+)\s*;\s*plural\s*=")


class BrokenCatalogue(Exception):
    """A .po file that cannot be compiled; the message holds one `file:line: what` per line."""


def placeholders(text: str, flags: list[str]) -> set[str]:
    """Return the placeholders of a message as its format flag reads them; unnamed ones by their type."""
    if "python-format" in flags:
        return {name or kind for name, kind in PERCENT.findall(text) if kind != "%"}
    if "python-brace-format" in flags:
        return set(BRACES.findall(text.replace("{{", "").replace("}}", "")))
    return set()


def translations(entry: polib.POEntry) -> list[str]:
    """Return the translations of an entry: one, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def line_breaks(text: str) -> tuple[bool, bool]:
    """Return whether a text begins and ends with a line break."""
    return text.startswith("\n"), text.endswith("\n")


def entry_problems(entry: polib.POEntry, plural_forms: int) -> Iterator[str]:
    """Yield what is wrong with one translated entry."""
    if entry.msgid_plural and len(entry.msgstr_plural) != plural_forms:
        yield f"{len(entry.msgstr_plural)} plural forms, the header promises {plural_forms}"
    # A form for "one" may leave its number out; nothing may be invented.
    known = placeholders(entry.msgid, entry.flags) | placeholders(entry.msgid_plural, entry.flags)
    for text in translations(entry):
        found = placeholders(text, entry.flags)
        if invented := found - known:
            yield f"placeholders that the message does not have: {', '.join(sorted(invented))}"
        if not entry.msgid_plural and (lost := known - found):
            yield f"placeholders of the message are lost: {', '.join(sorted(lost))}"
        if line_breaks(entry.msgid) != line_breaks(text):
            yield "message and translation do not both begin or end with a line break"


def syntax_problems(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for lines that are no PO statement; polib reads over an unclosed quote."""
    for number, line in enumerate(text.split("\n"), start=1):
        statement = line.strip()
        if statement and not statement.startswith("#") and not STATEMENT.fullmatch(statement):
            yield number, "not a keyword and a quoted string, or a quote is not closed or not escaped"


def header_problems(catalogue: polib.POFile) -> Iterator[str]:
    """Yield what the header lacks: the encoding always, plural forms where a message has them."""
    if "charset=utf-8" not in catalogue.metadata.get("Content-Type", "").lower():
        yield "the header does not say charset=UTF-8"
    plural = any(entry.msgid_plural for entry in catalogue)
    if plural and not PLURALS.search(catalogue.metadata.get("Plural-Forms", "")):
        yield "the header has no Plural-Forms, but messages have plurals"


def problems(catalogue: polib.POFile) -> Iterator[tuple[int, str]]:
    """Yield (line, what is wrong) for the header and for each translated entry (its first line)."""
    for problem in header_problems(catalogue):
        yield 1, problem
    promised = PLURALS.search(catalogue.metadata.get("Plural-Forms", ""))
    plural_forms = int(promised.group(1)) if promised else 0
    seen: dict[tuple[str | None, str], int] = {}
    for entry in catalogue:
        if entry.obsolete:
            continue
        first = seen.setdefault((entry.msgctxt, entry.msgid), entry.linenum)
        if first != entry.linenum:
            yield entry.linenum, f"the message stands at line {first} already"
        if entry.translated():
            for problem in entry_problems(entry, plural_forms):
                yield entry.linenum, problem


def refuse_if(source: Path, found: Iterable[tuple[int, str]]) -> None:
    """Raise BrokenCatalogue if there is any problem, told as file:line."""
    if told := [f"{source}:{line}: {what}" for line, what in found]:
        raise BrokenCatalogue("\n".join(told))


def read_catalogue(source: Path) -> polib.POFile:
    """Return the parsed .po; raise BrokenCatalogue where it is not UTF-8 or not PO syntax."""
    try:
        text = source.read_text(encoding="utf-8")
        refuse_if(source, syntax_problems(text))
        return polib.pofile(text)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise BrokenCatalogue(f"{source}:{line}: not UTF-8") from error
    except OSError as error:  # polib's name for a syntax error; it knows the line
        line = re.search(r"line (\d+)", str(error))
        raise BrokenCatalogue(f"{source}:{line.group(1) if line else 1}: {error}") from error


def compile_catalogue(source: Path) -> Path:
    """Write the .mo beside a .po and return it; raise BrokenCatalogue with file and line.

    Written to a new file and renamed: a server that runs meanwhile never reads half a catalogue.
    """
    catalogue = read_catalogue(source)
    refuse_if(source, problems(catalogue))
    target = source.with_suffix(".mo")
    fresh = target.with_suffix(".mo.new")
    fresh.write_bytes(catalogue.to_binary())
    fresh.replace(target)
    return target


def main(folder: Path = LOCALE) -> int:
    failed = False
    sources = sorted(folder.glob("*/LC_MESSAGES/*.po"))
    for source in sources:
        try:
            compile_catalogue(source)
        except BrokenCatalogue as error:
            print(error, file=sys.stderr)
            failed = True
    print(f"Catalogues: {len(sources)} read" + (", not all compiled" if failed else " and compiled"))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
