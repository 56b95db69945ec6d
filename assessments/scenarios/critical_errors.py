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
# The article that each error breaks first of all, as the choices of the scenarios name it.
ARTICLES = {
    "CE-REF": _("1951 Convention, Art. 33; Convention against Torture, Art. 3"),
    "CE-PEN": _("1951 Convention, Art. 31"),
    "CE-SEP": _("Convention on the Rights of the Child, Art. 9; Code of Practice, CP6"),
    "CE-COO": _("Confidentiality of asylum information; Code of Practice, CP11"),
    "CE-DET": _("Convention on the Rights of the Child, Art. 37; Code of Practice, CP9"),
    "CE-DEC": _("1951 Convention, Arts 1 F and 33 (2)"),
    "CE-HND": _("Convention on the Rights of the Child, Art. 35; Code of Practice, CP10"),
    "CE-ABU": _("UN Code of Conduct for Law Enforcement Officials, Arts 2 and 5; Code of Practice, CP12"),
    "CE-LIF": _("Covenant on Civil and Political Rights, Art. 6"),
}
