import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields

from assessments.scenarios.models import Scenario, ScenarioVersion


class Draft(TranslatableModel):
    """One row is the working copy of one scenario: what lecturers edit until they publish it as a version."""

    scenario = models.OneToOneField(Scenario, on_delete=models.CASCADE, related_name="draft")
    structure = models.JSONField(
        _("structure"), default=dict, help_text=_("Head, values and scenes, see studio.drafting.document.")
    )
    serial = models.PositiveIntegerField(_("saves"), default=0, help_text=_("Grows with every save."))
    based_on = models.ForeignKey(
        ScenarioVersion, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    published_serial = models.PositiveIntegerField(
        default=0, editable=False, help_text=_("What `serial` was when it was last published.")
    )
    copied_from = models.ForeignKey(
        Scenario,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("template"),
    )
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed"))
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    translations = TranslatedFields(
        title=models.CharField(_("title"), max_length=200, blank=True),
        summary=models.TextField(_("summary"), blank=True),
        place=models.CharField(_("place"), max_length=200, blank=True),
        notice=models.TextField(_("content notice"), blank=True),
        states=models.JSONField(_("states"), default=dict, blank=True),
    )

    class Meta:
        verbose_name = _("scenario draft")
        verbose_name_plural = _("scenario drafts")
        ordering = ["scenario__code"]
        permissions = [
            ("translate_draft", _("Can translate scenarios")),
            ("publish_draft", _("Can publish scenarios")),
            ("sign_off_legal", _("Can sign off scenes as legal officer")),
            ("sign_off_child", _("Can sign off scenes as child-protection officer")),
            ("view_insights", _("Can see which paths were taken")),
        ]

    def __str__(self):
        return self.scenario.code

    @property
    def is_published_as_it_is(self) -> bool:
        return self.based_on_id is not None and self.serial == self.published_serial


class DraftScene(TranslatableModel):
    """One row is one scene of a draft; its words are there once per language."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="scenes")
    key = models.CharField(_("scene"), max_length=40)

    translations = TranslatedFields(
        heading=models.CharField(_("heading"), max_length=200, blank=True),
        situation=models.TextField(_("situation"), blank=True),
        speaker=models.CharField(_("speaker"), max_length=120, blank=True),
        notes=models.TextField(_("facilitator notes"), blank=True),
        principle=models.TextField(_("principle"), blank=True),
        legal=models.TextField(_("legal source"), blank=True),
        booth=models.TextField(_("at the booth"), blank=True),
        notice=models.TextField(_("content notice"), blank=True),
        alt=models.TextField(_("description of the picture"), blank=True),
        # {field: {"state": "draft" | "reviewed", "source": digest of the source text it was made from}}
        states=models.JSONField(_("states"), default=dict, blank=True),
    )

    class Meta:
        verbose_name = _("scene of a draft")
        verbose_name_plural = _("scenes of drafts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["draft", "key"], name="scene_key_once_in_a_draft")]

    def __str__(self):
        return self.key


class DraftChoice(TranslatableModel):
    """One row is one choice of a scene of a draft; its words are there once per language."""

    scene = models.ForeignKey(DraftScene, on_delete=models.CASCADE, related_name="choices")
    key = models.CharField(_("choice"), max_length=40)

    translations = TranslatedFields(
        text=models.TextField(_("text"), blank=True),
        consequence=models.TextField(_("consequence"), blank=True),
        principle=models.TextField(_("principle"), blank=True),
        legal=models.TextField(_("legal source"), blank=True),
        states=models.JSONField(_("states"), default=dict, blank=True),
    )

    class Meta:
        verbose_name = _("choice of a draft")
        verbose_name_plural = _("choices of drafts")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["scene", "key"], name="choice_key_once_in_a_draft_scene")
        ]

    def __str__(self):
        return self.key


class DraftChange(models.Model):
    """One row is one saved batch of changes to a draft. Only inserted."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="changes")
    # Made in the browser: a batch that is sent again after a dead network is found, not written twice.
    key = models.UUIDField(_("batch"), unique=True)
    serial = models.PositiveIntegerField(_("save"))
    changes = models.JSONField(_("changes"), help_text=_("[{path, old, new}], see studio.drafting.document."))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("change of a draft")
        verbose_name_plural = _("changes of drafts")
        ordering = ["draft", "serial"]
        constraints = [models.UniqueConstraint(fields=["draft", "serial"], name="save_once_in_a_draft")]

    def __str__(self):
        return f"{self.draft_id}: {self.serial}"


class DraftSnapshot(models.Model):
    """One row is a draft as it was at one moment, kept under a name to compare with and go back to."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="snapshots")
    name = models.CharField(_("name"), max_length=120)
    is_automatic = models.BooleanField(_("kept by itself"), default=False)
    document = models.JSONField(_("document"))
    serial = models.PositiveIntegerField(_("save"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("kept state of a draft")
        verbose_name_plural = _("kept states of drafts")
        ordering = ["-pk"]

    def __str__(self):
        return self.name


class SceneComment(models.Model):
    """One row is one remark on one scene of a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="comments")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scene_key = models.CharField(_("scene"), max_length=40)
    text = models.TextField(_("comment"))
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    resolved_at = models.DateTimeField(_("resolved"), null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("comment on a scene")
        verbose_name_plural = _("comments on scenes")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.scene_key}: {self.text[:40]}"


class SignOff(models.Model):
    """One row says that an officer approved one scene as it was; a changed scene needs a new one."""

    class Office(models.TextChoices):
        LEGAL = "legal", _("legal officer")
        CHILD = "child", _("child-protection officer")

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="sign_offs")
    scene_key = models.CharField(_("scene"), max_length=40)
    office = models.CharField(_("office"), max_length=8, choices=Office.choices)
    digest = models.CharField(
        _("fingerprint"), max_length=64, help_text=_("Of the scene's structure and source words when signed.")
    )
    made_at = models.DateTimeField(_("signed"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sign-off")
        verbose_name_plural = _("sign-offs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["draft", "scene_key", "office", "digest"], name="scene_signed_once_as_it_is"
            )
        ]

    def __str__(self):
        return f"{self.scene_key}: {self.office}"
