import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.cohorts.models import Cohort
from courses.messaging.filling import fill
from courses.messaging.querysets import MessageCopyQuerySet


class Message(models.Model):
    """One row is one message that a lecturer or an academy sent to people of a cohort."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="messages")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    template = models.CharField(_("template"), max_length=40, blank=True)
    texts = models.JSONField(_("texts"), help_text=_("{language: {subject, body}}"))
    sent_at = models.DateTimeField(_("sent"))

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-sent_at", "-pk"]

    def __str__(self):
        return str(self.key)


class MessageCopy(models.Model):
    """One row is one message as one person gets it: in which language, whether read, whether sent by e-mail."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="copies")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="message_copies"
    )
    # In which of the message's texts the person reads it: the own language or one of its fallbacks.
    language = models.CharField(_("language"), max_length=8)
    facts = models.JSONField(
        _("facts"),
        default=dict,
        blank=True,
        help_text=_("What stands in the gaps of the text for this person."),
    )
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    # Empty where there is no address; a worker sends what waits.
    email = models.EmailField(_("e-mail"), blank=True)
    emailed_at = models.DateTimeField(_("sent by e-mail"), null=True, blank=True)
    email_tries = models.PositiveSmallIntegerField(_("tries to send"), default=0)
    email_next_at = models.DateTimeField(
        _("next try"), null=True, blank=True, help_text=_("Whoever sends it has the time until then.")
    )
    email_error = models.CharField(_("why it was not sent"), max_length=300, blank=True)

    objects = MessageCopyQuerySet.as_manager()

    class Meta:
        verbose_name = _("copy of a message")
        verbose_name_plural = _("copies of messages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["message", "recipient"], name="message_once_for_a_recipient")
        ]

    def __str__(self):
        return f"{self.message_id}: {self.recipient_id}"

    @property
    def subject(self) -> str:
        return self._worded("subject")

    @property
    def body(self) -> str:
        return self._worded("body")

    def _worded(self, part: str) -> str:
        text = self.message.texts[self.language][part]
        # Own words have no gaps: a percent sign in them is a percent sign.
        return fill(text, self.facts) if self.message.template else text
