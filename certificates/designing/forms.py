"""Forms of the editor of designs. What a form says is given back in the terms of DesignVersion's content."""

from collections.abc import Iterator

from django import forms
from django.conf import settings
from django.utils.translation import get_language, get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from certificates.designing.colours import notices
from certificates.designing.picture_fields import PictureSlot, as_text
from certificates.designing.pictures import LOGO, SIGNATURE, CleanPicture
from certificates.designing.wording import FIELDS, told_fault
from certificates.designs.checking import faults_in
from certificates.designs.content import PLAIN, TEXTS, content_of
from certificates.designs.models import COLOUR, CertificateDesign, DesignSignatory
from certificates.designs.saving import Own
from certificates.register.models import Certificate
from courses.content.models import QualificationRule

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
SIGNATORIES = 4


def field_name(name: str, language: str, index: int | None = None) -> str:
    """Return the field of a text in a language; of a signatory, by its place: ("post", "fa-af", 1) -> post_1_fa_af."""
    place = "" if index is None else f"_{index}"
    return f"{name}{place}_{language.replace('-', '_')}"


def _spoken(language: str) -> dict[str, str]:
    return {"lang": language, "dir": "rtl" if get_language_info(language)["bidi"] else "ltr"}


def _word_fields() -> dict[str, forms.Field]:
    """Return the texts and signatories in every language, limited as the models are."""
    texts = CertificateDesign._parler_meta.root_model
    people = DesignSignatory._parler_meta.root_model
    found = {}
    for language in LANGUAGES:
        for name in TEXTS:
            found[field_name(name, language)] = _word_field(texts, name, FIELDS[name], language, gaps=True)
        for index in range(SIGNATORIES):
            for name, label in (("name", FIELDS["names"]), ("post", FIELDS["posts"])):
                found[field_name(name, language, index)] = _word_field(people, name, label, language)
    return found


def _word_field(table, name: str, label, language: str, *, gaps: bool = False) -> forms.Field:
    attrs = _spoken(language) | ({"data-gaps": ""} if gaps else {})
    most = table._meta.get_field(name).max_length
    widget = forms.Textarea(attrs | {"rows": 2}) if most >= 400 else forms.TextInput(attrs)
    return forms.CharField(label=label, required=False, max_length=most, widget=widget)


def rule_choices(kept: str = "") -> list[tuple[str, str]]:
    """Return every rule by its title in the reader's language; one that is kept and gone stays by its code."""
    found = [("", _("any rule or none"))]
    for rule in QualificationRule.objects.prefetch_related("translations"):
        titles = {row.language_code: row.title for row in rule.translations.all()}
        found.append((rule.code, titles.get(get_language()) or titles.get("en") or rule.code))
    return found if kept in dict(found) else [*found, (kept, kept)]


