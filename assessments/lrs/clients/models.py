"""Who may talk to the record store."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assessments.lrs.clients.querysets import LaunchTokenQuerySet
from assessments.lrs.clients.scopes import LAUNCH_SCOPES
from assessments.xapi.reading import read_json


class LrsKey(models.Model):
    """One row is one client's Basic credentials for the record store; the secret is kept only as a hash."""

    is_guarded = False

    name = models.CharField(_("name"), max_length=120, unique=True)
    key = models.CharField(_("key"), max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64, editable=False)
    scopes = models.JSONField(_("scopes"), default=list)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    last_used_at = models.DateTimeField(
        _("last used"), null=True, blank=True, help_text=_("To ten minutes exactly.")
    )
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_reason = models.TextField(_("reason"), blank=True)

    class Meta:
        verbose_name = _("record store key")
        verbose_name_plural = _("record store keys")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def is_usable(self, *, at: datetime) -> bool:
        """Neither revoked nor expired at a moment."""
        return self.revoked_at is None and (self.expires_at is None or self.expires_at > at)


class LaunchToken(models.Model):
    """One row is the credentials of one launch: they write and read for one actor under one registration."""

    # Begins the key of every launch and of nothing else: who asks is found by one query.
    KEY_PREFIX = "launch-"
    scopes = LAUNCH_SCOPES

    key = models.CharField(_("key"), max_length=64, unique=True)
    secret_hash = models.CharField(max_length=64, editable=False)
    actor = models.TextField(_("actor"), help_text=_("The agent as JSON."))
    registration = models.UUIDField(_("registration"))
    # Good only at an address that checks more than the store does, and hands on to it (cmi5): never at /xapi/ itself.
    is_guarded = models.BooleanField(default=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    objects = LaunchTokenQuerySet.as_manager()

    class Meta:
        verbose_name = _("launch token")
        verbose_name_plural = _("launch tokens")
        ordering = ["-id"]

    def __str__(self):
        return self.key

    def is_usable(self, *, at: datetime) -> bool:
        """Neither revoked nor expired at a moment."""
        return self.revoked_at is None and self.expires_at > at

    @cached_property
    def agent(self) -> dict:
        return read_json(self.actor)
