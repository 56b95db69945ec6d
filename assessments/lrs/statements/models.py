from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.lrs.statements.querysets import StatementQuerySet


class Statement(models.Model):
    """One row is one xAPI statement; `id` is the order of insertion. Only inserted, then marked voided."""

    statement_id = models.UUIDField(_("statement id"), unique=True)
    # The statement with what the store sets (id, timestamp, stored, authority, version); nothing else is changed.
    raw = models.TextField(_("statement"))
    verb = models.CharField(_("verb"), max_length=500)
    # The statement that this one points at (StatementRef as object): for voiding and for filters.
    target = models.UUIDField(_("target"), null=True, blank=True, db_index=True)
    timestamp = models.DateTimeField(_("timestamp"))
    stored = models.DateTimeField(_("stored"))
    authority = models.CharField(_("authority"), max_length=200)
    voided = models.BooleanField(_("voided"), default=False)

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["id"]
        indexes = [models.Index(fields=["stored", "id"], name="statement_by_stored")]

    def __str__(self):
        return str(self.statement_id)


class StatementTerm(models.Model):
    """One row is one thing a statement is found by: a 64-bit digest of a filter and its value.

    Ordered by (term, stored, statement): a page of any filter is one range of the primary key, read from its end,
    however many statements there are. `stored_us` is `Statement.stored` in microseconds since 1970.
    """

    pk = models.CompositePrimaryKey("term", "stored_us", "statement")
    term = models.BigIntegerField()
    stored_us = models.BigIntegerField()
    # Never deleted, so never checked: a constraint would cost a look-up for each of some ten rows a statement.
    statement = models.ForeignKey(
        Statement, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="terms"
    )

    class Meta:
        verbose_name = _("term of a statement")
        verbose_name_plural = _("terms of statements")

    def __str__(self):
        return f"{self.term} {self.statement_id}"


class KnownActivity(models.Model):
    """One row is what is known of one activity: its definitions from all statements, merged (part 2, 2.4.4.1)."""

    iri = models.CharField(_("IRI"), max_length=500, unique=True, help_text=_("As by widths.fitted."))
    definition = models.TextField(_("definition"), help_text=_("JSON object."))

    class Meta:
        verbose_name = _("known activity")
        verbose_name_plural = _("known activities")

    def __str__(self):
        return self.iri


class Attachment(models.Model):
    """One row is the content of one attachment of a statement, kept in the storage of records."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="attachments")
    sha2 = models.CharField(max_length=128, help_text=_("As the statement names it."))
    content_type = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True, help_text=_("Its name in the storage: SHA-256."))
    size = models.BigIntegerField(help_text=_("In bytes."))

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        constraints = [models.UniqueConstraint(fields=["statement", "sha2"], name="one_content_per_hash")]

    def __str__(self):
        return self.sha2
