"""The acts that make PINs for people of the house, with the row in the log that says so; the PIN stands in none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.log_actions import LogFormatter, log

from cms.accounts.entry.reach import people_in_reach
from cms.accounts.models import OneTimePin, User
from cms.accounts.pins import VALID_FOR, grouped, make_pins
from cms.papers.slips import Slip
from courses.cohorts.models import Cohort, Enrolment

PINS, PIN = "panah.pins", "panah.pin"


class OutOfReach(Exception):
    """Nobody makes a PIN for this person; `person` names one."""

    def __init__(self, person: User):
        self.person = person
        super().__init__(person)


@dataclass(frozen=True)
class SlipLine:
    """One person of a cohort as the page of slips lists them; `pin_at` is when the PIN that still works was made."""

    person: User
    pin_at: datetime | None
    is_in_reach: bool

    @property
    def has_signed_in(self) -> bool:
        """The person has a password, whoever set it, or was signed in before."""
        return self.person.last_login is not None or self.person.has_usable_password()


def lines_of(cohort: Cohort, *, by: User, at: datetime) -> list[SlipLine]:
    """Return a line for each person with a place in the cohort, by service number. Three queries."""
    places = Enrolment.objects.filter(cohort=cohort, withdrawn_at=None).values("user")
    people = list(User.objects.filter(pk__in=places, is_active=True).order_by("username"))
    reached = set(people_in_reach(by).filter(pk__in=places).values_list("pk", flat=True))
    pins = OneTimePin.objects.filter(user__in=places, used_at=None, expires_at__gt=at)
    made = dict(pins.values_list("user_id", "made_at"))
    return [SlipLine(person, made.get(person.pk), person.pk in reached) for person in people]


@transaction.atomic
def make_slips(*, cohort: Cohort, people: Sequence[User], by: User, at: datetime) -> list[Slip]:
    """Make a new PIN for each of the people of the cohort and return their slips, in the order given.

    Raises OutOfReach, and then nobody gets one.
    """
    _check(people, by)
    pins = make_pins(users=people, by=by, at=at)
    log(instance=cohort, action=PINS, user=by, data={"people": [person.username for person in people]})
    return [slip_of(person, pins[person], at=at) for person in people]


@transaction.atomic
def make_pin(*, person: User, by: User, at: datetime) -> str:
    """Make a new PIN for one person and return it. Raises OutOfReach."""
    _check([person], by)
    pin = make_pins(users=[person], by=by, at=at)[person]
    log(instance=person, action=PIN, user=by)
    return pin


def slip_of(person: User, pin: str, *, at: datetime) -> Slip:
    """Return the slip of a PIN made at this moment."""
    with translation.override(person.language):
        address = reverse("first_sign_in")
    return Slip(
        name_native=person.name_native,
        name_latin=person.name_latin,
        number=person.username,
        pin=grouped(pin),
        language=person.language,
        address=f"{settings.PANAH_BASE_URL}{address}",
        valid_until=timezone.localdate(at + VALID_FOR),
    )


def _check(people: Sequence[User], by: User) -> None:
    wanted = [person.pk for person in people]
    reached = set(people_in_reach(by).filter(pk__in=wanted).values_list("pk", flat=True))
    for person in people:
        if person.pk not in reached:
            raise OutOfReach(person)


class _Pins(LogFormatter):
    label = _("Make sign-in slips")

    def format_message(self, log_entry):
        count = len(log_entry.data["people"])
        told = ngettext("Made %(count)d sign-in slip", "Made %(count)d sign-in slips", count)
        return told % {"count": count}


class _Pin(LogFormatter):
    label = _("Make a PIN")
    message = _("Made a new one-time PIN")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(PINS)(_Pins)
    actions.register_action(PIN)(_Pin)
