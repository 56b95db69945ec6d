from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class VerifierToken(models.Model):
    """One row is one office (a ministry) that may check many certificates at once; the token is kept as a digest."""

    name = models.CharField(pgettext_lazy("who checks certificates", "office"), max_length=160)
    # The first characters, so that a token can be told from another without being known.
    hint = models.CharField(_("begins with"), max_length=12, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField(_("made"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    last_used_on = models.DateField(_("last used"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("token of an office")
        verbose_name_plural = _("tokens of offices")
        ordering = ["name", "-created_at"]

    def __str__(self):
        return self.name


class CheckCount(models.Model):
    """One row counts the tries of one visitor, token or certificate in one span of time, for all processes.

    `bucket` is a keyed digest: no address and no code can be read from it. Old rows are swept.
    """

    bucket = models.CharField(max_length=64)
    span = models.PositiveBigIntegerField(help_text=_("The second since 1970 at which the span begins."))
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("count of checks")
        verbose_name_plural = _("counts of checks")
        constraints = [models.UniqueConstraint(fields=["bucket", "span"], name="one_count_for_a_span")]

    def __str__(self):
        return f"{self.bucket[:8]} {self.span}: {self.count}"
