from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRun(models.Model):
    """One row is one import of statements from a file or another store, and how far it has come."""

    source = models.CharField(_("source"), max_length=1000, help_text=_("Path or address, and the filters."))
    # Lines read, or the address of the next page: where an interrupted import goes on.
    position = models.TextField(_("position"), blank=True)
    stored = models.BigIntegerField(_("statements stored"), default=0)
    known = models.BigIntegerField(_("known already"), default=0)
    refused = models.BigIntegerField(_("refused"), default=0)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("import of statements")
        verbose_name_plural = _("imports of statements")
        ordering = ["-id"]

    def __str__(self):
        return self.source
