"""The form of a glossary term: its word, other ways of writing it, what it means and its review, for every language."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from assessments.glossary.models import Term
from cms.translation.forms import LANGUAGES, field_name, translated_form


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.help_text = _("One a line.")

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


class TermForm(translated_form(Term, required=settings.LANGUAGE_CODE, inputs={"also": LinesField})):
    """What is written about a word needs the word itself."""

    def clean(self):
        cleaned = super().clean()
        for code in LANGUAGES:
            given = {name: cleaned.get(field_name(name, code)) for name in self.words}
            place = field_name("word", code)
            if not given.pop("word") and any(given.values()) and place not in self.errors:
                self.add_error(place, _("Write the word, or empty the other fields too."))
        return cleaned
