"""The act by which a person moves to another academy. What was done at the first one stays where it was done."""

from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import transaction

from courses.academies.models import Academy, Transfer


class SameAcademy(Exception):
    """The person is at that academy already."""


@transaction.atomic
def transfer(*, person, to: Academy, by, at: datetime, reason: str = "") -> Transfer:
    """Move the person to the academy and write it down; cohorts, progress and certificates stay with the person.

    Raises SameAcademy.
    """
    locked = get_user_model().objects.select_for_update(of=("self",)).get(pk=person.pk)
    if locked.academy_id == to.pk:
        raise SameAcademy
    moved = Transfer.objects.create(
        person=locked,
        from_academy_id=locked.academy_id,
        to_academy=to,
        reason=reason.strip(),
        moved_at=at,
        moved_by=by,
    )
    locked.academy = to
    locked.save(update_fields=["academy"])
    person.academy = to
    return moved
