import uuid

from django.conf import settings
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from cms.accounts.fields import NameKeyField
from cms.accounts.querysets import UserManager
from courses.content.countries import Country


class User(AbstractUser):
    """One row is one person who signs in: the username is the service number; no e-mail address is needed."""

    class Sex(models.TextChoices):
        FEMALE = "f", _("female")
        MALE = "m", _("male")

    first_name = None
    last_name = None

    username = models.CharField(
        _("service number"),
        max_length=150,
        unique=True,
        validators=[AbstractUser.username_validator],
        error_messages={"unique": _("Somebody has this service number already.")},
    )

    name_native = models.CharField(
        _("name in native script"),
        max_length=160,
        help_text=_("As the person writes it, in the person's own script."),
    )
    name_latin = models.CharField(
        _("name in Latin letters"), max_length=160, help_text=_("Exactly as in the passport.")
    )
    name_key = NameKeyField(_("spellings of the name"))
    language = models.CharField(
        _("preferred language"), max_length=8, choices=settings.LANGUAGES, default="ru"
    )
    country = models.CharField(_("country"), max_length=2, choices=Country, blank=True)
    academy = models.ForeignKey(
        "courses.Academy",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("academy"),
        help_text=_("Its staff see the person; who works for it sees its people and nobody else's."),
    )
    agency = models.CharField(_("agency or unit"), max_length=200, blank=True)
    rank = models.CharField(_("rank or post"), max_length=120, blank=True)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex, blank=True)
    born_on = models.DateField(
        _("date of birth"),
        null=True,
        blank=True,
        help_text=_("Only to tell namesakes apart; printed nowhere."),
    )
    superior = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="subordinates",
        verbose_name=_("superior"),
        help_text=_("Nobody assesses the practice lesson of an own subordinate."),
    )
    # The account that took this one over; this one cannot sign in any more.
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged", editable=False
    )
    names_confirmed_at = models.DateTimeField(
        _("names confirmed on"),
        null=True,
        blank=True,
        help_text=_("When the holder confirmed both spellings."),
    )
    # Who it was is forgotten, see erasing; such an account is never opened again.
    erased_at = models.DateTimeField(_("erased on"), null=True, blank=True, editable=False)
    # The only thing a statement says about a person: it can be cut off from the person, the service number cannot.
    actor_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = UserManager()

    REQUIRED_FIELDS = ["name_native", "name_latin"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["username"]
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="service_number_once_in_any_letter_case",
                violation_error_message=_("Somebody has this service number already."),
            )
        ]

    def __str__(self):
        return f"{self.name_native} ({self.username})" if self.name_native else self.username

    def get_full_name(self) -> str:
        return self.name_native or self.username

    def get_short_name(self) -> str:
        return self.get_full_name()

    @property
    def names_are_confirmed(self) -> bool:
        return self.names_confirmed_at is not None


class OneTimePin(models.Model):
    """One row is a PIN that lets a person sign in once, to choose a password; a newer one takes its place."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="one_time_pin")
    # Keyed with the site's secret, see pins: the PIN itself is on the slip and nowhere else.
    digest = models.CharField(_("fingerprint"), max_length=64)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField(_("valid until"))
    wrong_tries = models.PositiveSmallIntegerField(_("wrong tries"), default=0)
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("one-time PIN")
        verbose_name_plural = _("one-time PINs")

    def __str__(self):
        return str(self.user_id)


class AccountMerge(models.Model):
    """One row says that two accounts of one person were made one, what was moved, and whether it was undone."""

    kept = models.ForeignKey(User, on_delete=models.PROTECT, related_name="merges")
    merged = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    moved = models.JSONField(_("moved"), help_text=_("What was changed, enough to undo it: see merging."))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("made"))
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("merge of accounts")
        verbose_name_plural = _("merges of accounts")
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"{self.merged_id} → {self.kept_id}"
