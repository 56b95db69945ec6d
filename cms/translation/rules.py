"""The form of a rule of qualification: a row for each requirement, and the rule's title in every language."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

from cms.translation.forms import translated_form
from courses.content.models import QualificationRule
from courses.content.requirements import KINDS
from courses.content.routes import route_outlines
from courses.qualifying.forms import Requirements, field_names, requirement_fields
from courses.qualifying.wording import KINDS as LABELS

_Words = translated_form(QualificationRule)


class RuleForm(Requirements, type("RuleFields", (_Words,), requirement_fields())):
    """A change counts for cohorts that are not closed; closed ones keep their own copy."""

    suggested_for = forms.MultipleChoiceField(
        label=_("Suggested for the tracks"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        outlines = route_outlines(get_language())
        self.fields["suggested_for"].choices = [(one.code, one.title) for one in outlines]
        self.initial["suggested_for"] = self.instance.content.get("suggested_for", [])
        self.offer(self.instance.content)

    def save(self, commit=True):
        kept = {name: text for name, text in self.instance.content.items() if name == "certifies"}
        self.instance.content = kept | self.content() | {"suggested_for": self.cleaned_data["suggested_for"]}
        return super().save(commit)


def requirement_panels() -> list[MultiFieldPanel]:
    """Return a panel for each requirement, in the order of the checklist."""
    return [_panel(kind, field_names(kind)) for kind in KINDS]


def _panel(kind: str, names: tuple[str, ...]) -> MultiFieldPanel:
    switch, *numbers = (FieldPanel(name) for name in names)
    row = [FieldRowPanel(numbers)] if numbers else []
    return MultiFieldPanel([switch, *row], heading=LABELS[kind])
