"""Models of what texts refer to, apart from the pages because the blocks of pages are rendered with them."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from parler.models import TranslatableModel, TranslatedFields


class CountryFact(TranslatableModel):
    """One row is what one country token stands for in one country; the words are there once per language."""

    class Token(models.TextChoices):
        BORDER_SERVICE = "border_service", _("border service")
        ASYLUM_AUTHORITY = "asylum_authority", _("asylum authority")
        NOTIFY_DEADLINE = "notify_deadline", _("term for notifying")
        CHILD_PROTECTION_AUTHORITY = "child_protection_authority", _("child protection authority")
        COUNTER_TRAFFICKING_BODY = "counter_trafficking_body", _("counter-trafficking body")
        UNHCR_CONTACT = "unhcr_contact", _("UNHCR contact")
        LAW_REFUGEES = "law_refugees", _("law on refugees")
        TREATY_BASIS = "treaty_basis", _("treaties")

    class Certainty(models.TextChoices):
        GOOD = "good", _("good")
        CHECK = "check", _("to be checked")
        UNKNOWN = "unknown", _("unknown")

    country = models.CharField(_("country"), max_length=2)
    token = models.CharField(_("token"), max_length=32, choices=Token)
    certainty = models.CharField(_("certainty"), max_length=8, choices=Certainty, default=Certainty.CHECK)
    source = models.CharField(_("sources"), max_length=200, blank=True)
    checked_on = models.DateField(_("checked on"), null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    translations = TranslatedFields(value=models.TextField(_("words"), blank=True))

    class Meta:
        verbose_name = _("country fact")
        verbose_name_plural = _("country facts")
        ordering = ["country", "token"]
        constraints = [
            models.UniqueConstraint(fields=["country", "token"], name="country_has_one_fact_per_token")
        ]

    def __str__(self):
        return f"{self.country}: {self.get_token_display()}"


class Source(TranslatableModel):
    """One row is one public document that facts rest on, named in the lessons by its code (P19, GK)."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    changed_at = models.DateTimeField(auto_now=True)

    translations = TranslatedFields(title=models.TextField(_("document")))

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["code"]

    def __str__(self):
        return self.code


class Route(TranslatableModel):
    """One row is one way through the courses: the modules that people of one kind take, in order.

    `module_keys` are the translation keys of modules, as text.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    module_keys = models.JSONField(_("modules"), default=list)
    changed_at = models.DateTimeField(auto_now=True)

    translations = TranslatedFields(
        title=models.CharField(_("title"), max_length=120),
        summary=models.TextField(_("summary"), blank=True),
    )

    class Meta:
        verbose_name = _("learner route")
        verbose_name_plural = _("learner routes")
        ordering = ["position", "code"]

    def __str__(self):
        return self.safe_translation_getter("title", any_language=True) or self.code


class QualificationRule(TranslatableModel):
    """One row is one rule that says when somebody of a cohort qualifies; a cohort keeps its own copy once it closes.

    `content` is {"requirements": [{"kind": …, …}], "suggested_for": [code of a route]}: see `requirements`.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    content = models.JSONField(_("requirements"), default=dict)
    changed_at = models.DateTimeField(auto_now=True)

    translations = TranslatedFields(title=models.CharField(_("title"), max_length=120))

    class Meta:
        verbose_name = _("rule of qualification")
        verbose_name_plural = _("rules of qualification")
        ordering = ["position", "code"]

    def __str__(self):
        return self.safe_translation_getter("title", any_language=True) or self.code
