"""The code of conduct as a trainer signs it: principles CP12 and CP13 of the Code of Practice as commitments."""

from dataclasses import dataclass
from hashlib import sha256

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Principle:
    """One principle of the Code, and what somebody who signs it promises."""

    code: str
    words: Promise
    commitments: tuple[Promise, ...]


PRINCIPLES = (
    Principle(
        "CP12",
        _("My own conduct is beyond doubt"),
        (
            _(
                "I do not hit, threaten or insult a child, in class or at work, and I do not let others do it."
            ),
            _(
                "I have no sexual talk or contact with anybody under 18. A wrong guess of the age is no excuse."
            ),
            _("I give a child no gifts or favours, and take no money from a child or the family."),
            _(
                "I am not alone with a child behind a closed door. I keep the door open and ask for a second adult."
            ),
            _("I send a child no private messages, and take no pictures of a child on my own phone."),
            _("I let no child do errands or work for me."),
            _(
                "In training I use no real cases and no names. I treat everybody with respect, whatever rank or origin."
            ),
        ),
    ),
    Principle(
        "CP13",
        _("I report concerns, and nobody is punished for it"),
        (
            _(
                "I report any doubt about a colleague or a child’s companion on the same shift. A doubt is enough."
            ),
            _(
                "I tell the duty officer. If the duty officer is involved, I tell the inspection or the Ombudsperson."
            ),
            _(
                "I write down facts, the time and the words used, and keep them safe. I do not investigate myself."
            ),
            _("I let nobody suffer for a report made in good faith."),
        ),
    ),
)


def words_in(language: str) -> list[tuple[str, str, list[str]]]:
    """Return [(code, principle, commitments)] in a language."""
    with translation.override(language):
        return [(one.code, str(one.words), [str(text) for text in one.commitments]) for one in PRINCIPLES]


def digest_in(language: str) -> str:
    """Return the fingerprint of the words in a language, 64 hexadecimal digits: what a signature keeps."""
    lines = [language]
    for code, words, commitments in words_in(language):
        lines += [f"{code} {words}", *commitments]
    return sha256("\n".join(lines).encode()).hexdigest()
