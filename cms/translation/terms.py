"""The form of a glossary term: its word, other ways of writing it, what it means and its review, for every language."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from cms.translation.forms import WordsForm, field_name


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def has_changed(self, initial, data):
        return (initial or []) != self.to_python(data)


def _inputs() -> dict[str, forms.Field]:
    found = {}
    for code, _name in settings.LANGUAGES:
        info = get_language_info(code)
        written = {"lang": code, "dir": "rtl" if info["bidi"] else "ltr"}
        found[field_name("word", code)] = forms.CharField(
            label=_("Word"),
            required=code == settings.LANGUAGE_CODE,
            max_length=200,
            widget=forms.TextInput(attrs=written),
        )
        found[field_name("also", code)] = LinesField(
            label=_("Also written (one a line)"),
            required=False,
            widget=forms.Textarea(attrs=written | {"rows": 2}),
        )
        found[field_name("definition", code)] = forms.CharField(
            label=_("What it means"), required=False, widget=forms.Textarea(attrs=written | {"rows": 3})
        )
        found[field_name("reviewed", code)] = forms.BooleanField(
            label=_("Reviewed by a native speaker"), required=False
        )
    return found


class _TermForm(WordsForm):
    words = ("word", "also", "definition", "reviewed")

    def clean(self):
        cleaned = super().clean()
        for code, _name in settings.LANGUAGES:
            rest = any(cleaned.get(field_name(name, code)) for name in self.words if name != "word")
            if rest and not cleaned.get(field_name("word", code)):
                self.add_error(field_name("word", code), _("Write the word, or empty the other fields too."))
        return cleaned


# Declared fields are found by Django's metaclass in the body of a class, so the class is made with them.
TermForm = type("TermForm", (_TermForm,), _inputs())


def term_panels() -> list[MultiFieldPanel]:
    """Return the panels of a term: its number, then one for each language."""
    return [
        FieldPanel("number"),
        *(
            MultiFieldPanel(
                [FieldPanel(field_name(name, code)) for name in _TermForm.words],
                heading=get_language_info(code)["name_local"],
            )
            for code, _name in settings.LANGUAGES
        ),
    ]
