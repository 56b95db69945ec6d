"""How the findings in a SCORM package are told."""

from django.utils.translation import gettext_lazy as _

from assessments.uploads.judging.words import Words

_FREE = _("Nothing has to be done. If the order matters, say so in the lesson.")
_ALONE = _("Test the launch before learners use it. If it fails, export the package again without frames.")

WORDS = {
    "scorm-no-manifest": Words(
        _("There is no imsmanifest.xml."),
        _("Export the course as SCORM 1.2 or SCORM 2004 and send the zip as it is."),
    ),
    "scorm-in-a-folder": Words(
        _("The manifest is inside a folder of the zip."),
        _("Zip the content of the folder, not the folder itself."),
    ),
    "scorm-aicc": Words(
        _("This is an AICC package."), _("Export the course as SCORM 1.2, SCORM 2004 or cmi5 instead.")
    ),
    "scorm-not-xml": Words(
        _("The manifest cannot be read as XML: %(problem)s"), _("Export the package again with your tool.")
    ),
    "scorm-doctype": Words(
        _("The manifest has a DOCTYPE or entities."), _("Take the DOCTYPE out of imsmanifest.xml.")
    ),
    "scorm-no-scorm": Words(
        _("The manifest is not one of SCORM."),
        _("Common Cartridge and plain IMS packages are not taken. Export the course as SCORM."),
    ),
    "scorm-nothing-to-launch": Words(
        _("The package has nothing that could be launched."), _("Export the package again with your tool.")
    ),
    "scorm-too-deep": Words(_("The tree has more than %(most)s levels."), _("Make the tree flatter.")),
    "scorm-too-many-units": Words(
        _("There are more than %(most)s units."), _("Divide the course into several packages.")
    ),
    "scorm-no-resource": Words(
        _("“%(item)s” points to the resource “%(resource)s”, which is not there."),
        _("Export the package again with your tool."),
    ),
    "scorm-no-href": Words(
        _("“%(item)s” has no address to launch."), _("Export the package again with your tool.")
    ),
    "scorm-elsewhere": Words(
        _("“%(address)s” is on another server."), _("Only what is inside the package is played.")
    ),
    "scorm-outside": Words(
        _("“%(address)s” of “%(item)s” leads out of the package."),
        _("Addresses must be relative and stay inside."),
    ),
    "scorm-file-outside": Words(_("“%(address)s” leads out of the package and is ignored.")),
    "scorm-no-file": Words(
        _("The file that “%(unit)s” launches is not in the package."),
        _("Export the package again with your tool."),
    ),
    "scorm-other-case": Words(
        _("The manifest writes the name otherwise than it is: %(file)s. It is launched all the same."),
    ),
    "scorm-file-missing": Words(
        _("The manifest names this file, and it is not there."),
        _("Test the launch: a picture or a sound may be missing."),
    ),
    "scorm-more-missing": Words(_("%(count)s more files are missing.")),
    "scorm-several-organizations": Words(
        _("There are %(count)s organizations; the default one is played."),
    ),
    "scorm-sub-manifest": Words(_("Manifests inside the manifest are ignored."), _FREE),
    "scorm-order-is-free": Words(
        _("The package has rules for the order of its units. It plays, but the order is free."), _FREE
    ),
    "scorm-prerequisites": Words(
        _("“%(item)s” has prerequisites. Those that name units joined by and, or are heeded in the list.")
    ),
    "scorm-time-limit": Words(
        _("“%(item)s” has a limit of time or of attempts. It is told to the unit, and not enforced."), _FREE
    ),
    "scorm-shared-data": Words(
        _("“%(item)s” shares data with other units. Each unit has only its own."), _ALONE
    ),
    "scorm-mastery-ignored": Words(
        _("The mastery score of “%(item)s” is no number from 0 to 100. It is ignored."),
    ),
    "scorm-data-cut": Words(
        _("The launch data of “%(item)s” are longer than 64,000 characters and are cut.")
    ),
    "scorm-other-standard": Words(
        _("The package that is to be replaced is of another standard (%(standard)s)."),
        _("Send a package of the same standard, or take this one in as a new package."),
    ),
    "scorm-archived": Words(
        _("“%(title)s” is archived."), _("Restore it first; then it can get a new version.")
    ),
    "scorm-frameset": Words(
        _("The page is made of frames. Frames cannot look into each other in the closed frame."), _ALONE
    ),
    "scorm-frames-talk": Words(
        _("The page seems to look into another window. It cannot do that in the closed frame."), _ALONE
    ),
}
