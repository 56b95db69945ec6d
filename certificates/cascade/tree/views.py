"""Onward training in the admin, for administrators: who trained whom, as a picture, a list and a table."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponse
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from certificates.cascade.tree.drawing import drawing_of, items_of
from certificates.cascade.tree.reading import cascade_of
from certificates.cascade.tree.sorting import FIRST, NUMBERS, sorted_by
from certificates.cascade.tree.wording import column_names
from certificates.cascade.tree.workbook import CONTENT_TYPE, workbook_of

EXPORTED = "panah.onward_exported"
# Observers see totals only (cms.reports): the tree names people.
MAY_SEE_TREE = "certificates.view_certificate"


class OnwardView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = MAY_SEE_TREE
    raise_exception = True
    template_name = "onward/tree.html"
    page_title = _("Onward training")
    header_icon = "group"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        cascade = cascade_of(self.request.user)
        column = self.request.GET.get("by", FIRST)
        names = column_names()
        lines = sorted_by(cascade.lines, column)
        return super().get_context_data(
            drawing=drawing_of(cascade.roots, rtl=get_language_bidi()),
            items=items_of(cascade.roots),
            rows=[(line.person, [number(line) for number in NUMBERS.values()]) for line in lines],
            columns=[{"code": code, "name": names[code], "is_current": code == column} for code in NUMBERS],
            **kwargs,
        )


class OnwardFile(PermissionRequiredMixin, View):
    """The table as a workbook, sorted as on the page; who took it along is logged."""

    permission_required = MAY_SEE_TREE
    raise_exception = True
    http_method_names = ["get"]

    def get(self, request):
        lines = sorted_by(cascade_of(request.user).lines, request.GET.get("by", FIRST))
        log(instance=request.user, action=EXPORTED, user=request.user, data={"rows": len(lines)})
        response = HttpResponse(workbook_of(lines), content_type=CONTENT_TYPE)
        response["Content-Disposition"] = 'attachment; filename="onward-training.xlsx"'
        response["Cache-Control"] = "private, no-store"
        return response
