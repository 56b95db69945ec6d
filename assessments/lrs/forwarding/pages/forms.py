from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.lrs.forwarding.addresses import UnsafeAddress, require_safe
from assessments.lrs.forwarding.models import Destination


class DestinationForm(forms.ModelForm):
    """What a destination is; the secret is written, never shown."""

    BEGINNING, NOW = "beginning", "now"

    secret = forms.CharField(
        label=_("Secret"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    begin = forms.ChoiceField(
        label=_("What is sent"),
        choices=[
            (BEGINNING, _("Everything, beginning with the oldest statement")),
            (NOW, _("Only what is stored from now on")),
        ],
        widget=forms.RadioSelect,
        initial=BEGINNING,
    )
    version = forms.ChoiceField(
        label=_("Version of xAPI"),
        choices=Destination.Version.choices,
        initial=Destination.Version.V1_0_3,
        help_text=_("Nearly every store speaks 1.0.3. What only 2.0 can say is parked then."),
    )
    batch_size = forms.IntegerField(
        label=_("Statements in a request"),
        min_value=1,
        max_value=500,
        initial=50,
        localize=False,
        help_text=_("Fewer for a slow line: what breaks off is sent again."),
    )

    endpoint = forms.URLField(
        label=_("Endpoint"),
        max_length=500,
        help_text=_("The address before “/statements”, for example https://lrs.example.org/xapi"),
        assume_scheme="https",
        widget=forms.URLInput(attrs={"dir": "ltr"}),
    )

    class Meta:
        model = Destination
        fields = ["name", "endpoint", "username", "version", "batch_size"]
        widgets = {
            "username": forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        }

    field_order = ["name", "endpoint", "username", "secret", "version", "batch_size", "begin"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["begin"]
            self.fields["secret"].required = False
            self.fields["secret"].help_text = _("Leave empty to keep the one that is stored.")

    def clean_endpoint(self):
        endpoint = self.cleaned_data["endpoint"].rstrip("/")
        try:
            require_safe(endpoint)
        except UnsafeAddress as error:
            raise forms.ValidationError(error.reason) from None
        return endpoint

    def values(self) -> dict:
        """Return the fields of the destination, and the secret ("" to keep it)."""
        return {name: self.cleaned_data[name] for name in [*self.Meta.fields, "secret"]}


class SendAgainForm(forms.Form):
    """From when on everything is sent once more."""

    moment = forms.DateTimeField(
        label=_("Send again everything stored since"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )

    def clean_moment(self):
        moment = self.cleaned_data["moment"]
        if moment > timezone.now():
            raise forms.ValidationError(_("This moment is still to come."))
        return moment
