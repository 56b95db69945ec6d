from django import forms
from django.utils.translation import gettext_lazy as _


class RevokeForm(forms.Form):
    """Why a certificate is revoked; the reason is shown to whoever verifies it."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Anybody who verifies the certificate sees it: name no person."),
    )
