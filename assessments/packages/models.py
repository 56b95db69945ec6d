"""cmi5 courses and SCORM packages: what was imported, who was registered, each launch."""

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Package(models.Model):
    """One row is one imported course under its key, whatever its versions: the unit in the record of progress."""

    class Standard(models.TextChoices):
        CMI5 = "cmi5", "cmi5"
        SCORM_12 = "scorm12", "SCORM 1.2"
        SCORM_2004 = "scorm2004", "SCORM 2004"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    standard = models.CharField(_("standard"), max_length=10, choices=Standard)
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
        verbose_name = _("course package")
        verbose_name_plural = _("course packages")
        ordering = ["title", "pk"]

    def __str__(self):
        return self.title


class PackageVersion(models.Model):
    """One row is one version of a package. Only inserted: registrations stay on the version they began.

    `structure` is the tree as data (shape: `packages.structure`); `publisher_id` is the publisher's IRI of the course
    (cmi5) or the manifest's identifier (SCORM).
    """

    package = models.ForeignKey(Package, on_delete=models.PROTECT, related_name="versions")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.PositiveIntegerField(_("version"))
    titles = models.JSONField(_("titles"), help_text=_("{language: title}"))
    descriptions = models.JSONField(_("descriptions"), default=dict)
    publisher_id = models.TextField(_("publisher's id"))
    structure = models.JSONField(_("structure"))
    digest = models.CharField(_("SHA-256 of the package"), max_length=64)
    created_at = models.DateTimeField(_("created"))
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("version of a course package")
        verbose_name_plural = _("versions of course packages")
        ordering = ["package", "number"]
        constraints = [
            models.UniqueConstraint(fields=["package", "number"], name="package_version_number_once")
        ]

    def __str__(self):
        return f"{self.package_id} ({self.number})"


class PackageFile(models.Model):
    """One row is one file of a version; its bytes are in the storage under their digest."""

    version = models.ForeignKey(PackageVersion, on_delete=models.CASCADE, related_name="files")
    path = models.CharField(max_length=400)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)

    class Meta:
        ordering = ["path"]
        constraints = [models.UniqueConstraint(fields=["version", "path"], name="package_file_once")]

    def __str__(self):
        return self.path


class AssignableUnit(models.Model):
    """One row is one unit that can be launched: an AU of cmi5, a SCO of SCORM.

    `key` makes the activity id of the LMS, which is never the publisher's (cmi5, section 8.1.5).
    """

    class LaunchMethod(models.TextChoices):
        ANY_WINDOW = "AnyWindow", _("any window")
        OWN_WINDOW = "OwnWindow", _("a window of its own")

    class MoveOn(models.TextChoices):
        PASSED = "Passed", _("passed")
        COMPLETED = "Completed", _("completed")
        COMPLETED_AND_PASSED = "CompletedAndPassed", _("completed and passed")
        COMPLETED_OR_PASSED = "CompletedOrPassed", _("completed or passed")
        NOT_APPLICABLE = "NotApplicable", _("nothing is asked")

    version = models.ForeignKey(PackageVersion, on_delete=models.CASCADE, related_name="units")
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    index = models.PositiveSmallIntegerField(_("place"))
    publisher_id = models.TextField(_("publisher's id"))
    titles = models.JSONField(_("titles"))
    descriptions = models.JSONField(_("descriptions"), default=dict)
    # A path inside the package, with its query, or a whole address.
    url = models.TextField(_("address"))
    launch_parameters = models.TextField(_("launch parameters"), blank=True)
    launch_method = models.CharField(max_length=10, choices=LaunchMethod, default=LaunchMethod.ANY_WINDOW)
    move_on = models.CharField(max_length=20, choices=MoveOn, default=MoveOn.NOT_APPLICABLE)
    mastery_score = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)
    entitlement_key = models.TextField(blank=True)
    activity_type = models.TextField(blank=True)

    class Meta:
        verbose_name = _("unit of a course package")
        verbose_name_plural = _("units of course packages")
        ordering = ["version", "index"]
        constraints = [models.UniqueConstraint(fields=["version", "index"], name="unit_index_once")]

    def __str__(self):
        return f"{self.version_id}: {self.index}"


