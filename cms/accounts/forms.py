from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
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


class OwnPasswordForm(forms.Form):
    """The password a person chooses at the first sign-in; what is wrong with it is said in plain words."""

    PLAINLY = {
        "password_too_short": _("This password is too short: take at least 8 characters."),
        "password_too_common": _(
            "This password is too well known: it would be guessed first. Take another one."
        ),
        "password_too_similar": _("This password is too much like your name or your service number."),
    }

    password = forms.CharField(
        label=_("Your own password"),
        help_text=_(
            "At least 8 characters. Not your name, not your service number, not a word that everybody takes. "
            "Two or three words with a number are easy to remember."
        ),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args, user, **kwargs):
        self.user = user
        super().__init__(*args, **kwargs)

    def clean_password(self):
        password = self.cleaned_data["password"]
        try:
            validate_password(password, self.user)
        except forms.ValidationError as error:
            raise forms.ValidationError(
                [self.PLAINLY.get(one.code, one) for one in error.error_list]
            ) from None
        return password

    def clean(self):
        given = super().clean()
        if {"password", "again"} <= set(given) and given["password"] != given["again"]:
            self.add_error("again", _("The two passwords are not the same. Type both again."))
        return given
