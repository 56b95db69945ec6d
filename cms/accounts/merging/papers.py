"""Certificates of two accounts that are made one: of a subject and a cycle one person has one that stands."""

from collections import defaultdict

from certificates.models import Certificate
from cms.accounts.merging.journal import Journal
from cms.accounts.models import AccountMerge, User

LABEL = Certificate._meta.label_lower


def move_certificates(kept: User, merged: User, journal: Journal) -> None:
    """Give the certificates of the merged account to the kept one.

    Where both have one that stands for the same subject and cycle, the moved one opens the next cycle, and whatever it
    replaced goes along. Nothing that is printed on it changes: the cycle is not printed.
    """
    rows = list(
        Certificate.objects.select_for_update(of=("self",))
        .filter(holder__in=[kept.pk, merged.pk])
        .order_by("subject", "cycle", "pk")
    )
    moving = [row for row in rows if row.holder_id == merged.pk]
    cycles = _new_cycles([row for row in rows if row.holder_id == kept.pk], moving)
    stay = [row.pk for row in moving if (row.subject, row.cycle) not in cycles]
    journal.change(Certificate, stay, before={"holder_id": merged.pk}, after={"holder_id": kept.pk})
    for row in moving:
        if (row.subject, row.cycle) in cycles:
            journal.change_row(row, holder_id=kept.pk, cycle=cycles[row.subject, row.cycle])


def _new_cycles(own: list[Certificate], moving: list[Certificate]) -> dict[tuple[str, int], int]:
    """Return {(subject, cycle) of moving ones that would stand beside an own one: its new cycle}."""
    taken = {(row.subject, row.cycle) for row in own if not row.is_revoked}
    last: dict[str, int] = defaultdict(int)
    for row in (*own, *moving):
        last[row.subject] = max(last[row.subject], row.cycle)
    found: dict[tuple[str, int], int] = {}
    for row in moving:
        key = (row.subject, row.cycle)
        if not row.is_revoked and key in taken and key not in found:
            last[row.subject] += 1
            found[key] = last[row.subject]
    return found


def replaced_since(done: AccountMerge) -> bool:
    """Tell whether a certificate that was moved has been issued anew: giving it back would part the two."""
    moved = [pk for entry in done.moved if entry["model"] == LABEL for pk in entry["pks"]]
    return Certificate.objects.filter(pk__in=moved, replaced_by__issued_at__gt=done.made_at).exists()
