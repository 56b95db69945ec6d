from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.packages.desk.listing import Wanted
from assessments.packages.models import Package


class FilterForm(forms.Form):
    """What the list of packages is narrowed to."""

    text = forms.CharField(
        label=_("Title"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    standard = forms.ChoiceField(
        label=_("Standard"), required=False, choices=[("", _("all")), *Package.Standard.choices]
    )
    archived = forms.BooleanField(label=_("In the archive"), required=False)

    def wanted(self) -> Wanted:
        """Return what is looked for; what is no choice narrows nothing."""
        self.is_valid()
        return Wanted(**{name: value for name, value in self.cleaned_data.items() if value})


class RenameForm(forms.Form):
    """Another title; `seen` is the one the person read."""

    title = forms.CharField(
        label=_("Title"),
        max_length=255,
        help_text=_("What it is called in lists. Learners read the title that the package has itself."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=255)
