"""Who counts as a certified trainer."""

from datetime import date

from certificates.register.models import Certificate


def is_trainer(user, *, on: date) -> bool:
    """Return whether the person holds a trainer's certificate that is valid on the day. One query."""
    return Certificate.objects.filter(holder=user).for_trainers().valid_on(on).exists()
