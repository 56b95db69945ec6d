from datetime import UTC, date, datetime

from certificates.models import OnwardGroup

RECORDED = datetime(2026, 6, 15, 9, 0, tzinfo=UTC)


def make_group(*, trainer, **fields) -> OnwardGroup:
    """Return a group that the trainer has taught: eleven people, two days in June."""
    defaults = {
        "title": "Identification at the booth",
        "country": "KZ",
        "place": "Khorgos",
        "starts_on": date(2026, 6, 1),
        "ends_on": date(2026, 6, 2),
        "hours": 8,
        "women": 4,
        "men": 6,
        "others": 1,
        "language": "ru",
        "recorded_at": RECORDED,
    }
    return OnwardGroup.objects.create(trainer=trainer, **{**defaults, **fields})
