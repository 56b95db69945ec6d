from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.studio.exchange.workbook.opening import MOST_BYTES
from cms.roster.fields import LABELS, NAMES, NUMBER


class ListForm(forms.Form):
    """A file with a list of people."""

    file = forms.FileField(
        label=_("List of people"),
        help_text=_(
            "XLSX or CSV, at most 5,000 rows and 10 MB. You see what was read before anything is written."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        # Whoever sends a file of nothing is told by the reading of it.
        allow_empty_file=True,
    )

    def clean_file(self):
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 10 MB."))
        return sent


class ColumnsForm(forms.Form):
    """What each column of a list is: one choice a column, named column-<index>."""

    def __init__(self, *args, count: int, **kwargs):
        super().__init__(*args, **kwargs)
        for index in range(count):
            choices = [("", "–"), *LABELS.items()]
            self.fields[f"column-{index}"] = forms.ChoiceField(choices=choices, required=False)

    def clean(self):
        """Return {"columns": {field: index}}; each field once, a number and a name have to be among them."""
        cleaned = super().clean()
        columns: dict[str, int] = {}
        for name, field in cleaned.items():
            if field and field in columns:
                raise forms.ValidationError(
                    _("Two columns are taken for “%(field)s”. Choose one."), params={"field": LABELS[field]}
                )
            if field:
                columns[field] = int(name.partition("-")[2])
        if NUMBER not in columns or not any(field in columns for field in NAMES):
            raise forms.ValidationError(_("Say which column holds the service number and which the name."))
        return {"columns": columns}
