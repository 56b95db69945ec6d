"""Totals for observers: numbers by cohort, never a name (curriculum.md 7.2, point 10)."""

from dataclasses import dataclass

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.register.models import Certificate
from courses.cohorts.models import Cohort
from courses.transcripts.totals import completed_people

SMALL_GROUP = 5


@dataclass(frozen=True)
class Total:
    """The numbers of one cohort; in a small group they would point at persons, so they are not shown."""

    cohort: str
    people: int
    completed: int
    certificates: int

    @property
    def is_small(self) -> bool:
        return self.people < SMALL_GROUP


def totals() -> list[Total]:
    """Return the numbers of every cohort, in the order of cohorts. As many queries for one cohort as for a hundred."""
    cohorts = Cohort.objects.prefetch_related("cohort_courses").annotate(
        people=Count("enrolments", filter=Q(enrolments__withdrawn_at=None))
    )
    cohorts = cohorts.order_by(*Cohort._meta.ordering)  # counting would put them in no order
    completed = completed_people(cohorts)
    issued = Certificate.objects.order_by().values_list("transcript__enrolment__cohort")
    certificates = dict(issued.annotate(count=Count("pk")))
    return [
        Total(
            cohort=cohort.title,
            people=cohort.people,
            completed=completed[cohort.pk],
            certificates=certificates.get(cohort.pk, 0),
        )
        for cohort in cohorts
    ]


class TotalsView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = "courses.view_totals"
    raise_exception = True
    template_name = "panah_admin/totals.html"
    page_title = _("Totals")
    header_icon = "table"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(totals=totals(), **kwargs)
