from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses.content.checking.panels import ContentChecksPanel
from courses.content.screens.blocks import InformationScreens


class HomePage(Page):
    """One row is the front door in one language: courses and information pages are its children."""

    summary = models.TextField(_("summary"), blank=True)

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["courses.CoursePage", "cms.InformationPage", "cms.SheetIndexPage"]
    content_panels = [ContentChecksPanel(), *Page.content_panels, FieldPanel("summary")]
    template = "pages/home.html"
    # Not the slug: home pages stand beside each other, each needs its own, and it is in no address.
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        TranslatableField("summary"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class InformationPage(Page):
    """One row is one page about the platform (about, help, privacy) in one language."""

    summary = models.TextField(_("summary"), blank=True)
    body = StreamField(InformationScreens(), verbose_name=_("text"), blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types = []
    content_panels = [ContentChecksPanel(), *Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("body")]
    template = "pages/information.html"
    translatable_fields = [
        TranslatableField("title"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("slug"),
        TranslatableField("summary"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("information page")
        verbose_name_plural = _("information pages")
