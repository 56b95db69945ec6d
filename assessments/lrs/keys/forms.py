from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.lrs.clients.granting import LONGEST_NAME
from assessments.lrs.clients.scopes import READ_MINE, SCOPES, WRITE
from assessments.lrs.clients.validity import last_moment_of
from assessments.lrs.keys.wording import EXPLANATIONS, NAMES, Ability, abilities
from assessments.lrs.models import LrsKey


class KeyForm(forms.Form):
    """What a new key is for: its name, what it may do and until when."""

    name = forms.CharField(
        label=_("Name"),
        max_length=LONGEST_NAME,
        help_text=_("Who or what will use it, so that it is known later what stops working without it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope, NAMES[scope]) for scope in SCOPES],
        initial=[WRITE, READ_MINE],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one: a key that may do nothing is of no use.")},
    )
    expires = forms.DateField(
        label=_("Last day"),
        required=False,
        help_text=_("Leave empty for a key that never expires."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["expires"].initial = a_year_after(timezone.localdate())

    def clean_name(self):
        name = self.cleaned_data["name"]
        if LrsKey.objects.filter(name=name).exists():
            raise forms.ValidationError(_("There is a key of this name already."))
        if any(ord(letter) < 32 for letter in name):
            raise forms.ValidationError(_("A name stands on one line."))
        return name

    def clean_expires(self):
        day = self.cleaned_data["expires"]
        if day is None:
            return None
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        try:
            return last_moment_of(day)
        except OverflowError:
            raise forms.ValidationError(_("This day is too far away.")) from None

    @property
    def abilities(self) -> list[Ability]:
        """What the key may do with the scopes that are ticked, whether the form is complete or not."""
        return abilities(self["scopes"].value() or [])

    @property
    def boxes(self) -> list[tuple[forms.BoundField, str]]:
        """Return (tick box, explanation) of each scope."""
        return [(box, EXPLANATIONS[box.data["value"]]) for box in self["scopes"]]


class RevokeForm(forms.Form):
    """Why a key is revoked."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("It stays visible beside the key, with your name and the time."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def a_year_after(day: date) -> date:
    """Return the same day a year later; for 29 February the 28th."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)
