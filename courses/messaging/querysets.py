from django.db import models


class MessageCopyQuerySet(models.QuerySet):
    """Copies of messages, with the filters the rest of the house names."""

    def of(self, user):
        return self.filter(recipient=user)

    def unread(self):
        return self.filter(read_at=None)

    def newest_first(self):
        return self.order_by("-message__sent_at", "-pk")

    def due(self, at, tries):
        """Return the copies to send by e-mail now, those that have waited longest first; after `tries` no more."""
        never_or_now = models.Q(email_next_at=None) | models.Q(email_next_at__lte=at)
        waiting = self.filter(never_or_now, emailed_at=None, email_tries__lt=tries).exclude(email="")
        return waiting.order_by("pk")
