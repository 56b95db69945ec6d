from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.scenarios.models import Scenario
from assessments.studio.editor.forms import NewScenarioForm


class FileForm(forms.Form):
    """A file to look at."""

    file = forms.FileField(
        label=_("File"),
        help_text=_(
            "An XLSX workbook or a YAML file of one scenario (at most 10 MB), or an H5P file of a Branching Scenario "
            "or a Question Set (at most 64 MB). Nothing is written yet."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.yaml,.yml,.h5p"}),
        error_messages={"empty": _("The file is empty.")},
    )
    into = forms.CharField(
        label=_("Of an H5P file: code of the scenario it goes into"),
        help_text=_("H5P knows no codes. Empty: a new scenario, or the one it was taken out of."),
        required=False,
        max_length=20,
    )
    language = forms.ChoiceField(
        label=_("Of an H5P file: its language, where it does not say one"),
        choices=[("", "–"), *settings.LANGUAGES],
        required=False,
    )

    def clean_into(self):
        code = self.cleaned_data["into"].strip()
        if code and not Scenario.objects.filter(code__iexact=code).exists():
            raise forms.ValidationError(_("There is no scenario with this code."))
        return code


class TakeForm(forms.Form):
    """What is done with a file that was looked at: into the draft of its code, or as a new scenario."""

    DRAFT, NEW = "draft", "new"

    token = forms.CharField(widget=forms.HiddenInput)
    serial = forms.IntegerField(widget=forms.HiddenInput)
    into = forms.ChoiceField(
        label=_("What is to be done"),
        choices=[(DRAFT, _("Change the draft that is there")), (NEW, _("Make a new scenario"))],
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label=_("Code of the new scenario"), help_text=_("Only where a new one is made."), required=False
    )

    def clean(self):
        given = super().clean()
        if given.get("into") == self.NEW:
            # The code of a new scenario obeys one rule, wherever it comes from.
            field = NewScenarioForm.base_fields["code"]
            try:
                given["code"] = field.clean(given.get("code", ""))
            except forms.ValidationError as error:
                self.add_error("code", error)
        return given


class ExportForm(forms.Form):
    """What is taken out. `state` is "draft" or "version:<number>"; `languages` get columns though they are empty."""

    state = forms.ChoiceField(label=_("What to take out"))
    languages = forms.MultipleChoiceField(
        label=_("Languages with columns of their own"),
        help_text=_("Languages with texts are always there."),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, states: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = states
