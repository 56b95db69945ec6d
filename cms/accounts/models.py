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
    agency = models.CharField(_("agency or academy"), max_length=200, blank=True)
    names_confirmed_at = models.DateTimeField(
        _("names confirmed on"),
        null=True,
        blank=True,
        help_text=_("When the holder confirmed both spellings."),
    )
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
