"""The words of verification: what a certificate, a name and a file turned out to be."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

register = template.Library()

SIGNS = {
    "valid": "best",
    "revoked": "critical",
    "expired": "clock",
    "replaced": "refresh",
    "unknown": "question",
}

TITLES = {
    "certificate": {
        "valid": _("This certificate is valid"),
        "revoked": _("This certificate was revoked"),
        "expired": _("This certificate has expired"),
        "replaced": _("This certificate was replaced by another"),
    },
    "letter": {
        "valid": _("This letter of attendance is genuine"),
        "revoked": _("This letter of attendance was revoked"),
        "expired": _("This letter of attendance has expired"),
        "replaced": _("This letter of attendance was replaced by another"),
    },
}
TEXTS = {
    "valid": _("It is in the register of the academy. What stands below was issued."),
    "revoked": _("The academy issued it and took it back. It proves nothing any more."),
    "expired": _("The academy issued it, and its term has ended."),
    "replaced": _(
        "The academy issued another one in its place, because something on this one was not right."
    ),
    "unknown": _("No certificate has this code. Most often a letter was mistyped."),
}
UNKNOWN = _("No certificate has this code")

DOCUMENTS = {
    "completion": _("Certificate of completion of a training"),
    "trainer": _("Certificate of a trainer"),
    "letter": _("Letter of attendance: the person was there, and did not complete the training"),
}

# {outcome: (kind of notice, title, text)}
PERSON = {
    "same": (
        "success",
        _("Yes: this is the name on the certificate"),
        _("Compare it with an identity paper of the person."),
    ),
    "other": (
        "error",
        _("No: this is not the name on the certificate"),
        _("Type the full name as it is printed, in either of its scripts."),
    ),
    "missing": ("warning", _("Type the name first"), ""),
}
PAPER = {
    "issued": (
        "success",
        _("Yes: this is the very file that the academy issued"),
        _("Not one letter of it was changed."),
    ),
    "of another": (
        "error",
        _("This is the file of another certificate"),
        _("The academy issued it, but for another code. Check the code that is in it."),
    ),
    "signed": (
        "warning",
        _("The academy signed this file, but it is not the one in the register"),
        _("Its signature is right. Trust what stands on this page where the two differ."),
    ),
    "changed": (
        "error",
        _("This file was changed after the academy signed it"),
        _("Trust only what stands on this page, and ask the holder for the file as it was issued."),
    ),
    "names another": (
        "error",
        _("The academy signed this file, and inside is another code or number"),
        _("It belongs to another certificate. Check the code that is in it."),
    ),
    "foreign": (
        "error",
        _("This file was not signed by the academy"),
        _("Somebody else signed it. Trust only what stands on this page."),
    ),
    "unsigned": (
        "error",
        _("This file has no signature"),
        _(
            "Files from the academy are signed. It may be a copy saved anew, or a forgery: trust only this page."
        ),
    ),
    "scan": (
        "warning",
        _("This file is a picture of a page, so nothing in it can be checked"),
        _("A scan or a photo has no signature. Compare it by eye with what stands on this page."),
    ),
    "no pdf": (
        "warning",
        _("This is no PDF file"),
        _("Choose the PDF file that the holder got from the academy."),
    ),
    "unreadable": (
        "warning",
        _("This file cannot be read"),
        _("It is damaged or protected by a password. Ask the holder for the file as it was issued."),
    ),
    "too large": (
        "warning",
        _("This file is too large"),
        _("A certificate is smaller than 1 MB. Choose the PDF file that the holder got from the academy."),
    ),
    "missing": ("warning", _("Choose a file first"), ""),
    "other digest": (
        "warning",
        _("This is not the file that the academy issued"),
        _("Send the file itself, and its signature is checked."),
    ),
}


@register.filter
def verdict_sign(state: str) -> str:
    return SIGNS[state]


@register.filter
def verdict_title(result) -> Promise:
    return TITLES["letter" if result.kind == "letter" else "certificate"].get(result.state, UNKNOWN)


@register.filter
def verdict_text(result) -> Promise:
    return TEXTS[result.state]


@register.filter
def document_word(kind: str) -> Promise:
    return DOCUMENTS[kind]


@register.simple_tag
def documents() -> list[tuple[str, Promise]]:
    """Return every kind of document with its word."""
    return list(DOCUMENTS.items())


@register.inclusion_tag("components/notice.html")
def person_notice(outcome: str) -> dict:
    return _notice(PERSON[outcome])


@register.inclusion_tag("components/notice.html")
def paper_notice(outcome: str) -> dict:
    return _notice(PAPER[outcome])


@register.filter
def letters_counted(hints) -> str:
    """Return how many letters a code has that is too short or too long."""
    told = ngettext(
        "A code has %(length)d letters and digits. This one has %(count)d.",
        "A code has %(length)d letters and digits. This one has %(count)d.",
        hints.letters,
    )
    return told % {"length": hints.length, "count": hints.letters}


@register.filter
def try_again_text(minutes: int) -> str:
    """Return when somebody who asked too often may ask again."""
    told = ngettext("Try again in %(count)d minute.", "Try again in %(count)d minutes.", minutes)
    return told % {"count": minutes}


def _notice(words: tuple) -> dict:
    kind, title, text = words
    return {"kind": kind, "title": title, "text": text}
