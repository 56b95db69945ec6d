"""How findings about H5P packages are told: by code, that is the H5P core's error id where there is one."""

from django.utils.translation import gettext_lazy as _

from assessments.uploads.judging.words import Words

_EXPORT_ANEW = _("Export the content anew from the program it was made with, and send it again.")
_GET_LIBRARY = _(
    "Get the library from its maker or from h5p.org again. If it is still so, tell whoever made it."
)
_LIBRARIES_TOO = _("Export the content together with its libraries, or send a package that has them first.")

WORDS: dict[str, Words] = {
    # h5p.json and content.json
    "invalid-h5p-json-file": Words(_("The package has no valid h5p.json."), _EXPORT_ANEW),
    "invalid-content-folder": Words(
        _("The package has no content: content/content.json is missing."), _EXPORT_ANEW
    ),
    "unable-to-parse-package": Words(_("This file is no valid JSON (%(reason)s)."), _EXPORT_ANEW),
    "json-too-deep": Words(
        _("This file nests its values too deeply: people's content does not need that."),
        _("Ask whoever made the package."),
    ),
    "json-too-many": Words(
        _("This file has more values in it than can be looked at."),
        _("Split the content into several, or ask whoever made the package."),
    ),
    "missing-required-property": Words(_("“%(property)s” is missing."), _EXPORT_ANEW),
    "invalid-property": Words(_("“%(property)s” cannot be “%(value)s”."), _EXPORT_ANEW),
    "invalid-property-left-out": Words(_("“%(property)s” cannot be “%(value)s”: it is left out.")),
    "illegal-option-in-library": Words(_("“%(option)s” is none of the ways to embed content."), _EXPORT_ANEW),
    "content-filtered": Words(
        _("In %(count)s places something is taken out of the content, or changed in it; see the list."),
        _("See whether the content is still what it should be."),
    ),
    "part-left-out": Words(
        _(
            "The content has a part of the type %(library)s here, which does not belong there: it is left out."
        ),
        _("Without it the content may stop here. Export it anew with the libraries it was made with."),
    ),
    "part-not-taken": Words(
        _(
            "The content has a part of the type %(library)s here, which %(container)s does not take. It would have to "
            "be left out, and without it the content cannot be played."
        ),
        _(
            "Send the version of the library first that takes this part, with content that names it; or open the "
            "content in the program it was made with, put something else here and export it anew."
        ),
    ),
    "part-not-chosen": Words(
        _("Nothing was chosen here, and %(container)s cannot be played without it."),
        _(
            "Open the content in the program it was made with, choose something here or remove the place, and "
            "export it anew."
        ),
    ),
    "missing-content-file": Words(
        _("The content shows this file at %(place)s, and it is not in the package."), _EXPORT_ANEW
    ),
    "external-media": Words(
        _("This is fetched from another site (%(address)s), which is not done here: nothing will be seen."),
        _("Put the file itself into the content."),
    ),
    "replaces-nothing": Words(
        _("The content it was to replace is not there any more."), _("Send it as new content.")
    ),
    # Libraries
    "missing-main-library": Words(
        _("The library of the content, %(library)s, is neither in the package nor installed."), _LIBRARIES_TOO
    ),
    "missing-required-library": Words(
        _("The library %(library)s is neither in the package nor installed; it is asked for by %(by)s."),
        _LIBRARIES_TOO,
    ),
    "main-library-not-runnable": Words(
        _("%(library)s is no content of its own: nothing would be shown."), _EXPORT_ANEW
    ),
    "invalid-library-name": Words(_("No library can be called that."), _GET_LIBRARY),
    "invalid-library-json-file": Words(_("The library has no valid library.json."), _GET_LIBRARY),
    "invalid-semantics-json-file": Words(
        _("The description of the library's fields is not valid (%(place)s)."), _GET_LIBRARY
    ),
    "invalid-language-file": Words(
        _("This translation of the editor cannot be read. It is not needed to play.")
    ),
    "library-missing-file": Words(
        _("This file is missing; the library %(library)s is loaded by it."), _GET_LIBRARY
    ),
    "library-directory-name-mismatch": Words(
        _("The folder of the library %(library)s has to be called %(wanted)s."), _GET_LIBRARY
    ),
    "library-twice": Words(_("The same library is in the folder %(other)s, too."), _EXPORT_ANEW),
    "api-version-unsupported": Words(
        _("%(component)s asks for version %(required)s of the H5P core; here is %(current)s."),
        _("Use an earlier version of this library until Panah has been brought up to date."),
    ),
    "library-other-bytes": Words(
        _(
            "%(library)s is installed, and its files are others: this copy is not taken, the content is played with "
            "the installed one. %(count)s files differ, among them: %(files)s. SHA-256 installed: %(installed)s; "
            "sent: %(sent)s."
        ),
        _("Look where the package comes from: changed copies of known libraries are handed around."),
    ),
    "library-other-words": Words(
        _(
            "%(library)s is installed; this copy is not taken. Only words of the editor differ (%(files)s). "
            "SHA-256 installed: %(installed)s; sent: %(sent)s."
        )
    ),
    "library-older": Words(
        _("%(library)s is installed, which is newer than patch %(patch)s in the package: it stays.")
    ),
    "library-upgraded": Words(
        _("%(library)s is installed and becomes patch %(patch)s, for all content that is played with it.")
    ),
    "library-not-upgraded": Words(
        _(
            "%(library)s is installed; patch %(patch)s in the package is not taken, "
            "since you may not install libraries."
        )
    ),
    "upgrade-takes-out": Words(
        _("“%(content)s” would lose something by the upgrade: its fields change in %(count)s places."),
        _("Look at this content once the upgrade is made, or do not make it."),
    ),
    "may-not-install": Words(
        _("%(library)s is not installed, and you may add content, but no libraries."),
        _("Ask somebody who may install it to send this package: %(who)s."),
    ),
    "may-not-install-any": Words(
        _("This is a package of libraries, and you may add content, but no libraries."),
        _("Ask somebody who may install them to send this package: %(who)s."),
    ),
    "changed-meanwhile": Words(
        _("The libraries here have changed since the package was checked (%(library)s)."), _("Send it again.")
    ),
    "paper-left-out": Words(_("This file is for people, not for the library: it is left out.")),
    "libraries-alone": Words(_("This is a package of libraries, without content.")),
}
