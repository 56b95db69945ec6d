import re

from django import forms
from django.utils.translation import gettext_lazy as _

# More digits than there are people; in the digits of any script.
_NUMBER = re.compile(r"\d{1,6}")


class BeginForm(forms.Form):
    """A run to begin. `version` is the number of a published version, `language` one that it has."""

    version = forms.TypedChoiceField(label=_("Version"), coerce=int)
    language = forms.ChoiceField(label=_("Language on the screen"))
    group = forms.CharField(
        label=_("Group"),
        help_text=_("For your own list, for example the cohort. No names of people."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args, versions: list[int], languages: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = [
            (number, _("Version %(number)s") % {"number": number}) for number in versions
        ]
        self.fields["language"].choices = languages


class ActForm(forms.Form):
    """One act in a run. `position` is the screen that the lecturer saw; votes come as fields "votes-<choice>"."""

    VOTES, DECIDE, ON, BACK, SKIP = "votes", "decide", "on", "back", "skip"

    act = forms.ChoiceField(choices=[(name, name) for name in (VOTES, DECIDE, ON, BACK, SKIP)])
    position = forms.IntegerField(min_value=0)
    choice = forms.CharField(max_length=40, required=False)
    language = forms.CharField(max_length=8)
    screen = forms.ChoiceField(choices=[("projector", ""), ("notes", "")])

    @property
    def votes(self) -> dict[str, int]:
        """The numbers that were entered, by choice; what is no number counts as none."""
        given = {
            name.removeprefix("votes-"): value
            for name, value in self.data.items()
            if name.startswith("votes-")
        }
        return {key: int(value) if _NUMBER.fullmatch(value.strip()) else 0 for key, value in given.items()}
