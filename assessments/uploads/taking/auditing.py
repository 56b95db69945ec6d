"""What became of uploads: rows in Wagtail's log, shown in the history of the site."""

import logging

from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from assessments.uploads.findings import ERROR
from assessments.uploads.models import Upload

REFUSED, STORED, DISCARDED = "panah.upload_refused", "panah.upload_stored", "panah.upload_discarded"
logger = logging.getLogger(__name__)


def note_refused(*, upload: Upload) -> None:
    """Write down that a package was refused and why: the codes of its errors."""
    codes = sorted({data["code"] for data in upload.findings if data["level"] == ERROR})
    logger.warning("Upload %s (%s) of %s refused: %s", upload.key, upload.name, upload.uploaded_by_id, codes)
    log(instance=upload, action=REFUSED, user=upload.uploaded_by, data=_data(upload, codes=", ".join(codes)))


def note_stored(*, upload: Upload, by) -> None:
    log(instance=upload, action=STORED, user=by, data=_data(upload))


def note_discarded(*, upload: Upload, by) -> None:
    """Write down who threw a package away; `by` is None where it was left alone too long."""
    log(instance=upload, action=DISCARDED, user=by, data=_data(upload))


def _data(upload: Upload, **more: str) -> dict[str, str]:
    return {"name": upload.name, "digest": upload.digest, **more}


class _Told(LogFormatter):
    """A row whose words are filled from its data."""

    message = ""

    def format_message(self, log_entry):
        return str(self.message) % log_entry.data


class _Refused(_Told):
    label = _("Refuse a package")
    message = _("The package “%(name)s” was refused: %(codes)s")


class _Stored(_Told):
    label = _("Store a package")
    message = _("Stored what was in “%(name)s”")


class _Discarded(_Told):
    label = _("Throw a package away")
    message = _("Threw “%(name)s” away")


def register(actions) -> None:
    """Make the actions known to Wagtail's log."""
    actions.register_action(REFUSED)(_Refused)
    actions.register_action(STORED)(_Stored)
    actions.register_action(DISCARDED)(_Discarded)
