"""How findings are told: what it is and what to do. A checker adds the words of its own codes."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from assessments.uploads.findings import Finding


@dataclass(frozen=True)
class Words:
    """How a finding is told: what it is and what to do; both take the finding's `detail` (%(name)s)."""

    says: str | Promise
    todo: str | Promise = ""


_PACK_ANEW = _("Pack it anew with the program it was made with, and send it again.")
_ASK_MAKER = _("Ask whoever made the package: nothing should need this.")
_SMALLER = _(
    "Make it smaller, for example with films of a lower resolution, or split it into several packages."
)

WORDS: dict[str, Words] = {
    # The whole file.
    "unable-to-unzip": Words(_("This is no ZIP file that can be read."), _PACK_ANEW),
    "truncated": Words(
        _("The end of the file is missing: it did not arrive whole, or was saved by halves."),
        _("Send it again."),
    ),
    "not-recognised": Words(
        _("Inside is neither h5p.json nor cmi5.xml nor imsmanifest.xml where they belong, at the top."),
        _("Send the package itself, not a ZIP around it, and not a folder that holds it."),
    ),
    "too-many-entries": Words(_("%(count)s files are inside; %(most)s may be."), _SMALLER),
    "total-size-too-large": Words(_("Unpacked it would have %(size)s; %(most)s are allowed."), _SMALLER),
    "file-size-too-large": Words(_("This file has %(size)s; %(most)s are allowed."), _SMALLER),
    "ratio-too-high": Words(
        _("%(packed)s would become %(size)s: so much air is put in to fill up a server."), _ASK_MAKER
    ),
    "overlapping": Words(
        _("Files inside share the same bytes, or something stands before them."), _ASK_MAKER
    ),
    "file-lost": Words(_("The file that was sent is not on the server any more."), _("Send it again.")),
    "changed-since": Words(_("This file is not the one that was checked."), _("Send the package again.")),
    "stored-before": Words(
        _("The very same file was stored on %(day)s."), _("Store it again only if it is wanted twice.")
    ),
    "and-more": Words(_("And %(count)s more findings.")),
    # One entry.
    "damaged": Words(_("This file is damaged: its bytes are not those it was packed with."), _PACK_ANEW),
    "encrypted": Words(_("This file is encrypted."), _("Pack it anew without a password.")),
    "packed-otherwise": Words(
        _("This file is packed by a method that is not read here."),
        _("Pack it anew as an ordinary ZIP (deflate)."),
    ),
    "not-a-file": Words(_("This is a link or a device, not a file."), _ASK_MAKER),
    "path-leads-out": Words(_("This name leads out of the package."), _ASK_MAKER),
    "path-unsafe": Words(
        _("This name has signs in it that are not seen or that mislead."),
        _("Rename the file and pack it anew."),
    ),
    "path-too-deep": Words(
        _("This file lies in too many folders."), _("Put it into fewer folders and pack it anew.")
    ),
    "path-too-long": Words(_("This name is too long."), _("Rename the file and pack it anew.")),
    "name-unreadable": Words(
        _("The letters of this name cannot be told: the ZIP does not say how it is written."),
        _("Give the file a name of Latin letters, or pack it with a program that writes UTF-8."),
    ),
    "name-guessed": Words(
        _("The ZIP does not say how this name is written; it was read as Russian (code page 866)."),
        _("See whether the name is right. If it is not, pack it with a program that writes UTF-8."),
    ),
    "duplicate-path": Words(
        _("There is “%(other)s”, too: for some computers these are one and the same."),
        _("Rename one of them."),
    ),
    # What a file is.
    "not-in-whitelist": Words(
        _("Files of this type (%(end)s) may not stand here."), _("Take it out, or save it as another type.")
    ),
    "not-what-it-says": Words(
        _("By its name this is %(told)s, by its bytes %(found)s."),
        _("Save it as what it is called, or take it out."),
    ),
    "named-otherwise": Words(_("By its name this is %(told)s; it is %(found)s, and is served as that.")),
    "served-as-download": Words(
        _("This type is not known here: the file can be downloaded, it is never opened.")
    ),
    "runs-on-a-computer": Words(
        _("This is a program that would run on the reader's computer."), _("Take it out.")
    ),
    "virus-found": Words(
        _("The file is suspicious: %(name)s was found in it."),
        _("Do not open the package. Tell whoever sent it to you, and your administrator."),
    ),
    "scanner-silent": Words(
        _("The virus scanner gave no answer about this file (%(reason)s)."),
        _("Send the package again later. If it happens again, tell your administrator."),
    ),
    "svg-cleaned": Words(
        _("What could run in this drawing was taken out: %(removed)s."),
        _("See whether it still looks right."),
    ),
    "svg-left-out": Words(
        _("This drawing of a library cannot be read safely (%(reason)s): it is left out."),
        _("See whether the content is still what it should be."),
    ),
    "svg-unreadable": Words(
        _("This drawing cannot be read safely (%(reason)s)."), _("Save it as “plain SVG”, or as PNG.")
    ),
}


@dataclass(frozen=True)
class Told:
    """A finding in words."""

    finding: Finding
    says: str
    todo: str


def told(finding: Finding, more: Mapping[str, Words]) -> Told:
    """Return the finding in words, those of its kind first. A code without words is told by itself."""
    words = more.get(finding.code) or WORDS.get(finding.code) or Words(finding.code)
    detail = {name: _shown(name, value) for name, value in finding.detail.items()}
    return Told(finding, _filled(words.says, detail), _filled(words.todo, detail))


def _filled(text: str | Promise, detail: Mapping[str, object]) -> str:
    return str(text) % _Detail(detail) if detail else str(text)


class _Detail(dict):
    """What the words ask for and nobody said is left open: a finding is told rather than a page lost."""

    def __missing__(self, name: str) -> str:
        return "…"


def _shown(name: str, value: str | int) -> str | int:
    is_size = name in ("size", "packed", "most") and isinstance(value, int) and value > 100_000
    return filesizeformat(value) if is_size else value
