"""The report on authors and licences of all content: as a page and as a table."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import View

from assessments.h5p.desk.access import VIEW, DeskPage
from assessments.h5p.desk.crediting import accounts
from assessments.h5p.desk.credits_workbook import CONTENT_TYPE, credits_workbook


class CreditsPage(DeskPage):
    """Every content with its licences, and what has none."""

    template_name = "panah_admin/h5p/credits.html"
    page_title = gettext_lazy("Authors and licences")

    def get_context_data(self, **kwargs):
        every = list(accounts())
        only_gaps = "gaps" in self.request.GET
        return super().get_context_data(
            accounts=[account for account in every if account.gaps or not only_gaps],
            only_gaps=only_gaps,
            works=sum(len(account.works) for account in every),
            gaps=sum(len(account.gaps) for account in every),
            **kwargs,
        )


class CreditsFile(PermissionRequiredMixin, View):
    """The same as XLSX, every work in a row."""

    permission_required = VIEW
    raise_exception = True

    def get(self, request):
        response = HttpResponse(credits_workbook(accounts()), content_type=CONTENT_TYPE)
        day = timezone.localdate().isoformat()
        response["Content-Disposition"] = f'attachment; filename="h5p-licences-{day}.xlsx"'
        return response
