from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from certificates.making.name_words import told
from certificates.making.names import LATIN, NATIVE, findings_in
from certificates.register.models import Certificate
from courses.cohorts import letters

MAX_NAME = 160


class RevokeForm(forms.Form):
    """Why a certificate is revoked; the reason is shown to whoever verifies it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Anybody who verifies the certificate sees it: name no person."),
    )


class ReissueForm(forms.Form):
    """What a certificate says instead, prefilled from the holder's profile; the names are checked as before issuing."""

    name_native = forms.CharField(label=_("name in native script"), max_length=MAX_NAME)
    name_latin = forms.CharField(label=_("name in Latin letters"), max_length=MAX_NAME)
    language = forms.ChoiceField(
        label=_("language"),
        choices=[(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
    )
    newest_design = forms.BooleanField(label=_("with the newest version of the template"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Kept in the register; whoever verifies the old certificate is led to the new one."),
    )

    def __init__(self, *args, certificate: Certificate, **kwargs):
        holder, facts = certificate.holder, certificate.facts
        # An account that was erased has no names: then those of the certificate stand there.
        started = {
            "name_native": holder.name_native or facts.get("name_native", ""),
            "name_latin": holder.name_latin or facts.get("name_latin", ""),
            "language": certificate.language,
        }
        super().__init__(*args, initial=started, **kwargs)

    def clean_name_native(self):
        name = self._seen("name_native")
        return self._checked(name, findings_in(name, ""), NATIVE)

    def clean_name_latin(self):
        name = letters.plain_apostrophes(self._seen("name_latin"))
        return self._checked(name, findings_in("", name), LATIN)

    def _seen(self, field: str) -> str:
        """Return the name without what nobody sees."""
        return " ".join(letters.without_invisible(self.cleaned_data[field]).split())

    def _checked(self, name: str, findings, field: str) -> str:
        """Return the name; what would keep it from being issued the first time refuses it here as well."""
        stops = [one for one in findings if one.field == field and one.is_stop]
        if stops:
            raise forms.ValidationError([" ".join(filter(None, (told(one), one.shown))) for one in stops])
        return name

    def order(self) -> dict:
        """Return what is asked for as `reissuing.reissue` takes it, without the reason."""
        names = ("name_native", "name_latin", "language", "newest_design")
        return {name: self.cleaned_data[name] for name in names}


class WrongNameForm(forms.Form):
    """How the holder's name should be written, in the holder's words."""

    words = forms.CharField(label=_("How it should be written"), max_length=400)
