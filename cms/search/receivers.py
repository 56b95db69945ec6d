"""Wagtail publishes pages, and the forms of the admin save words of terms: they tell us here."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published

from assessments.glossary.models import Term
from cms.search.indexing import follow_page, follow_term, follow_words


@receiver(page_published)
def take_over_page(sender, instance, **kwargs):
    follow_page(page=instance)


@receiver([post_save, post_delete], sender=Term._parler_meta.root_model)
def take_over_words(sender, instance, **kwargs):
    follow_words(term_pk=instance.master_id)


@receiver(post_delete, sender=Term)
def forget_term(sender, instance, **kwargs):
    follow_term(number=instance.number)
