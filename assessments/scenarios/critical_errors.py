"""The critical errors by name, in the wording of the curriculum (section 4.1)."""

from django.utils.translation import gettext_lazy as _

NAMES = {
    "CE-REF": _("Refusing entry, pushing back or removing a person who showed fear"),
    "CE-PEN": _(
        "Punishing a claimant, a child or a possible victim only for irregular entry or false papers"
    ),
    "CE-SEP": _("Parting a child from the family without a decision of the child-protection authority"),
    "CE-COO": _("Telling or asking the country of origin about the claim"),
    "CE-DET": _("Cell, lock-up or handcuffs for a child on migration grounds"),
    "CE-DEC": _("Deciding the claim, excluding the person or refusing to register the claim"),
    "CE-HND": _("Handing a child or possible victim to an unverified person or suspected exploiter"),
    "CE-ABU": _("Violence, sexual remarks or contact, a bribe, humiliation, or hiding such acts"),
    "CE-LIF": _("Leaving a person in danger of life without help"),
}
PRINCIPLES = {
    "CE-REF": _("Non-refoulement"),
    "CE-PEN": _("Non-penalization"),
    "CE-SEP": _("Family unity"),
    "CE-COO": _("Confidentiality"),
    "CE-DET": _("No detention of children"),
    "CE-DEC": _("Referral, not decision"),
    "CE-HND": _("Safe handover"),
    "CE-ABU": _("Conduct"),
    "CE-LIF": _("Rescue first"),
}
