"""How it is told what the filter took out of content, or changed in it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By "what" of an entry of H5PVersion.removed; they take its "detail".
WORDS: dict[str, str | Promise] = {
    "unknown-field": _("The library has no such field: it was left out."),
    "unknown-type": _("The library has a field here of a type nobody knows (%(type)s): it was left out."),
    "wrong-type": _("This is no value for such a field (%(found)s): it was left out."),
    "out-of-bounds": _("The number %(found)s is not allowed: it became %(kept)s."),
    "not-an-option": _("“%(found)s” is none of the options."),
    "too-many": _("Of %(count)s entries only the first %(most)s were kept."),
    "too-few": _("There are %(count)s entries, and at least %(least)s should be."),
    "too-long": _("Of %(length)s characters only the first %(most)s were kept."),
    "regexp": _("The text “%(text)s” is not of the form that is asked for: it was emptied."),
    "tangled": _("The text is too long, or its tags are not closed in order: only its words were kept."),
    "tag": _("The tag %(name)s was taken out of the text."),
    "attribute": _("The attribute %(name)s was taken out of the text."),
    "style": _("The style “%(name)s” was taken out of the text."),
    "link": _("The link “%(name)s” was taken out of the text."),
    "path": _("“%(found)s” leads out of the content: the file was left out."),
    "media-type": _("A file of this type (%(found)s) is not for such a field: it was left out."),
    "library-not-allowed": _("A part of the type %(library)s may not stand here: it was left out."),
    "library-version": _("The part is of another version (%(library)s) than is asked for: it was left out."),
    "library-missing": _("The library %(library)s is not there."),
    "sub-content-id": _("The id of this part cannot be used: it was left out."),
    "and-more": _("And more of the same."),
}


def told(entry: Mapping) -> str:
    """Return an entry of H5PVersion.removed in words, without its place."""
    words = WORDS.get(entry["what"])
    return str(words) % entry.get("detail", {}) if words else entry["what"]
