"""Taking a report out of the site: it is written down who did, and only then is there a file."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log

from certificates.making.printing import fonts
from cms.reports import workbook
from cms.reports.asking import Asked
from cms.reports.models import ReportExport
from cms.reports.paper import render_report
from cms.reports.presenting import make_document

XLSX, PDF = "xlsx", "pdf"
CONTENT_TYPES = {XLSX: workbook.CONTENT_TYPE, PDF: "application/pdf"}
EXPORTED = "panah.report_exported"


@transaction.atomic
def export_report(*, asked: Asked, format: str, at: datetime) -> bytes:
    """Return the file of the report that is asked for (XLSX or PDF), and write down that it was made."""
    document = make_document(asked, at=at)
    user = asked.reader.user
    row = ReportExport.objects.create(
        made_by=user,
        made_at=at,
        format=format,
        language=document.language,
        asked=asked.written_down(),
        totals_only=asked.reader.totals_only,
    )
    log(instance=row, action=EXPORTED, user=user, title=f"{document.title} ({format})")
    if format == XLSX:
        return workbook.workbook_of(document)
    return render_report(document, fonts(), localtime(at).date())


class _Exported(LogFormatter):
    label = _("Take out a report")
    message = _("Took out a report")


def register(actions) -> None:
    """Make the action known to Wagtail's log."""
    actions.register_action(EXPORTED)(_Exported)
