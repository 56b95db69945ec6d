from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.lrs.querysets import LrsKeyQuerySet, StatementQuerySet


class Statement(models.Model):
    """One row is one xAPI statement; `id` is the order of insertion. Only inserted, then marked voided."""

    statement_id = models.UUIDField(_("statement id"), unique=True)
    # What is compared, filtered or sorted by has a column; the statement itself stays as it came.
    raw = models.TextField(_("statement"))
    actor = models.CharField(
        _("actor"), max_length=500, db_index=True, help_text=_("Inverse functional identifier.")
    )
    verb = models.CharField(_("verb"), max_length=500, db_index=True)
    activity = models.CharField(_("activity"), max_length=500, blank=True, db_index=True)
    registration = models.UUIDField(_("registration"), null=True, blank=True, db_index=True)
    timestamp = models.DateTimeField(_("timestamp"))
    stored = models.DateTimeField(_("stored"), db_index=True)
    authority = models.CharField(_("authority"), max_length=200)
    voided = models.BooleanField(_("voided"), default=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["id"]

    def __str__(self):
        return str(self.statement_id)


class LrsKey(models.Model):
    """One row is one client's Basic credentials for the record store; the secret is kept only as a hash."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    key = models.CharField(_("key"), max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = LrsKeyQuerySet.as_manager()

    class Meta:
        verbose_name = _("record store key")
        verbose_name_plural = _("record store keys")
        ordering = ["name"]

    def __str__(self):
        return self.name
