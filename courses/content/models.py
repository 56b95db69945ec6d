from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from courses.content.checking.panels import ContentChecksPanel
from courses.content.forms import LessonForm
from courses.content.reference import CountryFact, QualificationRule, Route, Source
from courses.content.screens.blocks import LessonScreens, Objectives, Session
from courses.content.translations.models import TextState

__all__ = [
    "CountryFact",
    "CoursePage",
    "LessonPage",
    "LoadedText",
    "ModulePage",
    "QualificationRule",
    "Route",
    "Source",
    "TextState",
]

# Learners see these pages through the views of courses.learning; Wagtail itself only shows previews of them.
PREVIEW = "pages/preview.html"

# The address of a page is the same in every language unless a translator overrides it.
PAGE_TRANSLATED = [
    TranslatableField("title"),
    TranslatableField("seo_title"),
    TranslatableField("search_description"),
]
PAGE_SYNCHRONISED = [SynchronizedField("slug")]


class CoursePage(Page):
    """One row is one course in one language; `translation_key` names it in all. Modules are its children."""

    code = models.CharField(_("code"), max_length=20)
    summary = models.TextField(_("summary"), blank=True)
    audience = models.CharField(_("for whom"), max_length=300, blank=True)

    template = PREVIEW
    parent_page_types = ["cms.HomePage"]
    subpage_types = ["courses.ModulePage"]
    content_panels = [
        ContentChecksPanel(),
        *Page.content_panels,
        FieldPanel("code"),
        FieldPanel("summary"),
        FieldPanel("audience"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("code")]
    translatable_fields = [
        *PAGE_TRANSLATED,
        *PAGE_SYNCHRONISED,
        SynchronizedField("code", overridable=False),
        TranslatableField("summary"),
        TranslatableField("audience"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")


class ModulePage(Page):
    """One row is one module of a course in one language; its lessons are its child pages."""

    code = models.CharField(_("code"), max_length=20)
    summary = models.TextField(_("summary"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    objectives = StreamField(Objectives(required=False), verbose_name=_("objectives"), blank=True)
    commitment = models.TextField(
        _("my commitment"),
        blank=True,
        help_text=_("The sentence the learner completes at the end of the module."),
    )
    session = StreamField(
        Session(required=False),
        verbose_name=_("session plan"),
        blank=True,
        help_text=_("For the lecturer, printed in the facilitator pack."),
    )

    template = PREVIEW
    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    content_panels = [
        ContentChecksPanel(),
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("code"), FieldPanel("minutes")], heading=_("Module")),
        FieldPanel("summary"),
        FieldPanel("objectives"),
        FieldPanel("commitment"),
        FieldPanel("session"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("summary"), index.SearchField("code")]
    translatable_fields = [
        *PAGE_TRANSLATED,
        *PAGE_SYNCHRONISED,
        SynchronizedField("code", overridable=False),
        SynchronizedField("minutes", overridable=False),
        TranslatableField("summary"),
        TranslatableField("objectives"),
        TranslatableField("commitment"),
        TranslatableField("session"),
    ]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")


class LessonPage(Page):
    """One row is one lesson of a module in one language: its screens. `translation_key` names the lesson."""

    code = models.CharField(_("code"), max_length=20)
    summary = models.TextField(_("summary"), blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    edition = models.PositiveSmallIntegerField(
        _("edition"),
        default=1,
        help_text=_("Goes up with a major change: who read an earlier one is asked to read again."),
    )
    body = StreamField(LessonScreens(), verbose_name=_("screens"), blank=True)

    template = PREVIEW
    parent_page_types = ["courses.ModulePage"]
    subpage_types = []
    content_panels = [
        ContentChecksPanel(),
        *Page.content_panels,
        MultiFieldPanel([FieldPanel("code"), FieldPanel("minutes")], heading=_("Lesson")),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("is_major")], heading=_("Kind of change")),
    ]
    base_form_class = LessonForm
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("code"),
        index.SearchField("body"),
    ]
    translatable_fields = [
        *PAGE_TRANSLATED,
        *PAGE_SYNCHRONISED,
        SynchronizedField("code", overridable=False),
        SynchronizedField("minutes", overridable=False),
        SynchronizedField("edition", overridable=False),
        TranslatableField("summary"),
        TranslatableField("body"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")


class LoadedText(models.Model):
    """One row is what load_curriculum last wrote for one object in one language.

    `loaded` is the digest of the words in the files, `stored` of what then stood in the database: while the
    database still has that digest, nobody has edited the object since, and newer words may replace it.
    """

    name = models.CharField(_("object"), max_length=120, help_text=_("Kind and id: lesson/m4-1."))
    language = models.CharField(_("language"), max_length=8)
    loaded = models.CharField(_("digest of the words"), max_length=64)
    stored = models.CharField(_("digest of the database"), max_length=64)

    class Meta:
        verbose_name = _("loaded text")
        verbose_name_plural = _("loaded texts")
        ordering = ["name", "language"]
        constraints = [
            models.UniqueConstraint(fields=["name", "language"], name="text_loaded_once_per_language")
        ]

    def __str__(self):
        return f"{self.name} ({self.language})"
