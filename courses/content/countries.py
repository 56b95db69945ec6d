from django.db import models
from django.utils.translation import gettext_lazy as _


class Country(models.TextChoices):
    """The countries that have an edition of the course (curriculum.md 5), by ISO 3166 code."""

    KZ = "KZ", _("Kazakhstan")
    KG = "KG", _("Kyrgyzstan")
    TJ = "TJ", _("Tajikistan")
    TM = "TM", _("Turkmenistan")
    UZ = "UZ", _("Uzbekistan")
