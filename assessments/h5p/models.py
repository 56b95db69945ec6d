"""H5P content as it is stored, shared libraries, and what people did with it."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Library(models.Model):
    """One row is one H5P library in one version major.minor, kept once for all content, pinned by its bytes.

    A higher patch replaces the lower one; the same version with other bytes is never taken.
    """

    machine_name = models.CharField(_("machine name"), max_length=120)
    major = models.PositiveSmallIntegerField(_("major version"))
    minor = models.PositiveSmallIntegerField(_("minor version"))
    patch = models.PositiveSmallIntegerField(_("patch version"))
    title = models.CharField(_("title"), max_length=255)
    is_runnable = models.BooleanField(_("runnable"), default=False)
    # library.json and semantics.json as they were sent; no semantics: the library takes no content of its own.
    metadata = models.JSONField(_("library.json"))
    semantics = models.JSONField(_("semantics.json"), null=True, blank=True)
    # SHA-256 over the sorted lines "path digest" of its files.
    digest = models.CharField(_("SHA-256"), max_length=64)
    size = models.PositiveBigIntegerField(_("size, bytes"))
    installed_at = models.DateTimeField(_("installed"))
    installed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("H5P library")
        verbose_name_plural = _("H5P libraries")
        ordering = ["machine_name", "major", "minor"]
        constraints = [
            models.UniqueConstraint(
                fields=["machine_name", "major", "minor"], name="h5p_library_once_per_minor_version"
            )
        ]

    def __str__(self):
        return f"{self.machine_name} {self.major}.{self.minor}.{self.patch}"

    @property
    def folder(self) -> str:
        """The name of its folder in a package: H5P.Foo-1.2."""
        return f"{self.machine_name}-{self.major}.{self.minor}"


class LibraryFile(models.Model):
    """One row is one file of a library; its bytes are in the storage under their digest."""

    library = models.ForeignKey(Library, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["library", "path"], name="h5p_library_file_once")]

    def __str__(self):
        return self.path


class H5PContent(models.Model):
    """One row is one piece of H5P content under its key, whatever its versions: the unit in the record of progress."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=255)
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    archived_at = models.DateTimeField(_("archived"), null=True, blank=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("H5P content")
        verbose_name_plural = _("H5P content")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title


class H5PVersion(models.Model):
    """One row is one version of content as it is played. Only inserted: plays stay on the version they began."""

    content = models.ForeignKey(H5PContent, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=255)
    language = models.CharField(_("language"), max_length=12, blank=True)
    main_library = models.ForeignKey(Library, on_delete=models.PROTECT, related_name="+")
    libraries = models.ManyToManyField(Library, related_name="versions", verbose_name=_("libraries"))
    # h5p.json as it is served, and content.json filtered against the semantics.
    package = models.JSONField(_("h5p.json"))
    params = models.JSONField(_("content.json"))
    # What the filter took out: [{"path", "what"}], told to whoever imported it.
    removed = models.JSONField(_("taken out"), default=list)
    digest = models.CharField(_("SHA-256 of the package"), max_length=64)
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    restores = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("version of H5P content")
        verbose_name_plural = _("versions of H5P content")
        ordering = ["content", "number"]
        constraints = [models.UniqueConstraint(fields=["content", "number"], name="h5p_version_number_once")]

    def __str__(self):
        return f"{self.title} ({self.number})"


class H5PFile(models.Model):
    """One row is one file below `content/` of a version; its bytes are in the storage under their digest."""

    version = models.ForeignKey(H5PVersion, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="h5p_file_once")]

    def __str__(self):
        return self.path


class H5PPlay(models.Model):
    """One row is one try of one person at one version, under one registration.

    `answers` are [{"key", "library", "response", "points", "max_points", "by"}], innermost parts first; `by` and
    `scored_by` say who counted: this server from the content, or the browser, whose word is only reported.
    """

    class By(models.TextChoices):
        SERVER = "server", _("counted by the server")
        BROWSER = "browser", _("reported by the browser")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.ForeignKey(H5PVersion, on_delete=models.PROTECT, related_name="plays")
    content_key = models.UUIDField(
        _("content"), help_text=_("H5PContent.key, the unit in the record of progress.")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="h5p_plays")
    registration = models.UUIDField(_("registration"))
    number = models.PositiveSmallIntegerField(_("try"))
    answers = models.JSONField(_("answers"), default=list)
    points = models.DecimalField(_("points"), max_digits=9, decimal_places=2, null=True, blank=True)
    max_points = models.DecimalField(
        _("points to win"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    percent = models.DecimalField(_("result, %"), max_digits=5, decimal_places=2, null=True, blank=True)
    passed = models.BooleanField(_("passed"), null=True, blank=True)
    scored_by = models.CharField(_("counted by"), max_length=8, choices=By, blank=True)
    started_at = models.DateTimeField(_("started"))
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)

    class Meta:
        verbose_name = _("try at H5P content")
        verbose_name_plural = _("tries at H5P content")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "content_key", "number"], name="h5p_try_number_once_per_registration"
            ),
            models.UniqueConstraint(
                fields=["registration", "content_key"],
                condition=models.Q(ended_at=None),
                name="one_running_h5p_try_per_registration",
            ),
        ]

    def __str__(self):
        return str(self.key)


class H5PState(models.Model):
    """One row is what one part of a try's content remembers of itself: restored on whatever device goes on."""

    play = models.ForeignKey(H5PPlay, on_delete=models.CASCADE, related_name="states")
    # "0" for the content itself, else the subContentId, which is any text the package has there.
    sub_content = models.CharField(max_length=120, default="0")
    data_type = models.CharField(max_length=60, default="state")
    data = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["play", "sub_content", "data_type"], name="h5p_state_once")
        ]

    def __str__(self):
        return f"{self.play_id}: {self.sub_content} {self.data_type}"


class H5PMessage(models.Model):
    """One row is one word of the browser that counted; a nonce is taken once. Only inserted."""

    play = models.ForeignKey(H5PPlay, on_delete=models.CASCADE, related_name="messages")
    nonce = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=16)
    received_at = models.DateTimeField()

    def __str__(self):
        return f"{self.play_id}: {self.kind}"
