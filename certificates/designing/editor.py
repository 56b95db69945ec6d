"""The fields of the editor, gathered as they stand on the page."""

from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info

from certificates.designing.forms import LANGUAGES, SIGNATORIES, DesignForm, field_name
from certificates.designs.content import TEXTS


@dataclass(frozen=True)
class SignatoryFields:
    """One who signs, as asked for in one language."""

    number: int
    fields: tuple[forms.BoundField, ...]

    @property
    def is_open(self) -> bool:
        return self.number == 1 or any(field.value() or field.errors for field in self.fields)


@dataclass(frozen=True)
class LanguageFields:
    """The words of one language."""

    language: str
    heading: str
    texts: tuple[forms.BoundField, ...]
    signatories: tuple[SignatoryFields, ...]

    @property
    def is_source(self) -> bool:
        return self.language == settings.LANGUAGE_CODE

    @property
    def _all(self) -> list[forms.BoundField]:
        return [*self.texts, *(field for one in self.signatories for field in one.fields)]

    @property
    def is_empty(self) -> bool:
        return not any(field.value() for field in self._all)

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in self._all)


@dataclass(frozen=True)
class PictureFields:
    """One picture of the form; `sha256` is of the stored one, "" for none."""

    number: int
    file: forms.BoundField
    sent: forms.BoundField
    remove: forms.BoundField
    sha256: str


def languages_of(form: DesignForm) -> list[LanguageFields]:
    """Return the words by language, in the order of the site."""
    return [
        LanguageFields(
            language=language,
            heading=get_language_info(language)["name_local"],
            texts=tuple(form[field_name(name, language)] for name in TEXTS),
            signatories=tuple(
                SignatoryFields(
                    index + 1, tuple(form[field_name(name, language, index)] for name in ("name", "post"))
                )
                for index in range(SIGNATORIES)
            ),
        )
        for language in LANGUAGES
    ]


def signatories_of(form: DesignForm) -> list[PictureFields]:
    """Return the pictures: the logo first (number 0), then the signatures."""
    return [
        PictureFields(
            number, form[slot.name], form[f"{slot.name}_sent"], form[f"{slot.name}_remove"], slot.kept
        )
        for number, slot in enumerate(form.slots)
    ]
