"""A cohort as its lecturer follows it, in the admin: the overview of people × units, its workbook, the questions."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language

from courses.cohorts.auditing import note_export
from courses.cohorts.pages import CohortView
from courses.following.presenting import Overview
from courses.following.questions import QuestionsPage
from courses.following.reading import follow
from courses.following.workbook import CONTENT_TYPE, workbook_of
from courses.messaging.rights import may_write


class OverviewPage(CohortView):
    """How far everybody is in everything, who is stuck and what to do about it."""

    template_name = "following/overview.html"
    tab = "cohort_overview"

    @cached_property
    def overview(self) -> Overview:
        return Overview(
            follow(self.cohort, get_language()), now=timezone.now(), sort=self.request.GET.get("sort", "")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            overview=self.overview, may_write=may_write(self.request.user, self.cohort), **kwargs
        )


class OverviewWorkbook(OverviewPage):
    """The same as a file."""

    def get(self, request, pk):
        content = workbook_of(self.overview)
        note_export(cohort=self.cohort, by=request.user, file="overview")
        headers = {"Content-Disposition": f'attachment; filename="cohort-{self.cohort.pk}.xlsx"'}
        return HttpResponse(content, content_type=CONTENT_TYPE, headers=headers)


class QuestionsView(CohortView):
    """Which questions are missed, and the gain from the test before to the test after. No names."""

    template_name = "following/questions.html"
    tab = "cohort_questions"

    def get_context_data(self, **kwargs):
        page = QuestionsPage(self.cohort, get_language(), self.request.GET.get("tries", ""))
        return super().get_context_data(page=page, **kwargs)
