"""Objects translated with django-parler in the Wagtail admin: one form, every language of the site in it.

Two lines in a viewset are all that is needed; `panels` are Wagtail's, in any order:

    class SourceViewSet(SnippetViewSet):
        model = Source
        edit_handler = ObjectList(
            [FieldPanel("code"), LanguagesPanel(["title"])],
            base_form_class=translated_form(Source, required="en"),
        )

What an editor gets
- Without JavaScript: one part a language, below each other, each with its name in its own words. With it (`words.js`,
  loaded by the panel): tabs, or each language side by side with the source; the choice is remembered in the browser.
- `lang` and `dir` on every field by the language of its content, so that Dari is written from the right and a screen
  reader pronounces it, whatever the language of the admin.
- A mark on languages that are still empty; a fault opens the tab it is in; `…/edit/3/#words-kk` opens one, too.
- An emptied language is deleted, so that parler's fallback works; nothing is kept as an empty row.

What a developer gets
- Fields are those of the translation model, with its labels, help texts, limits and widgets; `inputs` replaces some
  ({"also": LinesField}). They are called `<field>_<language>`, `-` written as `_` (see `field_name`).
- One query reads all languages. Saving takes one statement for what changed and one for what was emptied.
- To demand that parts of a language go together, subclass the form: `class TermForm(translated_form(Term)):`.

It needs: a model with `TranslatedFields`, settings.LANGUAGES, and settings.LANGUAGE_CODE as the source language.
"""

from collections.abc import Iterator, Mapping

from django import forms
from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PanelGroup

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def field_name(name: str, language: str) -> str:
    """Return the form field that holds a translated field in one language: ("value", "fa-af") -> value_fa_af."""
    return f"{name}_{language.replace('-', '_')}"


class TranslatedForm(WagtailAdminModelForm):
    """A form for a parler model; made by `translated_form`. `words` names the translated fields."""

    words: tuple[str, ...] = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._there = {}
        if self.instance.pk:
            self._there = {row.language_code: row for row in self.instance.translations.all()}
        for code, row in self._there.items():
            for name in self.words if code in LANGUAGES else ():
                self.initial[field_name(name, code)] = getattr(row, name)

    def words_in(self, language: str) -> dict[str, object]:
        """Return {field: what was written} of one language, after the form was found valid."""
        return {name: self.cleaned_data.get(field_name(name, language)) for name in self.words}

    def save(self, commit=True):
        if not commit:
            # Words are rows of their own and need the primary key of theirs.
            raise ValueError(_("This form can only be saved at once."))
        instance = super().save(commit=True)
        given = {code: self.words_in(code) for code in LANGUAGES}
        written = {code: words for code, words in given.items() if any(words.values())}
        self._write({code: words for code, words in written.items() if self._is_new(code, words)})
        if emptied := self._there.keys() & (given.keys() - written.keys()):
            instance.translations.filter(language_code__in=emptied).delete()
        return instance

    def _is_new(self, language: str, words: Mapping[str, object]) -> bool:
        row = self._there.get(language)
        return row is None or any(getattr(row, name) != value for name, value in words.items())

    def _write(self, rows: Mapping[str, Mapping[str, object]]) -> None:
        table = self._meta.model._parler_meta.root_model
        table.objects.bulk_create(
            [table(master=self.instance, language_code=code, **words) for code, words in rows.items()],
            update_conflicts=True,
            unique_fields=["language_code", "master"],
            update_fields=self.words,
        )


def translated_form(
    model: type[models.Model],
    *,
    required: str = "",
    inputs: Mapping[str, type[forms.Field]] | None = None,
) -> type[TranslatedForm]:
    """Return a form for a model with parler's TranslatedFields.

    `required` is the language whose fields must be filled in where the model says so; "" for none. `inputs` are
    {field: class of form field} that take the place of the model's own.
    """
    table = model._parler_meta.root_model
    words = tuple(model._parler_meta.root.get_translated_fields())
    fields = {
        field_name(name, code): _input(
            table._meta.get_field(name), code, code == required, (inputs or {}).get(name)
        )
        for code in LANGUAGES
        for name in words
    }
    # Declared fields are found by Django's metaclass in the body of a class, so the class is made with them.
    return type(f"{model.__name__}WordsForm", (TranslatedForm,), {"words": words, **fields})


def _input(field: models.Field, language: str, is_required: bool, replacement) -> forms.Field:
    if replacement:
        found = replacement(label=capfirst(field.verbose_name), help_text=field.help_text)
    else:
        found = field.formfield()
    found.required = is_required and not field.blank and not isinstance(found, forms.BooleanField)
    found.widget.is_required = found.required
    found.widget.attrs |= spoken(language)
    if isinstance(found.widget, forms.Textarea):
        found.widget.attrs |= {"rows": 3}
    return found


def spoken(language: str) -> dict[str, str]:
    """Return the attributes of something written in a language."""
    return {"lang": language, "dir": "rtl" if get_language_info(language)["bidi"] else "ltr"}


class LanguagePanel(MultiFieldPanel):
    """The fields of one language."""

    def __init__(self, children=(), language="", **kwargs):
        super().__init__(children, heading=get_language_info(language)["name_local"], **kwargs)
        self.language = language

    def clone_kwargs(self):
        kwargs = super().clone_kwargs()
        kwargs.pop("heading", None)
        return kwargs | {"language": self.language}

    class BoundPanel(MultiFieldPanel.BoundPanel):
        @property
        def language(self) -> str:
            return self.panel.language

        @property
        def is_source(self) -> bool:
            return self.language == settings.LANGUAGE_CODE

        @property
        def direction(self) -> str:
            return spoken(self.language)["dir"]

        def _bound_fields(self) -> Iterator[forms.BoundField]:
            names = [child.field_name for child in self.panel.children]
            return (self.form[name] for name in names if name in self.form.fields)

        @property
        def is_empty(self) -> bool:
            return not any(field.value() for field in self._bound_fields())

        @property
        def has_errors(self) -> bool:
            return any(field.errors for field in self._bound_fields())


class LanguagesPanel(PanelGroup):
    """Fields of a parler model in every language of the site; the form must be a `translated_form` with them."""

    def __init__(self, names=(), children=(), **kwargs):
        self.names = tuple(names)
        panels = children or [
            LanguagePanel([FieldPanel(field_name(name, code)) for name in self.names], language=code)
            for code in LANGUAGES
        ]
        super().__init__(panels, **kwargs)

    def clone_kwargs(self):
        return super().clone_kwargs() | {"names": self.names}

    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "panah_admin/translation/languages.html"

        @cached_property
        def media(self):
            own = forms.Media(css={"all": ["css/words.css"]}, js=[forms.Script("js/words.js", type="module")])
            return super().media + own
