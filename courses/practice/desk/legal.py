"""The list of a legal officer: own scenarios of trainers to be that wait for the legal review."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from courses.cohorts.models import Cohort
from courses.practice.drafts import legally_signed
from courses.practice.models import OwnScenario
from courses.practice.scenarios.forms import chosen
from courses.practice.scenarios.reviewing import MayNotReview, OwnWork, pass_legal_review
from courses.practice.words import CLOSED, refusal


class LegalReviews(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Own scenarios of the people whom the officer may see, those that wait first; a POST passes one."""

    permission_required = "assessments.sign_off_legal"
    raise_exception = True
    template_name = "practice/desk/legal.html"
    page_title = gettext_lazy("Own scenarios of trainers")
    header_icon = "form"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    @cached_property
    def scenarios(self):
        cohorts = Cohort.objects.visible_to(self.request.user).exclude(state=Cohort.State.CLOSED)
        mine = OwnScenario.objects.filter(
            enrolment__cohort__in=cohorts.values("pk"), enrolment__withdrawn_at=None
        )
        return mine.select_related("enrolment__user", "enrolment__cohort", "legally_reviewed_by")

    def get_context_data(self, **kwargs):
        rows = list(self.scenarios.order_by("named_at"))
        signed = legally_signed(row.draft_key for row in rows if row.draft_key)
        done = {row.pk for row in rows if row.legally_reviewed_at or row.draft_key in signed}
        return super().get_context_data(
            waiting=[row for row in rows if row.pk not in done],
            passed=[row for row in rows if row.pk in done],
            **kwargs,
        )

    def post(self, request):
        scenario = get_object_or_404(self.scenarios, pk=chosen(request.POST))
        try:
            pass_legal_review(scenario=scenario, by=request.user, at=timezone.now())
        except (OwnWork, MayNotReview, *CLOSED) as error:
            messages.error(request, refusal(error))
        else:
            messages.success(
                request, _("The legal review of “%(title)s” is passed.") % {"title": scenario.title}
            )
        return redirect("own_scenarios")
