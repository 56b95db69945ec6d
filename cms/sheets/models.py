from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses.content.checking.panels import ContentChecksPanel
from courses.content.reference import CountryFact
from courses.content.screens.drawings import drawing_choices

PAGE_WORDS = [
    TranslatableField("title"),
    TranslatableField("seo_title"),
    TranslatableField("search_description"),
    SynchronizedField("slug"),
]


def token_choices() -> list[tuple[str, str]]:
    return CountryFact.Token.choices


class Steps(blocks.StreamBlock):
    step = blocks.TextBlock(label=_("Step"), rows=2)


class Tokens(blocks.StreamBlock):
    """Country tokens: structure, not words, so translators are not asked about them."""

    token = blocks.ChoiceBlock(choices=token_choices, label=_("Country token"))


class SheetIndexPage(Page):
    """One row is the list of information sheets in one language; the sheets are its children."""

    summary = models.TextField(_("summary"), blank=True)

    parent_page_types = ["cms.HomePage"]
    subpage_types = ["cms.SheetPage"]
    content_panels = [ContentChecksPanel(), *Page.content_panels, FieldPanel("summary")]
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    template = "sheets/index.html"
    translatable_fields = [*PAGE_WORDS, TranslatableField("summary")]

    class Meta:
        verbose_name = _("list of information sheets")
        verbose_name_plural = _("lists of information sheets")


class SheetPage(Page):
    """One row is one information sheet for people on the move in one language; the title is its question.

    `contacts` are the country tokens printed as contacts; without a value for each of `needs` the sheet is not
    offered for a country.
    """

    code = models.CharField(_("code"), max_length=20)
    short = models.CharField(
        _("short name"), max_length=80, help_text=_("Two to four words, for lists and menus.")
    )
    lead = models.TextField(_("main message"))
    steps = StreamField(Steps(), verbose_name=_("what to do, step by step"))
    know = RichTextField(_("good to know"), features=["bold", "italic", "ol", "ul", "link"], blank=True)
    careful = models.TextField(_("be careful"), blank=True)
    picture = models.CharField(_("drawing"), max_length=100, choices=drawing_choices, blank=True)
    contacts = StreamField(Tokens(required=False), verbose_name=_("contacts"), blank=True)
    needs = StreamField(
        Tokens(required=False),
        verbose_name=_("not without"),
        blank=True,
        help_text=_("The sheet is not offered for a country in which one of these is not known."),
    )
    checked_on = models.DateField(_("checked on"), null=True, blank=True)

    parent_page_types = ["cms.SheetIndexPage"]
    subpage_types = []
    content_panels = [
        ContentChecksPanel(),
        *Page.content_panels,
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("picture"), FieldPanel("checked_on")], heading=_("Sheet")
        ),
        FieldPanel("short"),
        FieldPanel("lead"),
        FieldPanel("steps"),
        FieldPanel("know"),
        FieldPanel("careful"),
        MultiFieldPanel([FieldPanel("contacts"), FieldPanel("needs")], heading=_("Country")),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("short"),
        index.SearchField("lead"),
        index.SearchField("steps"),
        index.SearchField("know"),
        index.SearchField("careful"),
    ]
    template = "sheets/sheet.html"
    translatable_fields = [
        *PAGE_WORDS,
        SynchronizedField("code", overridable=False),
        TranslatableField("short"),
        TranslatableField("lead"),
        TranslatableField("steps"),
        TranslatableField("know"),
        TranslatableField("careful"),
        SynchronizedField("picture", overridable=False),
        SynchronizedField("contacts", overridable=False),
        SynchronizedField("needs", overridable=False),
        SynchronizedField("checked_on", overridable=False),
    ]

    class Meta:
        verbose_name = _("information sheet")
        verbose_name_plural = _("information sheets")
