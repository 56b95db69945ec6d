"""The acts by which a trainer records what she taught onwards. Reports count these rows, so each act is logged."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from wagtail.log_actions import log

from certificates.cascade.limits import EDITABLE
from certificates.cascade.models import OnwardGroup


class NotEditable(Exception):
    """The entry is older than thirty days, or withdrawn: it stands as it is."""


def is_editable(group: OnwardGroup, *, at: datetime) -> bool:
    return group.withdrawn_at is None and at <= group.recorded_at + EDITABLE


@transaction.atomic
def record_group(*, trainer, key: UUID, at: datetime, **facts) -> OnwardGroup:
    """Record a group and return it; `key` was made with the form, so what is sent twice is recorded once."""
    group, is_new = OnwardGroup.objects.get_or_create(
        key=key, trainer=trainer, defaults={**facts, "recorded_at": at}
    )
    if is_new:
        log(instance=group, action="wagtail.create", user=trainer, data={"people": group.people})
    return group


@transaction.atomic
def change_group(*, group: OnwardGroup, at: datetime, **facts) -> OnwardGroup:
    """Change what was recorded. Raises NotEditable."""
    group = OnwardGroup.objects.select_for_update().get(pk=group.pk)
    if not is_editable(group, at=at):
        raise NotEditable
    before = group.people
    for name, value in facts.items():
        setattr(group, name, value)
    group.save(update_fields=list(facts))
    log(
        instance=group,
        action="wagtail.edit",
        user=group.trainer,
        data={"people": group.people, "before": before},
    )
    return group


@transaction.atomic
def withdraw_group(*, group: OnwardGroup, at: datetime) -> OnwardGroup:
    """Take a group out of every count; it can be brought back."""
    return _stamp(group, withdrawn_at=at)


@transaction.atomic
def restore_group(*, group: OnwardGroup) -> OnwardGroup:
    """Count a withdrawn group again."""
    return _stamp(group, withdrawn_at=None)


def _stamp(group: OnwardGroup, *, withdrawn_at: datetime | None) -> OnwardGroup:
    is_other_way = {"withdrawn_at__isnull": withdrawn_at is not None}
    if OnwardGroup.objects.filter(pk=group.pk, **is_other_way).update(withdrawn_at=withdrawn_at):
        log(
            instance=group,
            action="wagtail.edit",
            user=group.trainer,
            data={"withdrawn": withdrawn_at is not None},
        )
    group.withdrawn_at = withdrawn_at
    return group