class NewForm(forms.Form):
    """A new design: blank or like another one."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    like = forms.ModelChoiceField(
        label=gettext_lazy("Begin with"),
        queryset=CertificateDesign.objects.none(),
        required=False,
        empty_label=gettext_lazy("an empty template"),
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("template of certificates", "For"),
        choices=Certificate.Kind,
        help_text=gettext_lazy("It stays like this: a letter does not become a certificate."),
    )

    def __init__(self, *args, designs, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["like"].queryset = designs


class SampleForm(forms.Form):
    """Which sample is shown beside the form."""

    sample_language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=[(code, get_language_info(code)["name_local"]) for code in LANGUAGES],
        required=False,
    )
    sample_second = forms.ChoiceField(
        label=gettext_lazy("and beside it"),
        choices=[(code, get_language_info(code)["name_local"]) for code in ("en", "ru")],
        required=False,
    )
    sample_long = forms.BooleanField(label=gettext_lazy("the longest names"), required=False)


class DesignForm(type("WordsForm", (forms.Form,), _word_fields())):
    """A design as it is being edited. `content()`, `pictures` and `own()` say what was typed, also where it is not
    valid: the preview shows it, and only what is valid is saved.
    """

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=120, help_text=gettext_lazy("For the academy; not printed.")
    )
    rule_code = forms.ChoiceField(
        label=gettext_lazy("Rule"),
        required=False,
        help_text=gettext_lazy("Cohorts with this rule are offered the template first."),
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("Paper"), choices=CertificateDesign.Layout, widget=forms.RadioSelect
    )
    primary = forms.CharField(label=gettext_lazy("Main colour"), max_length=7, validators=[COLOUR])
    accent = forms.CharField(label=gettext_lazy("Second colour"), max_length=7, validators=[COLOUR])
    valid_months = forms.IntegerField(
        label=gettext_lazy("Valid for (months)"),
        min_value=1,
        max_value=240,
        required=False,
        help_text=gettext_lazy("Empty: without end."),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, design: CertificateDesign, **kwargs):
        super().__init__(*args, **kwargs)
        self.design, self.stored = design, content_of(design)
        self.sent: dict[str, CleanPicture] = {}
        self._typed: dict = {}
        for name in ("primary", "accent"):
            self.fields[name].widget.input_type = "color"
        self.fields["rule_code"].choices = rule_choices(design.rule_code)
        signers = [one["image"] for one in self.stored["signatories"]]
        signers += [""] * (SIGNATORIES - len(signers))
        self.slots = [PictureSlot("logo", LOGO, self.stored["logo"])]
        self.slots += [
            PictureSlot(f"signature_{index}", SIGNATURE, kept)
            for index, kept in enumerate(signers[:SIGNATORIES])
        ]
        for slot in self.slots:
            label = _("Logo") if slot.name == "logo" else _("Picture of the signature")
            self.fields |= slot.fields(label)
        self.initial = {**self._initial(), **self.initial}

    def _initial(self) -> dict:
        design, stored = self.design, self.stored
        found = {"name": design.name, "rule_code": design.rule_code, "seen": design.changed_at.isoformat()}
        found |= {name: stored[name] for name in PLAIN}
        for language, words in stored["texts"].items():
            found |= {field_name(name, language): text for name, text in words.items()}
        for index, one in enumerate(stored["signatories"]):
            found |= {field_name("name", language, index): text for language, text in one["names"].items()}
            found |= {field_name("post", language, index): text for language, text in one["posts"].items()}
        return found

    def clean(self):
        cleaned = super().clean()
        new = {slot.name: slot.read(self) for slot in self.slots}
        self.sent = {name: picture for name, picture in new.items() if picture is not None}
        self._send_back()
        self._typed = {name: cleaned[name] for name in self.fields if name in cleaned}
        self._shas = {slot.name: slot.sha256(self, new[slot.name]) for slot in self.slots}
        for fault in faults_in(self.content()):
            index = None if fault.field in TEXTS else fault.index
            name = {"names": "name", "posts": "post"}.get(fault.field, fault.field)
            self.add_error(self._field_of(name, fault.language, index), told_fault(fault))
        return cleaned

    def _field_of(self, name: str, language: str, index: int | None) -> str | None:
        """Return the field, or None for a language that is no longer one of the site's."""
        found = field_name(name, language, None if index is None else self._places[index])
        return found if found in self.fields else None

    @property
    def pictures(self) -> list[CleanPicture]:
        return list(self.sent.values())

    def _send_back(self) -> None:
        """Let the pictures that were sent come back with the form, so that nobody has to choose them again."""
        self.data = self.data.copy()
        for name, picture in self.sent.items():
            self.data[self.add_prefix(f"{name}_sent")] = as_text(picture)

    @property
    def notices(self) -> dict[str, str]:
        """Return what is printed otherwise than chosen, by field; it may be saved like that."""
        filled = self.design.kind != Certificate.Kind.ATTENDANCE
        return notices(self._value("primary"), self._value("accent"), filled=filled)

    def _value(self, name: str):
        return self._typed.get(name, self.initial.get(name, ""))

    def own(self) -> Own:
        return Own(name=self._value("name"), kind=self.design.kind, rule_code=self._value("rule_code"))

    def content(self) -> dict:
        """Return what a version would keep of what was typed; where a value is no value, what stands in the design."""
        texts = {
            language: {name: text for name in TEXTS if (text := self._value(field_name(name, language)))}
            for language in sorted(LANGUAGES)
        }
        return {
            "layout": self._value("layout"),
            "primary": self._value("primary").lower(),
            "accent": self._value("accent").lower(),
            "valid_months": self._value("valid_months") or None,
            "logo": self._shas["logo"],
            "texts": {language: words for language, words in texts.items() if words},
            "signatories": list(self._signatories()),
        }

    def _signatories(self) -> Iterator[dict]:
        self._places = []
        for index in range(SIGNATORIES):
            one = {
                "names": self._words("name", index),
                "posts": self._words("post", index),
                "image": self._shas[f"signature_{index}"],
            }
            if any(one.values()):
                self._places.append(index)
                yield one

    def _words(self, name: str, index: int) -> dict[str, str]:
        return {
            language: text
            for language in sorted(LANGUAGES)
            if (text := self._value(field_name(name, language, index)))
        }