class PackageRegistration(models.Model):
    """One row is one person registered for one version (cmi5, section 9.6.1). `actor` is the agent as JSON.

    Without a user it is a launch asked for by another system, which names the actor itself.
    """

    key = models.UUIDField(_("registration"), default=uuid.uuid4, unique=True)
    version = models.ForeignKey(PackageVersion, on_delete=models.PROTECT, related_name="registrations")
    package_key = models.UUIDField(
        _("package"), help_text=_("Package.key, the unit in the record of progress.")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="package_registrations",
    )
    # The enrolment's registration the course was begun under; None for other systems.
    enrolment_registration = models.UUIDField(null=True, blank=True)
    number = models.PositiveSmallIntegerField(_("try"), default=1)
    actor = models.TextField(_("actor"))
    created_at = models.DateTimeField(_("created"))
    satisfied_at = models.DateTimeField(_("satisfied"), null=True, blank=True)
    # Ids of the blocks that were satisfied, as in the structure.
    satisfied_blocks = models.JSONField(default=list)

    class Meta:
        verbose_name = _("registration for a course package")
        verbose_name_plural = _("registrations for course packages")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment_registration", "package_key", "number"],
                name="package_try_number_once_per_enrolment",
            )
        ]

    def __str__(self):
        return str(self.key)


class UnitStanding(models.Model):
    """One row is how far one registration is with one unit: what moveOn is judged by, and never undone."""

    registration = models.ForeignKey(PackageRegistration, on_delete=models.CASCADE, related_name="standings")
    unit = models.ForeignKey(AssignableUnit, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    waived_at = models.DateTimeField(null=True, blank=True)
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    waived_reason = models.CharField(max_length=300, blank=True)
    satisfied_at = models.DateTimeField(null=True, blank=True)
    best_scaled = models.DecimalField(max_digits=7, decimal_places=6, null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "unit"], name="unit_standing_once_per_registration"
            )
        ]

    def __str__(self):
        return f"{self.registration_id}: {self.unit_id}"


class Launch(models.Model):
    """One row is one session of one unit: from the launch to terminated or abandoned."""

    class Mode(models.TextChoices):
        NORMAL = "Normal", _("normal")
        BROWSE = "Browse", _("browse")
        REVIEW = "Review", _("review")

    key = models.UUIDField(_("session"), default=uuid.uuid4, unique=True, editable=False)
    registration = models.ForeignKey(PackageRegistration, on_delete=models.PROTECT, related_name="launches")
    unit = models.ForeignKey(AssignableUnit, on_delete=models.PROTECT, related_name="launches")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.NORMAL)
    language = models.CharField(max_length=8)
    # The lesson it was launched from, of several that may show the package; None for other systems.
    lesson_key = models.UUIDField(null=True, blank=True)
    # The token in the fetch URL is kept only as a hash; it is given out once (cmi5, section 8.2).
    fetch_hash = models.CharField(max_length=64, unique=True)
    fetched_at = models.DateTimeField(null=True, blank=True)
    credentials = models.ForeignKey(
        "assessments.LaunchToken", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    launched_at = models.DateTimeField()
    # The unit has asked for what its learner prefers, as it must before anything else (cmi5, section 11).
    preferences_read_at = models.DateTimeField(null=True, blank=True)
    initialized_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    passed_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    terminated_at = models.DateTimeField(null=True, blank=True)
    abandoned_at = models.DateTimeField(null=True, blank=True)
    last_heard_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("launch")
        verbose_name_plural = _("launches")
        ordering = ["pk"]

    def __str__(self):
        return str(self.key)

    @property
    def is_over(self) -> bool:
        return self.terminated_at is not None or self.abandoned_at is not None


class ScormState(models.Model):
    """One row is the data model of one SCO under one registration, as its last commit left it.

    `commits` counts them: a commit carries the number it follows, so that one from a tab left open overwrites nothing.
    """

    registration = models.ForeignKey(
        PackageRegistration, on_delete=models.CASCADE, related_name="scorm_states"
    )
    unit = models.ForeignKey(AssignableUnit, on_delete=models.PROTECT, related_name="+")
    cmi = models.JSONField(default=dict)
    commits = models.PositiveIntegerField(default=0)
    seconds = models.PositiveIntegerField(_("time, seconds"), default=0)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["registration", "unit"], name="scorm_state_once_per_registration")
        ]

    def __str__(self):
        return f"{self.registration_id}: {self.unit_id}"
