"""What somebody has sent and what was found in it, before anything of it is stored for good."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Upload(models.Model):
    """One row is one package that was sent: its file waits in the storage "uploads" until it is stored or thrown away.

    `findings` are those of `uploads.findings.Finding` as data; `report` is what the page shows of what is inside.
    """

    class Kind(models.TextChoices):
        H5P = "h5p", "H5P"
        CMI5 = "cmi5", "cmi5"
        SCORM = "scorm", "SCORM"

    class State(models.TextChoices):
        RECEIVED = "received", pgettext_lazy("state of a package", "waiting to be checked")
        CHECKED = "checked", pgettext_lazy("state of a package", "checked")
        REFUSED = "refused", pgettext_lazy("state of a package", "refused")
        STORED = "stored", pgettext_lazy("state of a package", "stored")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    name = models.CharField(_("file"), max_length=255)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    digest = models.CharField(_("SHA-256"), max_length=64)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.RECEIVED)
    # How far the check has come, in bytes of the files inside: what the progress bar shows.
    bytes_done = models.PositiveBigIntegerField(_("checked, bytes"), default=0)
    bytes_total = models.PositiveBigIntegerField(_("inside, bytes"), default=0)
    findings = models.JSONField(_("findings"), default=list)
    report = models.JSONField(_("report"), default=dict)
    # What it is to become a new version of: H5PContent.key or Package.key; None: something new.
    replaces_key = models.UUIDField(null=True, blank=True)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    stored_at = models.DateTimeField(_("stored"), null=True, blank=True)

    class Meta:
        verbose_name = _("upload")
        verbose_name_plural = _("uploads")
        ordering = ["-pk"]

    def __str__(self):
        return self.name
