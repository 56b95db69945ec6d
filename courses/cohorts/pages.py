"""What all pages of one cohort in the admin have in common: who may see it, and the tabs from one to the other.

A tab is what a function hooked as "panah_cohort_tabs" returns: `Tab`.
"""

from dataclasses import dataclass

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from courses.cohorts.models import Cohort


@dataclass(frozen=True)
class Tab:
    """One page of a cohort: `address` is the name of a URL that takes the cohort's pk; tabs stand by `order`."""

    order: int
    address: str
    label: Promise
    permission: str = "courses.view_cohort"


class CohortView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of one cohort (`pk` in the address); to who may not see the cohort there is none (404).

    `tab` is the address of the tab the page belongs to. Templates extend "panah_admin/cohort.html".
    """

    permission_required = "courses.view_cohort"
    raise_exception = True
    header_icon = "group"
    tab = ""

    @cached_property
    def cohort(self) -> Cohort:
        cohorts = Cohort.objects.visible_to(self.request.user).select_related("academy", "rule")
        return get_object_or_404(cohorts, pk=self.kwargs["pk"])

    def get_page_title(self):
        return self.cohort.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("cohorts:index"), "label": _("Cohorts")},
            {"url": "", "label": self.cohort.title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(cohort=self.cohort, tabs=self.tabs(), tab=self.tab, **kwargs)

    def tabs(self) -> list[dict]:
        """Return the tabs that the person may open, in order."""
        found = sorted((hook() for hook in hooks.get_hooks("panah_cohort_tabs")), key=lambda tab: tab.order)
        return [
            {
                "url": reverse(tab.address, args=[self.cohort.pk]),
                "label": tab.label,
                "is_current": tab.address == self.tab,
            }
            for tab in found
            if self.request.user.has_perm(tab.permission)
        ]
