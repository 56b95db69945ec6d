"""The requirements of a cohort in the Wagtail admin: who qualifies, what another rule would change, closing."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.cohorts.advancing import NoSuchStep, advance, steps_from
from courses.cohorts.models import Cohort
from courses.cohorts.pages import CohortView
from courses.qualifying.forms import TrialForm
from courses.transcripts.closing import AlreadyClosed, NotOpenYet, close
from courses.transcripts.qualified import content_of
from courses.transcripts.requirements import requirements_of, warnings_of


class RequirementsPage(CohortView):
    """Who of the cohort qualifies and why not; with `try` in the address, what another rule would change."""

    template_name = "panah_admin/requirements.html"
    tab = "cohort_requirements"

    def get_context_data(self, **kwargs):
        data = self.request.GET if "try" in self.request.GET else None
        form = TrialForm(data, content=content_of(self.cohort))
        trial = form.content() if data is not None and form.is_valid() else None
        return super().get_context_data(
            found=requirements_of(self.cohort, get_language(), trial=trial),
            trial_form=form,
            steps=[(step, step_label(self.cohort.state, step)) for step in steps_from(self.cohort.state)],
            **kwargs,
        )


def step_label(state: str, step: str) -> str:
    """Return what the button is called that brings a cohort from one state into another."""
    if step == Cohort.State.CLOSING:
        return _("Begin to close the cohort")
    return _("Open the cohort") if state == Cohort.State.PLANNED else _("Open the cohort again")


class AdvanceView(CohortView):
    """Bring the cohort into its next state."""

    permission_required = "courses.change_cohort"
    http_method_names = ["post"]

    def post(self, request, pk, to):
        try:
            advance(cohort=self.cohort, to=to, by=request.user)
        except NoSuchStep as error:
            state = Cohort.State(error.state).label
            messages.error(
                request, _("The cohort is “%(state)s” by now: nothing was changed.") % {"state": state}
            )
        else:
            told = _("The cohort is now “%(state)s”.")
            messages.success(request, told % {"state": self.cohort.get_state_display()})
        return redirect("cohort_requirements", pk=pk)


class CloseView(CohortView):
    """Show what closing will freeze, and close when that is confirmed."""

    permission_required = "courses.change_cohort"
    template_name = "panah_admin/close_cohort.html"
    tab = "cohort_requirements"

    def get(self, request, *args, **kwargs):
        if self.cohort.closed_at is not None:
            messages.warning(request, _("The cohort is closed already."))
            return redirect("cohort_requirements", pk=self.cohort.pk)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        found = requirements_of(self.cohort, get_language())
        return super().get_context_data(
            found=found,
            warnings=warnings_of(self.cohort, found),
            back_url=reverse("cohort_requirements", args=[self.cohort.pk]),
            **kwargs,
        )

    def post(self, request, pk):
        if not request.POST.get("confirmed"):
            return self.render_to_response(self.get_context_data(not_confirmed=True), status=422)
        try:
            done = close(cohort=self.cohort, by=request.user, at=timezone.now())
        except AlreadyClosed:
            messages.warning(request, _("The cohort is closed already."))
        except NotOpenYet:
            messages.error(request, _("The cohort is still planned: open it first."))
        else:
            told = ngettext(
                "The cohort is closed: %(qualified)d person qualifies, %(others)d not.",
                "The cohort is closed: %(qualified)d people qualify, %(others)d do not.",
                done.qualified,
            )
            messages.success(request, told % {"qualified": done.qualified, "others": done.others})
        return redirect("cohort_requirements", pk=pk)
