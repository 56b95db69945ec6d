"""What is wrong with the texts of a design, before it is published. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from certificates.designs.placeholders import unknown_in


@dataclass(frozen=True)
class Fault:
    """A piece of a text that is no placeholder: `field` is of DesignVersion's texts, or "names" or "posts" of the
    signatory `index`.
    """

    field: str
    language: str
    piece: str
    index: int = -1


def faults_in(content: Mapping) -> Iterator[Fault]:
    """Yield every fault of what a version would keep. Names and posts of signatories are printed as they stand: no
    brace belongs there.
    """
    for language, texts in content["texts"].items():
        for field, text in texts.items():
            for piece in unknown_in(text):
                yield Fault(field, language, piece)
    for index, signatory in enumerate(content["signatories"]):
        for field in ("names", "posts"):
            for language, text in signatory[field].items():
                for brace in (letter for letter in text if letter in "{}"):
                    yield Fault(field, language, brace, index)
