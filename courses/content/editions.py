"""Minor and major changes of a lesson: a major one raises its edition, in all languages when it is published."""

from django.db.models import Max
from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published


def edition_of(page) -> int:
    """Return the edition learners have: the highest of the lesson in all languages. One query."""
    versions = type(page).objects.filter(translation_key=page.translation_key)
    return versions.aggregate(highest=Max("edition"))["highest"] or 1


def spread_edition(*, page) -> int:
    """Give the lesson the same edition in every language, the highest there is. Returns it.

    A draft of a language that was begun before does not take it back.
    """
    versions = type(page).objects.filter(translation_key=page.translation_key)
    highest = edition_of(page)
    # What is kept in memory of the pages goes by the time they were published last.
    versions.filter(edition__lt=highest, live=True).update(edition=highest, last_published_at=timezone.now())
    versions.filter(edition__lt=highest).update(edition=highest)
    page.edition = highest
    return highest


@receiver(page_published)
def one_edition(sender, instance, **kwargs):
    # Whatever is published in the editor, on a timetable or by wagtail-localize comes past here.
    if hasattr(instance, "edition"):
        spread_edition(page=instance)
