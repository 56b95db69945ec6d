"""The form that names the own scenario."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.practice.drafts import title_of


class NameForm(forms.Form):
    """A draft of the studio that the person wrote in, or the title of a scenario on paper."""

    draft = forms.TypedChoiceField(
        label=_("Written in the scenario studio"),
        coerce=UUID,
        empty_value=None,
        required=False,
    )
    title = forms.CharField(
        label=_("Or written on paper: its title"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=_("Leave it empty if you have chosen one above."),
    )

    def __init__(self, *args, drafts, **kwargs):
        super().__init__(*args, **kwargs)
        self.titles = {draft.scenario.key: title_of(draft) for draft in drafts}
        choices = [(str(key), title) for key, title in self.titles.items()]
        self.fields["draft"].choices = [("", _("none, it is on paper")), *choices]
        if not choices:
            del self.fields["draft"]
            self.fields["title"].label = _("Title of your scenario")
            self.fields["title"].help_text = ""

    def clean(self):
        data = super().clean()
        key = data.get("draft")
        if key:
            data["title"] = self.titles[key]
        elif not data.get("title", "").strip() and not self.errors:
            self.add_error("title", _("Write the title, or choose a scenario."))
        return data


def chosen(data) -> int:
    """Return the primary key of the scenario that a button stands for (`scenario`); 0, which is none's, for rubbish."""
    number = data.get("scenario", "")
    return int(number) if number.isdecimal() and len(number) < 19 else 0
