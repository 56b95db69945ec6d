"""The insights of a scenario in the admin: a page with a filter, its workbook, and the list to begin from."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.scenarios.models import Scenario
from courses.cohorts.models import Cohort
from courses.insights.filtering import Asked, registrations_in
from courses.insights.heat import map_data
from courses.insights.listing import played_contents, played_scenarios
from courses.insights.presenting import Page
from courses.insights.reporting import FULL, Report, report_of
from courses.insights.workbook import CONTENT_TYPE, workbook_of


class InsightsMixin(PermissionRequiredMixin):
    """Who may see which paths were taken; exact numbers are for those who work on scenarios."""

    permission_required = "assessments.view_insights"
    raise_exception = True

    @property
    def may_see_all(self) -> bool:
        return self.request.user.has_perm("assessments.view_draft")

    @property
    def visible(self):
        """The cohorts that are counted: who sees exact numbers sees those of the own cohorts only (None: all)."""
        user = self.request.user
        return Cohort.objects.visible_to(user) if self.may_see_all and not user.is_superuser else None


class ScenarioInsightsMixin(InsightsMixin):
    """The insights of one scenario. One that was never published has none (`has_any`)."""

    @cached_property
    def asked(self) -> Asked:
        scenario = get_object_or_404(Scenario, key=self.kwargs["key"])
        return Asked(scenario, self.request.GET, visible=self.visible)

    @property
    def has_any(self) -> bool:
        return bool(self.asked.groups)

    @cached_property
    def report(self) -> Report:
        return report_of(self.asked, exact=self.may_see_all)

    @property
    def title(self) -> str:
        name = self.report.texts.read("", "title") if self.has_any else ""
        return f"{self.asked.scenario.code} {name}".strip()


class InsightsIndexView(InsightsMixin, WagtailAdminTemplateMixin, TemplateView):
    template_name = "insights/index.html"
    page_title = _("Paths taken")
    header_icon = "view"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        registrations = registrations_in(self.visible)
        lines = played_scenarios(get_language(), exact=self.may_see_all, registrations=registrations)
        contents = played_contents(exact=self.may_see_all, registrations=registrations)
        return super().get_context_data(scenarios=lines, contents=contents, **kwargs)


class InsightsView(ScenarioInsightsMixin, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "view"

    def get_template_names(self):
        return ["insights/page.html" if self.has_any else "insights/unpublished.html"]

    def get_page_title(self):
        return self.title

    def get_breadcrumbs_items(self):
        index = {"url": reverse("scenario_insights_index"), "label": _("Paths taken")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.title}]

    def get_context_data(self, **kwargs):
        if not self.has_any:
            return super().get_context_data(**kwargs)
        page = Page(self.asked, self.report)
        data = map_data(self.report, code=self.asked.scenario.code) if self.report.state == FULL else None
        return super().get_context_data(page=page, map_data=data, **kwargs)


class InsightsWorkbookView(ScenarioInsightsMixin, View):
    def get(self, request, key):
        if not self.has_any:
            raise Http404
        content = workbook_of(self.report, title=self.title, told=self.asked.told())
        name = f"{self.asked.scenario.code.lower()}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)
