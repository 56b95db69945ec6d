from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from cms.accounts.models import User

latin_letters = RegexValidator(
    r"^[A-Za-z\u00c0-\u024f\u02bb\u02bc' .\-]+$",
    _("Use Latin letters as in the passport: A to Z, spaces, hyphens and apostrophes."),
)


class NamesForm(forms.ModelForm):
    """Both spellings of a person's name, as the person confirms them, and the language the person wants."""

    name_latin = forms.CharField(
        label=User._meta.get_field("name_latin").verbose_name,
        help_text=User._meta.get_field("name_latin").help_text,
        max_length=160,
        validators=[latin_letters],
    )

    language = forms.ChoiceField(
        label=User._meta.get_field("language").verbose_name,
        help_text=_("You are greeted in it, and your certificates are issued in it, with English beside."),
        choices=[(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
    )

    class Meta:
        model = User
        fields = ["name_native", "name_latin", "language"]
