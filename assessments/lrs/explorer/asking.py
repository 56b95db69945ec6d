"""What somebody asks of the explorer: the filter in the address, understood as terms."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.lrs.explorer.matching import Match, activities_named, identifier_in, people_named
from assessments.lrs.explorer.naming import Reader, clients
from assessments.lrs.explorer.searching import Position, Search
from assessments.lrs.explorer.telling.wording import TELLINGS
from assessments.lrs.statements import terms
from assessments.xapi import shapes

_DATE = {"type": "date"}
# What a database can compare in any time zone; xAPI is no older.
_DAYS = [MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2999, 12, 31))]


class AskForm(forms.Form):
    """The filter. Every field may be left out."""

    person = forms.CharField(label=_("Who"), required=False, max_length=1000)
    verb = forms.ChoiceField(label=_("What happened"), required=False)
    verb_iri = forms.CharField(label=_("Another verb (IRI)"), required=False, max_length=1000)
    activity = forms.CharField(
        label=_("Activity"), required=False, max_length=1000, help_text=_("A part of its name, or its IRI.")
    )
    inside = forms.BooleanField(label=_("and everything inside it"), required=False)
    registration = forms.CharField(label=_("Registration"), required=False, max_length=100)
    stored_from = forms.DateField(
        label=_("Stored from"), required=False, widget=forms.DateInput(_DATE, "%Y-%m-%d"), validators=_DAYS
    )
    stored_to = forms.DateField(
        label=_("Stored until"), required=False, widget=forms.DateInput(_DATE, "%Y-%m-%d"), validators=_DAYS
    )
    client = forms.ChoiceField(label=_("Sent by"), required=False)
    voided = forms.BooleanField(label=_("show voided statements too"), required=False)

    def __init__(self, data, *, reader: Reader):
        super().__init__(data, label_suffix="")
        self.fields["person"].help_text = (
            _("Service number, name or identifier.") if reader.may_name else _("An identifier of xAPI.")
        )
        verbs = sorted((str(telling.name), iri) for iri, telling in TELLINGS.items())
        self.fields["verb"].choices = [("", _("anything")), *((iri, name) for name, iri in verbs)]
        self.fields["client"].choices = [("", _("anybody")), *clients().items()]

    def clean_verb_iri(self):
        return self._checked("verb_iri", shapes.iri, _("This is not an IRI."))

    def clean_registration(self):
        found = self._checked("registration", shapes.uuid, _("A registration is a UUID."))
        return found.lower()

    def clean(self):
        given = super().clean()
        first, last = given.get("stored_from"), given.get("stored_to")
        if first and last and last < first:
            self.add_error("stored_to", _("This day is before the first one."))
        return given

    def _checked(self, name: str, check: shapes.Check, message) -> str:
        value = self.cleaned_data[name].strip()
        if value and any(check(value, "")):
            raise forms.ValidationError(message)
        return value


@dataclass(frozen=True)
class Question:
    """What was asked. `person` is the identifier of who is meant, "" for anybody.

    `people` and `activities` are to choose from where a name fits several; `unknown` names the fields that fit
    nothing. While there is either, nothing is searched for.
    """

    search: Search | None
    person: str = ""
    people: tuple[Match, ...] = ()
    activities: tuple[Match, ...] = ()
    unknown: tuple[str, ...] = field(default=())


def understand(form: AskForm, *, reader: Reader, before: str = "", after: str = "") -> Question:
    """Return what a valid form asks for. At most two queries, for names."""
    given = form.cleaned_data
    people = _people(given["person"], reader)
    activities = _activities(given["activity"], reader)
    several = {"people": people, "activities": activities}
    choices = {name: tuple(found) for name, found in several.items() if len(found or ()) > 1}
    unknown = tuple(
        field
        for field, found in (("person", people), ("activity", activities))
        if found is not None and not found
    )
    if choices or unknown:
        return Question(search=None, unknown=unknown, **choices)
    search = Search(
        terms=_terms(given, people, activities),
        since=_midnight(given["stored_from"]),
        until=_midnight(given["stored_to"], days=1),
        with_voided=given["voided"],
        before=Position.read(before),
        after=Position.read(after),
    )
    return Question(search=search, person=people[0].value if people else "")


def _terms(given: dict, people: list[Match] | None, activities: list[Match] | None) -> list[list[int]]:
    """Return the terms, those first that fit the fewest statements."""
    found = []
    if given["registration"]:
        found.append([terms.term(terms.REGISTRATION, given["registration"])])
    if people:
        found.append([terms.term(terms.AGENT, people[0].value)])
    if activities:
        kinds = [terms.ACTIVITY, *([terms.RELATED_ACTIVITY] if given["inside"] else [])]
        found.append([terms.term(kind, activities[0].value) for kind in kinds])
    if client := given["client"]:
        found.append([terms.term(terms.CLIENT, client)])
    if verb := given["verb_iri"] or given["verb"]:
        found.append([terms.term(terms.VERB, verb)])
    return found


def _people(text: str, reader: Reader) -> list[Match] | None:
    """Return who is meant; None when nobody was asked for."""
    text = text.strip()
    if not text:
        return None
    if identifier := identifier_in(text):
        return [Match(identifier, text)]
    return people_named(text, reader)


def _activities(text: str, reader: Reader) -> list[Match] | None:
    text = text.strip()
    if not text:
        return None
    if not any(shapes.iri(text, "")):
        return [Match(text, text)]
    return activities_named(text, reader)


def _midnight(day: date | None, days: int = 0) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time()) + timedelta(days=days)) if day else None
