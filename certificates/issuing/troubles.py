"""What can stop an issue, as data that is kept with the run, and in words.

A trouble is {"code", "enrolment": primary key or None, "field", "letter", "detail"}; what does not apply is empty.
"""

from django.db import OperationalError
from django.utils.translation import gettext as _

from certificates.making.name_words import field_label
from certificates.rendering.text import MissingGlyph, TextTooLong
from certificates.signing.keys import KeyTrouble
from courses.cohorts.models import Enrolment

LETTER, TOO_LONG, KEY, STORAGE = "letter", "too_long", "key", "storage"
# What is told of a person, of a key or of a full disk; anything else is a fault of the program and is not caught.
STOPPING = (MissingGlyph, TextTooLong, KeyTrouble, OSError, OperationalError)


class NotPrintable(Exception):
    """Somebody's certificate could not be printed: `person`, `field` and, where a letter is the reason, `character`
    say what to mend.
    """

    def __init__(self, person, field: str, character: str = ""):
        super().__init__(f"{person}: {field} {character}")
        self.person = person
        self.field = field
        self.character = character


class Stopped(Exception):
    """The issue stopped at the certificate of the place `enrolment_pk`; `__cause__` says why."""

    def __init__(self, enrolment_pk: int):
        super().__init__(enrolment_pk)
        self.enrolment_pk = enrolment_pk


def trouble_of(stopped: Stopped) -> dict:
    """Return the trouble that is kept."""
    error = stopped.__cause__
    found = {"code": STORAGE, "enrolment": stopped.enrolment_pk, "field": "", "letter": "", "detail": ""}
    if isinstance(error, MissingGlyph):
        return found | {"code": LETTER, "field": error.field, "letter": error.character}
    if isinstance(error, TextTooLong):
        return found | {"code": TOO_LONG, "field": error.field}
    if isinstance(error, KeyTrouble):
        return found | {"code": KEY, "detail": str(error)}
    return found | {"detail": str(error)[:300]}


def is_of_one_person(trouble: dict) -> bool:
    """Tell whether the others can go on when the person is left out."""
    return trouble["code"] in (LETTER, TOO_LONG)


def told(trouble: dict) -> str:
    """Return the trouble in words: whose certificate, what is wrong, what to do."""
    if trouble["code"] == KEY:
        return trouble["detail"]
    place = Enrolment.objects.filter(pk=trouble["enrolment"]).select_related("user").first()
    about = {
        "person": place.user if place else "?",
        "field": field_label(trouble["field"]),
        "letter": trouble["letter"],
        "detail": trouble["detail"],
    }
    return _WORDS[trouble["code"]]() % about


def _storage() -> str:
    return _(
        "The certificate of %(person)s could not be stored: %(detail)s. See that the server has space left, then "
        "continue. What is issued stays, and nothing is issued twice."
    )


def _letter() -> str:
    return _(
        "The certificate of %(person)s cannot be printed: %(field)s has the sign “%(letter)s” that no font of the "
        "certificate has. Correct it and continue, or leave the person out and go on."
    )


def _too_long() -> str:
    return _(
        "The certificate of %(person)s cannot be printed: %(field)s is too long. Shorten it and continue, or leave "
        "the person out and go on."
    )


_WORDS = {STORAGE: _storage, LETTER: _letter, TOO_LONG: _too_long}
