from base64 import b64encode

from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.validators import URLValidator
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext_lazy as _

from assessments.packages.exporting.telling import Store

# Marks for country words stay as they are: for a file that is to come back here.
MARKS = "-"


class TakeOutForm(forms.Form):
    """What is taken out of a published version, in which form, for whom."""

    H5P, HTML, CMI5 = "h5p", "html", "cmi5"
    FORMS = [
        (H5P, _("H5P (Branching Scenario): for a site that plays H5P")),
        (HTML, _("One HTML file: opens in any browser, also without a network")),
        (CMI5, _("cmi5 package: for a learning system such as Moodle, which then keeps the results")),
    ]

    version = forms.TypedChoiceField(label=_("Version"), coerce=int)
    form = forms.ChoiceField(label=_("As"), choices=FORMS, widget=forms.RadioSelect, initial=HTML)
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        help_text=_("Only languages that have every text. H5P: one a file."),
        widget=forms.CheckboxSelectMultiple,
    )
    country = forms.ChoiceField(
        label=_("Words of which country"),
        help_text=_(
            "Names of authorities and deadlines that the texts leave open are filled in with those of it."
        ),
        required=False,
    )
    endpoint = forms.CharField(
        label=_("Record store that the HTML file reports to"),
        help_text=_(
            "Its xAPI address, for example https://panah.example.org/xapi. Empty: results stay in the browser and can "
            "be saved as a file. A cmi5 package reports to the system that launches it."
        ),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
        validators=[URLValidator(schemes=["http", "https"])],
    )
    key = forms.CharField(label=_("Key of the store"), required=False, max_length=200)
    secret = forms.CharField(
        label=_("Secret of the key"),
        help_text=_(
            "Whoever has the file can read key and secret: use a key that may only write statements."
        ),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(render_value=True, attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args, versions: list[tuple[int, str]], languages: list[str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].choices = versions
        self.fields["languages"].choices = [
            (code, get_language_info(code)["name_local"])
            for code, _name in settings.LANGUAGES
            if code in languages
        ]
        self.fields["country"].choices = [
            ("", _("none: general words")),
            *get_user_model()._meta.get_field("country").choices,
            (MARKS, _("H5P that comes back here: leave the marks as they are")),
        ]

    def clean(self):
        given = super().clean()
        languages, form = given.get("languages") or [], given.get("form")
        if form == self.H5P and len(languages) > 1:
            self.add_error("languages", _("An H5P file has one language. Take out one file for each."))
        if form != self.H5P and given.get("country") == MARKS:
            self.add_error("country", _("People would read the marks. Choose a country, or general words."))
        self._clean_store(given, form)
        return given

    def _clean_store(self, given: dict, form: str | None) -> None:
        names = ("endpoint", "key", "secret")
        has = [name for name in names if given.get(name)]
        if has and form != self.HTML:
            self.add_error(
                "endpoint", _("Only the HTML file reports to a store of its own. Leave these empty.")
            )
        elif has and len(has) < len(names) and not self.errors.get("endpoint"):
            missing = len(names) - len(has)
            told = ngettext(
                "Address, key and secret belong together: one is missing.",
                "Address, key and secret belong together: two are missing.",
                missing,
            )
            self.add_error("endpoint", told)
        if ":" in given.get("key", ""):
            self.add_error("key", _("A key has no colon."))

    @property
    def store(self) -> Store | None:
        """The store that was typed, as the file names it."""
        given = self.cleaned_data
        if not given["endpoint"]:
            return None
        credentials = f"{given['key']}:{given['secret']}".encode()
        return Store(given["endpoint"].rstrip("/"), f"Basic {b64encode(credentials).decode()}")
