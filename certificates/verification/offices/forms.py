from django import forms
from django.utils.translation import gettext_lazy as _

from certificates.verification.offices.granting import LONGEST_NAME


class TokenForm(forms.Form):
    """Whose token it is."""

    name = forms.CharField(
        label=_("Office"),
        max_length=LONGEST_NAME,
        help_text=_(
            "The ministry or service that will use it, and where: “Border service, personnel department”."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_name(self):
        name = self.cleaned_data["name"]
        if any(ord(letter) < 32 for letter in name):
            raise forms.ValidationError(_("A name stands on one line."))
        return name
