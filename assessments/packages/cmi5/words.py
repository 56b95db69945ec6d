"""How the findings in a cmi5 course are told, by the number of the requirement that is not met."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from assessments.packages.cmi5.reading import faults
from assessments.uploads.judging.words import Words

_EXPORT = _("Export the course again with your tool, or ask whoever made it.")
_SCHEMA = _(
    "The file must be as CourseStructure.xsd of cmi5 says. Mend this line, or export the course again."
)

WORDS: Mapping[str, Words] = {
    faults.NO_STRUCTURE: Words(
        _("There is no cmi5.xml at the top of the ZIP."),
        _("Zip the content of the folder, not the folder itself."),
    ),
    faults.NOT_INSIDE: Words(
        _("The address “%(url)s” names a file that is not in the package."),
        _(
            "Put the file into the ZIP, write its path with the same letters, or give a whole address (https://…)."
        ),
    ),
    faults.RELATIVE: Words(
        _("The address “%(url)s” is not whole, and a cmi5.xml without a ZIP has no files beside it."),
        _("Give a whole address (https://…), or send the course as a ZIP."),
    ),
    faults.IRI: Words(
        _("The %(attribute)s of <%(element)s> is no whole IRI: “%(value)s”."),
        _("Begin it with a scheme, for example https://."),
    ),
    faults.BLOCK_TWICE: Words(_("Two blocks have the id “%(id)s”."), _("Give each block an id of its own.")),
    faults.OBJECTIVE_TWICE: Words(
        _("Two objectives have the id “%(id)s”."), _("Give each objective an id of its own.")
    ),
    faults.UNIT_TWICE: Words(_("Two units have the id “%(id)s”."), _("Give each unit an id of its own.")),
    faults.URL_SYNTAX: Words(
        _("“%(url)s” is no address as RFC 1738 writes it."),
        _("Write a space as %%20, and other letters than those of English percent-encoded, too."),
    ),
    faults.PARAMETER_CONFLICT: Words(
        _("The address “%(url)s” has a parameter “%(name)s”, which the launch adds itself."),
        _("Rename the parameter."),
    ),
    faults.SCHEME: Words(
        _("The address “%(url)s” is one of %(scheme)s."),
        _("Units are opened in a browser: only https:// and http:// are taken."),
    ),
    faults.UNREADABLE: Words(_("cmi5.xml is not XML: %(why)s."), _SCHEMA),
    faults.DOCTYPE: Words(_("cmi5.xml has a DOCTYPE or entities."), _("Take the DOCTYPE out.")),
    faults.ROOT: Words(
        _("The file begins with <%(name)s>, not with <courseStructure> of cmi5."),
        _("Look whether the namespace is that of cmi5, and whether this is a cmi5.xml at all."),
    ),
    faults.MISSING: Words(_("<%(element)s> has no <%(missing)s>."), _SCHEMA),
    faults.NO_UNITS: Words(_("There is no <au> and no <block> in <%(element)s>."), _SCHEMA),
    faults.ORDER: Words(
        _("In <%(element)s>, <%(name)s> stands after <%(after)s>."),
        _("Put the elements into the order of the schema: title, description, objectives, url, and so on."),
    ),
    faults.UNKNOWN: Words(_("<%(element)s> may not hold <%(name)s>."), _SCHEMA),
    faults.TWICE: Words(_("<%(element)s> has more than one <%(name)s>."), _SCHEMA),
    faults.TEXT: Words(_("<%(element)s> may not hold text: “%(text)s”."), _SCHEMA),
    faults.ATTRIBUTE_MISSING: Words(_("<%(element)s> has no %(attribute)s."), _SCHEMA),
    faults.ATTRIBUTE_UNKNOWN: Words(_("<%(element)s> may not have the attribute %(attribute)s."), _SCHEMA),
    faults.VALUE: Words(
        _("%(attribute)s of <%(element)s> cannot be “%(value)s”."), _("It must be one of: %(allowed)s.")
    ),
    faults.TOO_MUCH: Words(
        _("The course is larger than is taken here (%(most)s)."), _("Divide it into several courses.")
    ),
    faults.INSECURE: Words(
        _("%(count)s addresses begin with http://, for example “%(url)s”. Browsers may refuse to show them."),
        _("Ask whoever runs that server for https:// addresses."),
    ),
    faults.NO_SUCH_OBJECTIVE: Words(
        _("The course has no objective “%(id)s”; the reference is kept."), _EXPORT
    ),
    faults.NO_TITLE: Words(_("<%(element)s> has an empty title."), _EXPORT),
    "cmi5-elsewhere": Words(
        _("%(count)s units run on other servers, for example “%(url)s”."),
        _(
            "They get the pseudonym of the learner and report to Panah. Learners need a connection to that server."
        ),
    ),
    "package-other-standard": Words(
        _("The package to be replaced is of another standard (%(standard)s)."),
        _("Store it as a new package."),
    ),
    "package-archived": Words(
        _("The package to be replaced is archived."), _("Restore it first, or store a new package.")
    ),
}
