from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.scenarios.models import Scenario, ScenarioVersion


class NewScenarioForm(forms.Form):
    """A scenario to begin: with nothing in it, or as a copy of another (a national template)."""

    code = forms.RegexField(
        label=_("Code"),
        regex=r"^[\w.-]{2,20}$",
        help_text=_("Short and unique, for example SC-13 or SC-01-KZ."),
        error_messages={"invalid": _("Use 2 to 20 letters, digits, hyphens or dots, without spaces.")},
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    source_language = forms.ChoiceField(label=_("Language it is written in"), choices=settings.LANGUAGES)

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Scenario.objects.filter(code__iexact=code).exists():
            raise forms.ValidationError(_("There is a scenario with this code already."))
        return code


class PublishForm(forms.Form):
    """How a publication is labelled. `serial` is the state of the draft that the person has seen."""

    serial = forms.IntegerField(widget=forms.HiddenInput)
    change = forms.ChoiceField(
        label=_("What has changed?"), choices=ScenarioVersion.Change.choices, widget=forms.RadioSelect
    )
