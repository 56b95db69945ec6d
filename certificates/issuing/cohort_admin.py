"""The people of a cohort in the Wagtail admin: who has done what, enrolling, more tries, issuing."""

from django.contrib.auth import get_user_model
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.widgets.button import HeaderButton

from certificates.issuing.standing import people_of
from courses.cohorts.enrolling import CohortIsClosed, enrol_people, withdraw
from courses.cohorts.forms import EnrolForm
from courses.cohorts.models import Enrolment
from courses.cohorts.pages import CohortView
from courses.progress.models import UnitResult
from courses.progress.recording import grant_tries


class CohortPage(CohortView):
    """The people of one cohort: who has done what, enrolling, issuing."""

    template_name = "panah_admin/cohort_people.html"
    tab = "cohort_people"

    @property
    def header_buttons(self):
        if not self.request.user.has_perm("courses.change_cohort"):
            return []
        args = [self.cohort.pk]
        return [
            HeaderButton(_("Edit the cohort"), url=reverse("cohorts:edit", args=args), icon_name="edit"),
            HeaderButton(_("Duplicate"), url=reverse("cohort_duplicate", args=args), icon_name="copy"),
        ]

    def get_context_data(self, enrol_form=None, **kwargs):
        people = people_of(self.cohort, get_language())
        return super().get_context_data(
            people=people,
            waiting=[line for line in people if line.is_waiting],
            needs_closing=self.cohort.rule_id is not None and self.cohort.closed_at is None,
            certificate_count=sum(line.certificate is not None for line in people),
            enrol_form=enrol_form or EnrolForm(people=get_user_model().objects.none()),
            **kwargs,
        )


def people_to_enrol(user):
    """Return the people that somebody may put into a cohort: those of the own academy who can sign in."""
    return get_user_model().objects.visible_to(user).filter(is_active=True)


class EnrolView(CohortPage):
    """Enrol the people named by service number; a wrong number is shown in the form and nobody is enrolled."""

    permission_required = "courses.change_cohort"
    http_method_names = ["post"]

    def post(self, request, pk):
        form = EnrolForm(request.POST, people=people_to_enrol(request.user))
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(enrol_form=form))
        people = form.cleaned_data["usernames"]
        try:
            enrol_people(cohort=self.cohort, people=people, by=request.user)
        except CohortIsClosed:
            messages.error(request, _("The cohort is closed: nobody can join it any more."))
        else:
            told = ngettext("%(count)d person is enrolled.", "%(count)d people are enrolled.", len(people))
            messages.success(request, told % {"count": len(people)})
        return redirect("cohort_people", pk=pk)


class WithdrawView(CohortPage):
    """Close one person's place in the cohort; enrolling again brings back everything that was done in it."""

    permission_required = "courses.change_cohort"
    http_method_names = ["post"]

    def post(self, request, pk, enrolment_pk):
        enrolment = get_object_or_404(Enrolment, pk=enrolment_pk, cohort=self.cohort)
        try:
            withdraw(enrolment=enrolment, by=self.request.user)
        except CohortIsClosed:
            messages.error(request, _("The cohort is closed: whoever was in it stays in its record."))
        else:
            told = _(
                "%(person)s is no longer in the cohort. The record is kept: enrol the number again to undo."
            )
            messages.success(request, told % {"person": enrolment.user})
        return redirect("cohort_people", pk=pk)


class TriesView(CohortPage):
    """Give one person more tries at a knowledge check whose tries are used up."""

    permission_required = "courses.change_cohort"
    http_method_names = ["post"]

    def post(self, request, pk, result_pk):
        result = get_object_or_404(UnitResult, pk=result_pk, enrolment__cohort=self.cohort)
        grant_tries(result=result, by=self.request.user)
        told = _("%(person)s can try the knowledge check again.")
        messages.success(request, told % {"person": result.enrolment.user})
        return redirect("cohort_people", pk=pk)
