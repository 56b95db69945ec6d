"""The list for the commander: asked for on a page of the cohort, sent as a file."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext_lazy as _

from certificates.making.printing import fonts
from cms.papers.commander import render_commander
from cms.papers.commander_reading import commander_facts
from courses.cohorts.auditing import note_export
from courses.messaging.writing.cohort_admin import WritersPage
from courses.messaging.writing.forms import people_to_tell

_TERM = timedelta(days=14)


class CommanderForm(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
    )
    by = forms.DateField(
        label=_("To be done by"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    to = forms.TypedMultipleChoiceField(
        label=_("People"), coerce=int, error_messages={"required": _("Tick at least one person.")}
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.people = people
        self.fields["to"].choices = [(one.pk, one.pk) for one in people]

    @property
    def ticked(self) -> set[int]:
        return {int(pk) for pk in self["to"].value() or () if str(pk).isdecimal()}

    @property
    def enrolments(self) -> list:
        chosen = set(self.cleaned_data["to"])
        return [one for one in self.people if one.pk in chosen]


class CommanderPage(WritersPage):
    """Choose the people, the day and the language. The form leads to the file; that it is taken is written down."""

    template_name = "messaging/commander.html"

    def get(self, request, *args, **kwargs):
        people = people_to_tell(self.cohort)
        if "by" not in request.GET:
            today = timezone.localdate()
            started = {
                "language": get_language(),
                "by": min(max(self.cohort.ends_on, today), today + _TERM),
                "to": [one.pk for one in people],
            }
            return self.answer(CommanderForm(initial=started, people=people))
        form = CommanderForm(request.GET, people=people)
        return self.send(form) if form.is_valid() else self.answer(form, status=422)

    def answer(self, form, status=200):
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def send(self, form) -> HttpResponse:
        facts = commander_facts(
            cohort=self.cohort,
            enrolments=form.enrolments,
            by=form.cleaned_data["by"],
            language=form.cleaned_data["language"],
            today=timezone.localdate(),
        )
        name = f"commander-{self.cohort.pk}-{facts.language}.pdf"
        headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
        pdf = render_commander(facts, fonts())
        note_export(cohort=self.cohort, by=self.request.user, file="commander")
        return HttpResponse(pdf, content_type="application/pdf", headers=headers)
