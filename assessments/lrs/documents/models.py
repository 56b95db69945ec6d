from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """One row is one document of a client (xAPI 1.0.3 part 3, 2.2 to 2.7); its content is in the storage of records."""

    class Resource(models.TextChoices):
        STATE = "state", _("State")
        ACTIVITY_PROFILE = "activity_profile", _("Activity profile")
        AGENT_PROFILE = "agent_profile", _("Agent profile")

    resource = models.CharField(_("resource"), max_length=20, choices=Resource.choices)
    # SHA-256 of resource, activity and agent: what documents are listed and deleted by.
    place = models.CharField(max_length=64)
    activity = models.CharField(_("activity"), max_length=500, blank=True)
    agent = models.CharField(_("agent"), max_length=500, blank=True)
    registration = models.CharField(_("registration"), max_length=36, blank=True)
    name = models.TextField(_("stateId or profileId"))
    name_key = models.CharField(max_length=500, help_text=_("The name as by widths.fitted."))
    content_type = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True, help_text=_("Its name in the storage: SHA-256."))
    sha1 = models.CharField(max_length=40, help_text=_("Its entity tag: what 1.0.3 part 3, 3.1 asks for."))
    size = models.BigIntegerField(help_text=_("In bytes."))
    updated_at = models.DateTimeField(_("updated"))

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "registration", "name_key"], name="one_document_per_name"
            )
        ]

    def __str__(self):
        return f"{self.resource} {self.name}"
