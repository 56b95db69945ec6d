"""Saying that the words for a country token are true: an act of the academy, written into the log."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from courses.content.reference import CountryFact

CONFIRMED = "panah.confirmed"


class NothingToConfirm(ValueError):
    """The token has no words in this country yet."""


@transaction.atomic
def confirm_fact(*, fact: CountryFact, by, on: date) -> CountryFact:
    """Write down that the words were checked on a day and are true. Raises NothingToConfirm."""
    fact = CountryFact.objects.select_for_update().get(pk=fact.pk)
    if not any(words.value for words in fact.translations.all()):
        raise NothingToConfirm(str(fact))
    fact.certainty, fact.checked_on = CountryFact.Certainty.GOOD, on
    fact.save(update_fields=["certainty", "checked_on", "changed_at"])
    log(instance=fact, action=CONFIRMED, user=by, data={"on": on.isoformat()})
    return fact


class Confirmed(LogFormatter):
    label = _("Confirm")

    def format_message(self, log_entry):
        return _("Confirmed on %(day)s") % {"day": log_entry.data["on"]}


def register(actions) -> None:
    """Make the action known to Wagtail's log."""
    actions.register_action(CONFIRMED)(Confirmed)
