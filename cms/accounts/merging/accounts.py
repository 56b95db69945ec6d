"""The acts that make two accounts of one person one, and that undo it within a day.

What a person has done is in rows of every package; here, above all of them, it is moved from one account to the other.
Statements are not touched: courses.cohorts.pseudonyms names the person who stays for the pseudonym of both.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from cms.accounts.merging.journal import Journal, conflicts, undo
from cms.accounts.merging.papers import LABEL as PAPERS
from cms.accounts.merging.papers import move_certificates, replaced_since
from cms.accounts.merging.places import move_unless_there, unite
from cms.accounts.merging.treatments import MOVES, MOVES_UNLESS_THERE
from cms.accounts.models import AccountMerge, OneTimePin, User
from courses.cohorts.models import Enrolment

UNDO_WITHIN = timedelta(hours=24)
MERGED, UNMERGED = "panah.merged", "panah.unmerged"


@dataclass(frozen=True)
class NotMergeable(Exception):
    """Why the two cannot be made one: "same", "superuser", "merged", "academy" or "transcript"."""

    reason: str


class TooLate(Exception):
    """More than a day has gone by, or it was undone before."""


@dataclass(frozen=True)
class Changed(Exception):
    """What was moved has changed since; `models` are the labels of what cannot be given back."""

    models: tuple[str, ...]


class MergedAgain(Exception):
    """The account that stayed was merged into another one afterwards: that has to be undone first."""


@transaction.atomic
def merge(*, kept: User, merged: User, by: User | None, at: datetime, reason: str = "") -> AccountMerge:
    """Make one account of two of the same academy and return what was done.

    The kept one keeps service number, password and names; the other one can sign in no more. In a cohort both are
    in, the place of the kept account stays, see places.unite. Raises NotMergeable.
    """
    _check(kept, merged)
    people = User.objects.select_for_update(of=("self",)).order_by("pk").in_bulk([kept.pk, merged.pk])
    kept, merged = people[kept.pk], people[merged.pk]
    _check(kept, merged)
    journal = Journal()
    _unite_places(kept, merged, journal, by=by, at=at)
    move_certificates(kept, merged, journal)
    for relation in MOVES:
        _move(relation, kept, merged, journal)
    for relation, apart in MOVES_UNLESS_THERE.items():
        move_unless_there(relation, apart, old=merged.pk, new=kept.pk, journal=journal)
    for pin in OneTimePin.objects.filter(user=merged, used_at=None):
        journal.change_row(pin, used_at=at)
    journal.change_row(merged, is_active=False, merged_into_id=kept.pk)
    log(instance=kept, action=MERGED, user=by, data={"merged": merged.username, "reason": reason})
    return AccountMerge.objects.create(
        kept=kept, merged=merged, moved=journal.entries, reason=reason.strip(), made_at=at, made_by=by
    )


def preview(*, kept: User, merged: User, by: User | None, at: datetime) -> AccountMerge:
    """Return what merging would do, and do nothing. Raises NotMergeable."""
    with transaction.atomic():
        done = merge(kept=kept, merged=merged, by=by, at=at)
        transaction.set_rollback(True)
    return done


@transaction.atomic
def unmerge(*, done: AccountMerge, by: User | None, at: datetime) -> AccountMerge:
    """Give back everything that was moved, if that can be done without loss.

    Raises TooLate, MergedAgain, Changed.
    """
    done = AccountMerge.objects.select_for_update(of=("self",)).get(pk=done.pk)
    if done.undone_at is not None or at > done.made_at + UNDO_WITHIN:
        raise TooLate
    people = User.objects.select_for_update(of=("self",)).order_by("pk")
    people = people.in_bulk([done.kept_id, done.merged_id])
    if people[done.kept_id].merged_into_id is not None:
        raise MergedAgain
    if changed := [*conflicts(done.moved), *([PAPERS] if replaced_since(done) else [])]:
        raise Changed(tuple(dict.fromkeys(changed)))
    undo(done.moved)
    done.undone_at, done.undone_by = at, by
    done.save(update_fields=["undone_at", "undone_by"])
    kept, merged = people[done.kept_id], people[done.merged_id]
    log(instance=kept, action=UNMERGED, user=by, data={"merged": merged.username})
    return done


def _check(kept: User, merged: User) -> None:
    if kept.pk == merged.pk:
        raise NotMergeable("same")
    if kept.is_superuser or merged.is_superuser:
        raise NotMergeable("superuser")
    if kept.merged_into_id or merged.merged_into_id:
        raise NotMergeable("merged")
    if kept.academy_id is None or kept.academy_id != merged.academy_id:
        raise NotMergeable("academy")


def _unite_places(kept: User, merged: User, journal: Journal, *, by, at) -> None:
    places = Enrolment.objects.select_for_update(of=("self",)).select_related("transcript").order_by("pk")
    own = {place.cohort_id: place for place in places.filter(user=kept)}
    for place in places.filter(user=merged):
        stays = own.get(place.cohort_id)
        if stays is None:
            journal.change_row(place, user_id=kept.pk)
        elif not _is_frozen(stays) and _is_frozen(place):
            raise NotMergeable("transcript")
        elif not _is_frozen(stays):
            unite(kept=stays, other=place, journal=journal, by=by, at=at)
        elif not _is_frozen(place):
            journal.change_row(place, withdrawn_at=place.withdrawn_at or at)


def _is_frozen(place: Enrolment) -> bool:
    """A transcript says what was done under this place: nothing is added to it afterwards."""
    return hasattr(place, "transcript")


def _move(relation: str, kept: User, merged: User, journal: Journal) -> None:
    label, name = relation.rsplit(".", 1)
    model = apps.get_model(label)
    column = model._meta.get_field(name).attname
    rows = model._base_manager.filter(**{name: merged}).exclude(pk=kept.pk if model is User else None)
    journal.change(
        model, rows.values_list("pk", flat=True), before={column: merged.pk}, after={column: kept.pk}
    )


class _Merged(LogFormatter):
    label = _("Merge accounts")
    message = _("Merged the account %(merged)s into this one")

    def format_message(self, log_entry):
        return str(self.message) % {"merged": log_entry.data["merged"]}


class _Unmerged(_Merged):
    label = _("Undo a merge of accounts")
    message = _("Gave back what was merged from the account %(merged)s")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(MERGED)(_Merged)
    actions.register_action(UNMERGED)(_Unmerged)
