"""Totals for observers: numbers by cohort, never a name (curriculum.md 7.2, point 10)."""

from dataclasses import dataclass

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.register.models import Certificate
from courses.cohorts.models import Cohort, Enrolment
from courses.transcripts import closing

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


def total_of(cohort: Cohort) -> Total:
    enrolments = list(Enrolment.objects.filter(cohort=cohort, withdrawn_at=None))
    standings = closing.standings(enrolments=enrolments, courses=closing.courses_of(cohort, "en"))
    return Total(
        cohort=cohort.title,
        people=len(enrolments),
        completed=sum(standing.is_complete for standing in standings.values()),
        certificates=Certificate.objects.filter(transcript__enrolment__cohort=cohort).count(),
    )


class TotalsView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    permission_required = "courses.view_totals"
    raise_exception = True
    template_name = "panah_admin/totals.html"
    page_title = _("Totals")
    header_icon = "table"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            totals=[total_of(cohort) for cohort in Cohort.objects.all()], **kwargs
        )
