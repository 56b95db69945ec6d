"""What is wrong with the two spellings of a name that a certificate is to carry. Pure.

A stop keeps the person's certificate from being issued until it is mended or the person is left out; a warning is to
be looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from courses.cohorts import letters

STOP, WARNING = "stop", "warning"
NATIVE, LATIN = "name_native", "name_latin"
# Code of a finding -> how grave it is.
LEVELS = {
    "empty": STOP,
    "invisible": STOP,
    "strange": STOP,
    "mixed": STOP,
    "not_latin": STOP,
    "one_letter": STOP,
    "glyph": STOP,
    "too_long": STOP,
    "one_word": WARNING,
    "unconfirmed": WARNING,
    "twice": WARNING,
}


@dataclass(frozen=True)
class Finding:
    """One thing about one person: `field` is NATIVE, LATIN, another field of the page, or "".

    `signs` are the letters that are meant, `shown` is the name with them marked, where they can be seen; `other` is
    who has the same name.
    """

    code: str
    field: str = ""
    signs: str = ""
    shown: str = ""
    other: str = ""

    @property
    def is_stop(self) -> bool:
        return LEVELS[self.code] == STOP


def findings_in(native: str, latin: str) -> tuple[Finding, ...]:
    """Return what is wrong with the spellings themselves, whatever they are printed with."""
    return (*_native(native), *_latin(latin))


def mended(native: str, latin: str) -> tuple[str, str]:
    """Return both spellings as far as rules can mend them: what is invisible taken out, look-alikes in one script."""
    native, latin = (" ".join(letters.without_invisible(text).split()) for text in (native, latin))
    if len(letters.scripts_in(native)) > 1:
        native = letters.in_one_script(native) or native
    if letters.scripts_in(latin) - {letters.LATIN}:
        latin = letters.in_one_script(latin, letters.LATIN) or latin
    return native, letters.plain_apostrophes(latin)


def same_names(names: dict[int, tuple[str, str]]) -> dict[int, list[int]]:
    """Return {key: keys of others with the same name}: equal in either spelling, in any letter case and order."""
    found: dict[tuple, set[int]] = {}
    for key, spellings in names.items():
        for place, text in enumerate(spellings):
            if text.strip():
                found.setdefault((place, *sorted(text.casefold().split())), set()).add(key)
    twins: dict[int, set[int]] = {}
    for keys in found.values():
        for key in keys if len(keys) > 1 else ():
            twins.setdefault(key, set()).update(keys - {key})
    return {key: sorted(others) for key, others in twins.items()}


def _native(name: str) -> Iterator[Finding]:
    scripts = letters.scripts_in(name)
    yield from _plain(name, NATIVE)
    if len(scripts) > 1:
        yield Finding("mixed", NATIVE, _rare(name), letters.marked(name))


def _latin(name: str) -> Iterator[Finding]:
    yield from _plain(name, LATIN)
    foreign = letters.scripts_in(name) - {letters.LATIN}
    if foreign and letters.in_one_script(letters.without_invisible(name), letters.LATIN):
        yield Finding("mixed", LATIN, _rare(name), letters.marked(name))
    elif foreign:
        yield Finding("not_latin", LATIN, _not_in(name, letters.LATIN))


def _plain(name: str, field: str) -> Iterator[Finding]:
    """Yield what is wrong in any script."""
    seen = letters.without_invisible(name).strip()
    if letters.has_invisible(name):
        yield Finding("invisible", field, signs=_invisible_in(name), shown=_uncovered(name))
    if not seen:
        yield Finding("empty", field)
        return
    if strange := letters.strange_in_name(seen):
        yield Finding("strange", field, strange, _marked(seen, strange))
    count = sum(letter.isalpha() for letter in seen)
    if count < 2:
        yield Finding("one_letter", field)
    elif len(seen.split()) == 1:
        yield Finding("one_word", field)


def _rare(name: str) -> str:
    return "".join(dict.fromkeys("".join(re.findall(r"\[([^\]]*)\]", letters.marked(name)))))


def _not_in(name: str, script: str) -> str:
    return "".join(
        dict.fromkeys(
            one for one in name if one.isalpha() and letters.script_of(one) not in (script, "other")
        )
    )


def _invisible_in(name: str) -> str:
    return "".join(dict.fromkeys(one for one in name if one not in letters.without_invisible(name)))


def _uncovered(name: str) -> str:
    """Return the name with the code of each invisible sign in its place: Айгүл[U+202E]."""
    hidden = _invisible_in(name)
    return "".join(f"[U+{ord(one):04X}]" if one in hidden else one for one in name)


def _marked(name: str, signs: str) -> str:
    return "".join(f"[{one}]" if one in signs else one for one in name)
