"""The act of erasing a person: who it was is forgotten, what was done stays under a pseudonym.

Certificates stay with the names printed on them: the academy's register is a record it must keep, and whoever was
handed a certificate must be able to have it verified (docs/decisions/0039).
"""

import secrets
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from assessments.h5p.models import H5PState
from assessments.lrs.models import Document
from assessments.lrs.widths import fitted
from assessments.packages.cmi5.abandoning import abandon, open_sessions
from assessments.packages.models import ScormState
from assessments.xapi import actors
from assessments.xapi.vocabulary import VERSION
from cms.accounts.models import OneTimePin, User
from courses.cohorts.enrolling import withdraw
from courses.cohorts.models import Enrolment
from courses.messaging.models import MessageCopy

ERASED = "panah.erased"
# What says who somebody is. Academy, country, language and sex stay: reports count by them, alone they name nobody.
_EMPTY = {
    "name_native": "",
    "name_latin": "",
    "name_key": "",
    "email": "",
    "agency": "",
    "rank": "",
    "born_on": None,
    "superior": None,
    "names_confirmed_at": None,
    "last_login": None,
}
# Where a log names a person by service number.
_NAMING = ("person", "merged")


@dataclass(frozen=True)
class NotErasable(Exception):
    """Why the person cannot be erased: "self", "superuser", "merged" or "erased"."""

    reason: str


@transaction.atomic
def erase(*, person: User, by: User | None, at: datetime) -> User:
    """Forget who the person is, close the account for good, and return it under its pseudonym. It cannot be undone.

    Accounts that were merged into it are erased as well; places in cohorts that are not closed are given up.
    Raises NotErasable.
    """
    locked = User.objects.select_for_update(of=("self",)).get(pk=person.pk)
    _check(locked, by)
    for place in Enrolment.objects.filter(user=locked, cohort__closed_at=None).select_related(
        "cohort", "user"
    ):
        withdraw(enrolment=place, by=by)
    for account in [locked, *locked.merged.select_for_update(of=("self",))]:
        _forget(account, at)
    log(instance=locked, action=ERASED, user=by)
    return locked


def _check(person: User, by: User | None) -> None:
    if by is not None and person.pk == by.pk:
        raise NotErasable("self")
    if person.is_superuser:
        raise NotErasable("superuser")
    if person.merged_into_id:
        raise NotErasable("merged")
    if person.erased_at is not None:
        raise NotErasable("erased")


def _forget(account: User, at: datetime) -> None:
    number = account.username
    account.username = f"erased-{secrets.token_hex(5)}"
    for name, nothing in _EMPTY.items():
        setattr(account, name, nothing)
    account.is_active, account.erased_at = False, at
    account.set_unusable_password()
    account.save()
    account.groups.clear()
    account.user_permissions.clear()
    account.subordinates.update(superior=None)
    OneTimePin.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    UserProfile.objects.filter(user=account).delete()
    MessageCopy.objects.filter(recipient=account).update(email="")
    _forget_what_packages_keep(account, at)
    _rename_in_logs(account, number)


def _forget_what_packages_keep(account: User, at: datetime) -> None:
    """Take away what content remembers for a person, which can be whatever was written into it."""
    H5PState.objects.filter(play__user=account).delete()
    ScormState.objects.filter(registration__user=account).delete()
    for session in open_sessions().filter(registration__user=account):
        abandon(session=session, at=at)
    agent = actors.identifier(actors.learner(account.actor_key).as_version(VERSION))
    Document.objects.filter(agent=fitted(agent)).delete()


def _rename_in_logs(account: User, number: str) -> None:
    """Put the pseudonym where the logs have the name or the service number: who it was is not kept."""
    own = ContentType.objects.get_for_model(User, for_concrete_model=False)
    ModelLogEntry.objects.filter(content_type=own, object_id=str(account.pk)).update(label=account.username)
    naming = Q(pk__in=[])
    for key in _NAMING:
        naming |= Q(**{f"data__{key}": number})
    for entry in ModelLogEntry.objects.filter(naming):
        named = {key: account.username for key in _NAMING if entry.data.get(key) == number}
        ModelLogEntry.objects.filter(pk=entry.pk).update(data=entry.data | named)


class _Erased(LogFormatter):
    label = _("Erase the person")
    message = _("Erased who the person was, at the person's wish or when the time to keep it was over")


def register(actions) -> None:
    """Make the action known to Wagtail's log."""
    actions.register_action(ERASED)(_Erased)
