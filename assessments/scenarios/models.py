import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields


class Scenario(models.Model):
    """One row is one branching scenario through all its versions; what learners play is always a version."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(_("code"), max_length=20, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("scenario")
        verbose_name_plural = _("scenarios")
        ordering = ["code"]

    def __str__(self):
        return self.code


class ScenarioVersion(TranslatableModel):
    """One row is one published version: an immutable structure, and its title and summary per language."""

    class Change(models.TextChoices):
        MAJOR = "major", _("major: results cannot be compared with earlier versions")
        MINOR = "minor", _("minor: only words changed, results stay comparable")

    class WordsState(models.TextChoices):
        DRAFT = "draft", _("draft, awaiting review by a native speaker")
        REVIEWED = "reviewed", _("reviewed")

    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    structure = models.JSONField(_("structure"), help_text=_("See scenarios.graph.Graph.from_structure."))
    minutes = models.PositiveSmallIntegerField(_("minutes"))
    change = models.CharField(_("change"), max_length=5, choices=Change.choices, default=Change.MAJOR)
    source_digest = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(_("published on"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    translations = TranslatedFields(
        title=models.CharField(_("title"), max_length=200),
        summary=models.TextField(_("summary"), blank=True),
        place=models.CharField(_("place"), max_length=200, blank=True),
        notice=models.TextField(_("content notice"), blank=True),
        state=models.CharField(
            _("state"), max_length=8, choices=WordsState.choices, default=WordsState.REVIEWED
        ),
    )

    class Meta:
        verbose_name = _("scenario version")
        verbose_name_plural = _("scenario versions")
        ordering = ["scenario", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["scenario", "number"], name="scenario_version_number_once")
        ]

    def __str__(self):
        return f"{self.scenario} v{self.number}"


class Scene(TranslatableModel):
    """One row is one scene of one version; its words are there once per language."""

    version = models.ForeignKey(ScenarioVersion, on_delete=models.CASCADE, related_name="scenes")
    key = models.CharField(_("scene"), max_length=40)
    # A picture that a version shows cannot be deleted from the library of pictures.
    image = models.ForeignKey(
        "wagtailimages.Image", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    translations = TranslatedFields(
        heading=models.CharField(_("heading"), max_length=200, blank=True),
        situation=models.TextField(_("situation")),
        speaker=models.CharField(_("speaker"), max_length=120, blank=True),
        notes=models.TextField(_("facilitator notes"), blank=True),
        principle=models.TextField(_("principle"), blank=True),
        legal=models.TextField(_("legal source"), blank=True),
        booth=models.TextField(_("at the booth"), blank=True),
        notice=models.TextField(_("content notice"), blank=True),
        alt=models.TextField(_("description of the picture"), blank=True),
    )

    class Meta:
        verbose_name = _("scene")
        verbose_name_plural = _("scenes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["version", "key"], name="scene_key_once_in_a_version")]

    def __str__(self):
        return self.key


class Choice(TranslatableModel):
    """One row is one choice of one scene; its words are there once per language."""

    scene = models.ForeignKey(Scene, on_delete=models.CASCADE, related_name="choices")
    key = models.CharField(_("choice"), max_length=40)

    translations = TranslatedFields(
        text=models.TextField(_("text")),
        consequence=models.TextField(_("consequence")),
        principle=models.TextField(_("principle"), blank=True),
        legal=models.TextField(_("legal source"), blank=True),
    )

    class Meta:
        verbose_name = _("choice")
        verbose_name_plural = _("choices")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["scene", "key"], name="choice_key_once_in_a_scene")]

    def __str__(self):
        return self.key
