"""Wagtail publishes pages in the editor, on a timetable and from wagtail-localize: it tells us here."""

from django.dispatch import receiver
from wagtail.signals import page_published

from courses.content.translations.stating import note_published


@receiver(page_published)
def write_down(sender, instance, **kwargs):
    if hasattr(sender, "translatable_fields"):
        note_published(page=instance)
