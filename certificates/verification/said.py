"""A text of a certificate in the language it is shown in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """A text, and the code of the language it is in: a page names it where it is not its own."""

    text: str
    language: str

    def __str__(self):
        return self.text


def said_in(texts: dict[str, str], language: str) -> Said:
    """Return the text in the language, else in English, else in any."""
    for code in (language, "en", *texts):
        if texts.get(code):
            return Said(texts[code], code)
    return Said("", language)
