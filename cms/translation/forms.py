"""Words of parler models in the Wagtail admin: one form with a field for every language of the site."""

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


def field_name(name: str, language: str) -> str:
    """Return the form field that holds a translated field in one language: ("value", "fa-af") -> value_fa_af."""
    return f"{name}_{language.replace('-', '_')}"


def words_panel(name: str, heading: str) -> MultiFieldPanel:
    """Return a panel with the field in every language."""
    return MultiFieldPanel(
        [FieldPanel(field_name(name, code)) for code, _name in settings.LANGUAGES], heading=heading
    )


def _input(language: str, *, required: bool) -> forms.CharField:
    info = get_language_info(language)
    attributes = {"lang": language, "dir": "rtl" if info["bidi"] else "ltr", "rows": 2}
    return forms.CharField(
        label=info["name_local"], required=required, widget=forms.Textarea(attrs=attributes)
    )


class WordsForm(WagtailAdminModelForm):
    """A form for a parler model; `words` names its translated fields. An emptied field deletes the language."""

    words: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._there = {}
        if self.instance.pk:
            self._there = {row.language_code: row for row in self.instance.translations.all()}
        for name, code in self._places():
            if code in self._there:
                self.initial[field_name(name, code)] = getattr(self._there[code], name)

    def _places(self):
        return [(name, code) for name in self.words for code, _name in settings.LANGUAGES]

    def save(self, commit=True):
        if not commit:
            # Words are rows of their own and need the primary key of theirs.
            raise ValueError(_("This form can only be saved at once."))
        instance = super().save(commit=True)
        for code, _name in settings.LANGUAGES:
            given = {name: self.cleaned_data[field_name(name, code)] for name in self.words}
            if any(given.values()):
                instance.translations.update_or_create(language_code=code, defaults=given)
            else:
                instance.translations.filter(language_code=code).delete()
        return instance


def words_form(*words: str, required: str = "") -> type[WordsForm]:
    """Return a WordsForm for the translated fields; `required` is the language that must not be empty."""
    inputs = {
        field_name(name, code): _input(code, required=code == required)
        for name in words
        for code, _name in settings.LANGUAGES
    }
    return type("WordsForm", (WordsForm,), {"words": words, **inputs})
