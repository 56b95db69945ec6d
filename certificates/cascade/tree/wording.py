"""What stands in the boxes of the tree and over the columns of the table."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.cascade.tree.growing import COHORT, TRAINER, Node


def column_names() -> dict[str, str]:
    """Return {column: its heading}; the columns are those of sorting.NUMBERS."""
    return {
        "cohorts": _("Cohorts taught"),
        "trainers": _("Trainers from them"),
        "groups": _("Groups trained onwards"),
        "people": _("People in them"),
        "women": _("Women"),
        "men": _("Men"),
        "others": _("Sex not recorded"),
        "hours": _("Hours"),
    }


def told(node: Node) -> tuple[str, str]:
    """Return what a node is called, and the line below it."""
    if node.kind == TRAINER:
        return node.fact.name, node.fact.number
    if node.kind == COHORT:
        people = ngettext("%(count)d person", "%(count)d people", node.fact.people)
        return node.fact.title, f"{node.fact.starts_on.year} · {people % {'count': node.fact.people}}"
    groups = ngettext("%(count)d onward group", "%(count)d onward groups", node.fact.groups)
    people = ngettext("%(count)d person", "%(count)d people", node.fact.people)
    return groups % {"count": node.fact.groups}, people % {"count": node.fact.people}
