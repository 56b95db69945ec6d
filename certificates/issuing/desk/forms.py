from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from certificates.designs.choosing import designs_for
from certificates.designs.models import CertificateDesign, DesignVersion
from certificates.issuing.candidates import AWARD, LETTER

SECOND_LANGUAGES = [("en", _("English")), ("ru", _("Russian"))]


class ChoiceForm(forms.Form):
    """How the certificates of a cohort are to look. Whatever is asked, one of what the cohort is offered comes out."""

    design = forms.ChoiceField(label=_("Template"), required=False)
    second = forms.ChoiceField(label=_("Second language"), choices=SECOND_LANGUAGES, required=False)

    def __init__(self, data, *, cohort, kind: str):
        self.designs: list[CertificateDesign] = designs_for(cohort, kind)
        super().__init__(data)
        self.fields["design"].choices = [(str(one.key), one.name) for one in self.designs]
        self.is_valid()

    @property
    def template(self) -> CertificateDesign | None:
        wanted = self.cleaned_data.get("design")
        first = self.designs[0] if self.designs else None
        return next((one for one in self.designs if str(one.key) == wanted), first)

    @property
    def version(self) -> DesignVersion | None:
        """The newest version of the design; None, the plain form, where the site has no template."""
        return self.template.versions.first() if self.template else None

    @property
    def second_language(self) -> str:
        return self.cleaned_data.get("second") or SECOND_LANGUAGES[0][0]


def kind_of(data) -> str:
    """Return which kind a request is about."""
    return LETTER if data.get("kind") == LETTER else AWARD


class NamesForm(forms.ModelForm):
    """Both spellings of a name, to be mended."""

    class Meta:
        model = get_user_model()
        fields = ("name_native", "name_latin")
        widgets = {"name_native": forms.TextInput(attrs={"dir": "auto"})}
