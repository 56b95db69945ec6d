from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.h5p.desk.listing import UNSAID, ContentLine, Wanted

Choice = tuple[str, str]


class FilterForm(forms.Form):
    """What the list of content is narrowed to; types and languages are those that there are."""

    text = forms.CharField(
        label=_("Title or type"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Type"), required=False)
    language = forms.ChoiceField(label=_("Language"), required=False)
    archived = forms.BooleanField(label=_("In the archive"), required=False)

    def __init__(self, data, *, lines: list[ContentLine]):
        super().__init__(data)
        self.lines = lines
        self.fields["kind"].choices, self.fields["language"].choices = choices_of(lines)

    def wanted(self) -> Wanted:
        """Return what is looked for; what is no choice narrows nothing."""
        self.is_valid()
        chosen = self.cleaned_data
        return Wanted.of(
            text=chosen.get("text", ""),
            kind=chosen.get("kind", ""),
            language=chosen.get("language", ""),
            archived=chosen.get("archived", False),
        )

    def found(self) -> list[ContentLine]:
        wanted = self.wanted()
        return [line for line in self.lines if wanted.takes(line)]


def choices_of(lines: list[ContentLine]) -> tuple[list[Choice], list[Choice]]:
    """Return the types and the languages there are, each after "all"."""
    kinds = {line.kind.machine: str(line.kind.name) for line in lines}
    # A package may say no language: "und" stands for that.
    languages = {line.language or UNSAID: line.language_name for line in lines}
    return _by_name(kinds), _by_name(languages)


def _by_name(choices: dict[str, str]) -> list[Choice]:
    return [("", _("all")), *sorted(choices.items(), key=lambda choice: choice[1].casefold())]


class RenameForm(forms.Form):
    """Another title; `seen` is the one the person read."""

    title = forms.CharField(
        label=_("Title"), max_length=255, help_text=_("What it is called in lists and in lessons.")
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=255)
