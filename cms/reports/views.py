"""The report in the admin: the page, its files, and the list of files that were taken out."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.reports.asking import MAY_SEE_PEOPLE, MAY_SEE_TOTALS, Asked, ask
from cms.reports.exporting import CONTENT_TYPES, export_report
from cms.reports.listing import exports_for
from cms.reports.presenting import make_document

A_PAGE = 50


class ReportView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Who may see totals; what each is shown is said in `asking`. What is asked wrongly is answered with 400."""

    permission_required = MAY_SEE_TOTALS
    raise_exception = True
    template_name = "panah_admin/reports/page.html"
    page_title = _("Training report")
    header_icon = "table"

    @cached_property
    def asked(self) -> Asked:
        return ask(user=self.request.user, data=self.request.GET, today=timezone.localdate())

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request, *args, **kwargs):
        if self.asked.is_valid:
            return super().get(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(document=None), status=400)

    def get_context_data(self, **kwargs):
        if self.asked.is_valid:
            document = make_document(self.asked, at=timezone.now())
            charts = [
                # Every word in it is escaped where it is drawn.
                {"title": chart.title, "svg": SafeString(chart.svg(f"chart-{number}"))}
                for number, chart in enumerate(document.charts, start=1)
            ]
            kwargs = {"document": document, "charts": charts, **kwargs}
        return super().get_context_data(
            asked=self.asked,
            query=self.request.GET.urlencode(),
            may_list=self.request.user.has_perm(MAY_SEE_PEOPLE),
            **kwargs,
        )


class ReportFileView(ReportView):
    """The report as a file. It is a POST: that somebody took it out is written down."""

    http_method_names = ("post",)

    def post(self, request, format):
        if format not in CONTENT_TYPES:
            raise Http404
        if not self.asked.is_valid:
            return self.render_to_response(self.get_context_data(document=None), status=400)
        content = export_report(asked=self.asked, format=format, at=timezone.now())
        scope = self.asked.scope
        name = f"panah-{scope.first:%Y-%m-%d}-{scope.last:%Y-%m-%d}-{self.asked.form.told_in}.{format}"
        response = HttpResponse(content, content_type=CONTENT_TYPES[format])
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response


class ExportsView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Who took which report out of the site."""

    permission_required = (MAY_SEE_TOTALS, MAY_SEE_PEOPLE)
    raise_exception = True
    template_name = "panah_admin/reports/exports.html"
    page_title = _("Reports taken out")
    header_icon = "download"

    def get_breadcrumbs_items(self):
        report = {"url": reverse("totals"), "label": _("Training report")}
        return [*self.breadcrumbs_items, report, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        page = Paginator(exports_for(self.request.user), A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(page=page, **kwargs)
