from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.packages.cmi5.waiving import LONGEST_REASON
from courses.cohorts.models import Cohort


class PeopleForm(forms.Form):
    """Which people of a package are shown."""

    text = forms.CharField(
        label=_("Name or service number"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    cohort = forms.ModelChoiceField(
        label=_("Cohort"), queryset=Cohort.objects.none(), required=False, empty_label=_("all")
    )
    standing = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[("", _("all")), ("open", _("on the way")), ("done", _("done"))],
    )

    def __init__(self, *args, cohorts, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cohort"].queryset = cohorts


class WaiveForm(forms.Form):
    """Why a unit is waived: one of the reasons of cmi5, and what else is to be said."""

    REASONS = [
        ("Tested Out", _("The person has passed a test on it")),
        ("Equivalent AU", _("The person has done another unit of this course instead")),
        ("Equivalent Outside Activity", _("The person has done it elsewhere")),
        ("Administrative", _("Decision of the academy")),
    ]

    reason = forms.ChoiceField(label=_("Reason"), choices=REASONS)
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_REASON - 40,
        help_text=_("It stands in the record beside the reason. Write no names and no service numbers."),
    )

    @property
    def told(self) -> str:
        """The reason as it goes into the record."""
        reason, note = self.cleaned_data["reason"], self.cleaned_data["note"]
        return f"{reason}: {note}" if note else reason
