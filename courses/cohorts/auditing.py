"""Who did what to a cohort: rows in Wagtail's log, shown in the cohort's history."""

import uuid

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, get_active_log_context, log
from wagtail.models import ModelLogEntry

ENROLLED, WITHDRAWN, MORE_TRIES = "panah.enrolled", "panah.withdrawn", "panah.more_tries"
MOVED, CLOSED, DUPLICATED = "panah.moved", "panah.closed", "panah.duplicated"
EXPORTED = "panah.exported"
# Files with names in them that leave the site.
FILES = {
    "overview": _("overview of people and units (XLSX)"),
    "marks": _("marks of attendance (CSV)"),
    "commander": _("list for the commander (PDF)"),
    "certificates": _("certificates (ZIP)"),
    "certificates_print": _("certificates for the printer (PDF)"),
}
STATES = {
    "open": _("Opened the cohort"),
    "closing": _("Began to close the cohort"),
}


def write_down(*, action: str, cohort, person, by) -> None:
    """Add the row to the log, in the caller's transaction; `by` is None where a command acts."""
    log(instance=cohort, action=action, user=by, data={"person": person.get_username()})


def write_down_all(*, action: str, cohort, people, by, batch: int) -> None:
    """Add a row to the log for each of many people, in the caller's transaction."""
    kept_for = ContentType.objects.get_for_model(cohort, for_concrete_model=False)
    at, label = timezone.now(), str(cohort)
    # One number for all rows of one act, as Wagtail gives to the rows of one request.
    number = get_active_log_context().uuid or uuid.uuid4()
    ModelLogEntry.objects.bulk_create(
        [
            ModelLogEntry(
                content_type=kept_for,
                object_id=str(cohort.pk),
                label=label,
                action=action,
                timestamp=at,
                user=by,
                uuid=number,
                data={"person": person.get_username()},
            )
            for person in people
        ],
        batch_size=batch,
    )


def note(*, action: str, cohort, by, data: dict) -> None:
    """Add a row about the cohort itself to the log, in the caller's transaction."""
    log(instance=cohort, action=action, user=by, data=data)


def note_export(*, cohort, by, file: str) -> None:
    """Write down that somebody takes one of FILES out of the site; called before it is sent."""
    note(action=EXPORTED, cohort=cohort, by=by, data={"file": file})


class _AboutAPerson(LogFormatter):
    """A row that names the person by service number."""

    message = ""

    def format_message(self, log_entry):
        return str(self.message) % {"person": log_entry.data["person"]}


class _Enrolled(_AboutAPerson):
    label = _("Enrol")
    message = _("Enrolled %(person)s")


class _Withdrawn(_AboutAPerson):
    label = _("Take out")
    message = _("Took out %(person)s")


class _MoreTries(_AboutAPerson):
    label = _("Let the person try again")
    message = _("Gave %(person)s more tries at a check")


class _Moved(LogFormatter):
    label = _("Change the state")

    def format_message(self, log_entry):
        return STATES.get(log_entry.data["to"], self.label)


class _Closed(LogFormatter):
    label = _("Close")
    message = _("Closed the cohort: %(qualified)s qualify, %(others)s do not")

    def format_message(self, log_entry):
        return str(self.message) % {name: log_entry.data[name] for name in ("qualified", "others")}


class _Duplicated(LogFormatter):
    label = _("Duplicate")
    message = _("Made from the cohort “%(title)s”")

    def format_message(self, log_entry):
        return str(self.message) % {"title": log_entry.data["title"]}


class _Exported(LogFormatter):
    label = _("Take a file")
    message = _("Took a file with names: %(file)s")

    def format_message(self, log_entry):
        return str(self.message) % {"file": FILES[log_entry.data["file"]]}


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(ENROLLED)(_Enrolled)
    actions.register_action(WITHDRAWN)(_Withdrawn)
    actions.register_action(MORE_TRIES)(_MoreTries)
    actions.register_action(MOVED)(_Moved)
    actions.register_action(CLOSED)(_Closed)
    actions.register_action(DUPLICATED)(_Duplicated)
    actions.register_action(EXPORTED)(_Exported)
