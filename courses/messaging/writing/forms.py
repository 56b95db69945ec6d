import uuid

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import get_language_info, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from courses.attendance.models import Session
from courses.attendance.zones import when
from courses.cohorts.models import Cohort, Enrolment
from courses.messaging.writing.composing import Draft, Unreadable, compose_own, compose_ready
from courses.messaging.writing.ready import BY_CODE, READY

OWN_WORDS = "own"
# Somebody without the own language written reads one of these.
_FALLBACKS = ("ru", "en")


def people_to_tell(cohort: Cohort) -> list[Enrolment]:
    """Return the people of the cohort who can sign in, by unit and name."""
    places = Enrolment.objects.filter(cohort=cohort, withdrawn_at=None, user__is_active=True)
    return list(places.select_related("user").order_by("user__agency", "user__name_latin"))


class MessageForm(forms.Form):
    """Whom, what, and in own words in which languages; a valid form gives its `draft`."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    to = forms.TypedMultipleChoiceField(
        label=pgettext_lazy("a message", "To"),
        coerce=int,
        error_messages={"required": _("Tick at least one person.")},
    )
    template = forms.ChoiceField(
        label=_("What"),
        widget=forms.RadioSelect,
        choices=[*((one.code, one.label) for one in READY), (OWN_WORDS, _("In own words"))],
        initial=READY[1].code,
    )
    session = forms.ModelChoiceField(
        label=_("Session"),
        queryset=Session.objects.none(),
        required=False,
        empty_label=_("No session"),
        help_text=_("For a message about a session."),
    )

    def __init__(self, *args, cohort: Cohort, ticked: list[int] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.cohort = cohort
        self.people = people_to_tell(cohort)
        self.fields["key"].initial = uuid.uuid4()
        everybody = [one.pk for one in self.people]
        self.fields["to"].choices = [(pk, pk) for pk in everybody]
        self.fields["to"].initial = [pk for pk in ticked if pk in everybody] if ticked else everybody
        coming = Session.objects.filter(cohort=cohort, cancelled_at=None, ends_at__gt=timezone.now())
        self.fields["session"].queryset = coming.select_related("cohort")
        self.fields["session"].label_from_instance = _session_label
        self.languages = self._languages()
        for code in self.languages:
            self._add_words(code)

    def _languages(self) -> list[str]:
        """Return the languages to write in: those of the people, and those that others fall back to."""
        theirs = {one.user.language for one in self.people}
        return [code for code, _name in settings.LANGUAGES if code in theirs or code in _FALLBACKS]

    def _add_words(self, code: str) -> None:
        name = get_language_info(code)["name_local"]
        told = {"lang": code, "dir": "rtl" if get_language_info(code)["bidi"] else "ltr"}
        self.fields[f"subject_{code}"] = forms.CharField(
            label=format_lazy("{} · {}", _("Subject"), name),
            max_length=150,
            required=False,
            widget=forms.TextInput(attrs=told),
        )
        self.fields[f"body_{code}"] = forms.CharField(
            label=format_lazy("{} · {}", _("Text"), name),
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={**told, "rows": 4}),
        )

    @property
    def words(self) -> list[dict]:
        """Return the fields of own words, a language each, with how many people have it as theirs."""
        return [
            {
                "code": code,
                "name": get_language_info(code)["name_local"],
                "people": sum(one.user.language == code for one in self.people),
                "fields": [self[f"subject_{code}"], self[f"body_{code}"]],
                "is_open": any(
                    self[name].value() or self[name].errors for name in (f"subject_{code}", f"body_{code}")
                ),
            }
            for code in self.languages
        ]

    @property
    def ticked(self) -> set[int]:
        """Return the enrolments whose box is ticked as the form stands."""
        return {int(pk) for pk in self["to"].value() or () if str(pk).isdecimal()}

    def clean(self):
        cleaned = super().clean()
        if "to" not in cleaned or "template" not in cleaned:
            return cleaned
        chosen = set(cleaned["to"])
        enrolments = [one for one in self.people if one.pk in chosen]
        if cleaned["template"] == OWN_WORDS:
            self.draft = self._own(enrolments)
        else:
            self.draft = self._ready(enrolments)
        return cleaned

    def _ready(self, enrolments) -> Draft | None:
        ready = BY_CODE[self.cleaned_data["template"]]
        session = self.cleaned_data.get("session") if ready.needs_session else None
        if ready.needs_session and session is None:
            self.add_error("session", _("Choose the session that the message is about."))
            return None
        draft = compose_ready(template=ready.code, cohort=self.cohort, enrolments=enrolments, session=session)
        if not draft.copies:
            self.add_error("to", format_lazy("{} {}", _("Nobody of those ticked gets this."), ready.reason))
        return draft

    def _own(self, enrolments) -> Draft | None:
        texts = self._texts()
        if self.errors:
            return None
        if not texts:
            self.add_error("template", _("Write the message in at least one language."))
            return None
        try:
            return compose_own(texts=texts, enrolments=enrolments)
        except Unreadable as error:
            names = ", ".join(get_language_info(code)["name_local"] for code in error.languages)
            told = _(
                "Some of those ticked could not read it: their language is %(languages)s. "
                "Write it in that language, or in Russian or English."
            )
            self.add_error("template", forms.ValidationError(told, params={"languages": names}))
            return None

    def _texts(self) -> dict[str, dict[str, str]]:
        texts = {}
        for code in self.languages:
            subject = self.cleaned_data.get(f"subject_{code}", "").strip()
            body = self.cleaned_data.get(f"body_{code}", "").strip().replace("\r\n", "\n")
            if subject and body:
                texts[code] = {"subject": subject, "body": body}
            elif subject:
                self.add_error(f"body_{code}", _("The text is missing."))
            elif body:
                self.add_error(f"subject_{code}", _("The subject is missing."))
        return texts


def _session_label(session: Session) -> str:
    return f"{session.title} · {when(session.cohort, session.starts_at, session.ends_at)}"
