"""Wagtail publishes pages in the editor, on a timetable and from wagtail-localize: it tells us here."""

from django.dispatch import receiver
from wagtail.signals import page_published

from courses.content.translations.renewing import follow_publishing


@receiver(page_published)
def write_down(sender, instance, **kwargs):
    if hasattr(sender, "translatable_fields"):
        follow_publishing(page=instance)
