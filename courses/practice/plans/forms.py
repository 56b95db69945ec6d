"""The form of a session plan, and the words of a lecturer on one."""

from datetime import datetime

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from courses.practice.models import SessionPlan
from courses.practice.plans.fields import FIELDS, LONGEST


class PlanForm(forms.Form):
    """The ten fields. A draft may leave any of them empty; `opened` is when what the form began with was saved."""

    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in FIELDS:
            self.fields[field.code] = forms.CharField(
                label=field.name,
                help_text=field.hint,
                required=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": field.rows, "dir": "auto"}),
            )

    @classmethod
    def of(cls, plan: SessionPlan | None) -> "PlanForm":
        """Return the form filled with a plan; an empty one for None."""
        return cls(initial={**plan.fields, "opened": stamp(plan.saved_at)} if plan else None)

    def texts(self) -> dict[str, str]:
        return {field.code: self.cleaned_data.get(field.code, "") for field in FIELDS}

    def opened_at(self) -> datetime | None:
        return read_stamp(self.cleaned_data.get("opened", ""))

    def renewed(self, plan: SessionPlan) -> "PlanForm":
        """Return the form with the same text, which began with `plan`: saving it now takes its place."""
        data = self.data.copy()
        data["opened"] = stamp(plan.saved_at)
        form = PlanForm(data)
        form.is_valid()
        return form


class LookForm(forms.Form):
    """A lecturer's word on a plan; `handed_in` is when what was read was handed in."""

    handed_in = forms.CharField(required=False, widget=forms.HiddenInput)
    comment = forms.CharField(
        label=pgettext_lazy("noun", "Comment"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("Needed when you return the plan: say what to change."),
    )

    def handed_in_at(self) -> datetime | None:
        return read_stamp(self.cleaned_data.get("handed_in", ""))


def stamp(moment: datetime | None) -> str:
    """Return a moment as a form carries it, to the microsecond."""
    return moment.isoformat() if moment else ""


def read_stamp(text: str) -> datetime | None:
    """Return the moment of a stamp; None for what is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
