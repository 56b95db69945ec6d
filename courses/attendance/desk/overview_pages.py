"""The attendance of a cohort in the Wagtail admin: who came to what, and marks as a file, out and in."""

import base64
import binascii

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.attendance.access import may_plan
from courses.attendance.importing import NotImported, import_marks
from courses.attendance.overview import overview_of
from courses.attendance.sheets import Fault, NotReadable, SheetLine, faulty, head, read_sheet, write_sheet
from courses.attendance.telling import reason
from courses.cohorts.auditing import note_export
from courses.cohorts.pages import CohortView

MOST_SHOWN = 200
FAULTS = {
    Fault.COLUMNS: gettext_lazy("The row has too few columns. Keep the columns of the downloaded file."),
    Fault.SESSION: gettext_lazy("The cohort has no session with this number."),
    Fault.MOVED: gettext_lazy(
        "The session is on another day: it was moved, or the date was changed in the file."
    ),
    Fault.CANCELLED: gettext_lazy("The session was cancelled: it does not count any more."),
    Fault.NUMBER: gettext_lazy("Nobody in the cohort has this service number."),
    Fault.MARK: gettext_lazy("This is no mark. Write P, L, E or A, or the word as in the downloaded file."),
    Fault.MINUTES: gettext_lazy("Minutes are a number, not larger than the session; who was late needs one."),
    Fault.TWICE: gettext_lazy("The file has a row for this person and session already."),
}


class AttendancePage(CohortView):
    """People and sessions of one cohort, with the file of marks to download and to bring back."""

    permission_required = "courses.view_session"
    template_name = "panah_admin/sessions/attendance.html"
    tab = "cohort_attendance"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            overview=overview_of(self.cohort), may_mark=may_plan(self.request.user, self.cohort), **kwargs
        )


class AttendanceSheetView(AttendancePage):
    """Send the marks of the cohort as a CSV file in the person's language."""

    def get(self, request, *args, **kwargs):
        language = get_language()
        name = f"attendance-{self.cohort.pk}-{language}.csv"
        headers = {
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "private, no-store",
        }
        sheet = write_sheet(self.cohort, language)
        note_export(cohort=self.cohort, by=request.user, file="marks")
        return HttpResponse(sheet, content_type="text/csv; charset=utf-8", headers=headers)


class AttendanceUploadView(CohortView):
    """Take a file of marks: shown first, with what is wrong row by row; kept when nothing is wrong any more."""

    permission_required = "courses.add_attendancemark"
    template_name = "panah_admin/sessions/upload.html"
    tab = "cohort_attendance"
    http_method_names = ["get", "post"]

    def get(self, request, *args, **kwargs):
        return redirect("cohort_attendance", pk=self.cohort.pk)

    def post(self, request, *args, **kwargs):
        if not may_plan(request.user, self.cohort):
            raise PermissionDenied
        data = self.sent()
        try:
            lines = read_sheet(data, self.cohort)
        except NotReadable:
            told = _(
                "This is no CSV file with marks, or it is too large. Download the file here and fill it in."
            )
            messages.error(request, told)
            return redirect("cohort_attendance", pk=self.cohort.pk)
        if "keep" in request.POST and not faulty(lines):
            return self.keep(lines)
        return self.render_to_response(self.get_context_data(lines=lines, data=data))

    def sent(self) -> bytes:
        """Return the file: as it was chosen, or as the page of the preview brings it back."""
        if file := self.request.FILES.get("file"):
            return file.read()
        try:
            return base64.b64decode(self.request.POST.get("data", ""), validate=True)
        except binascii.Error:
            return b""

    def keep(self, lines: tuple[SheetLine, ...]):
        try:
            count = import_marks(cohort=self.cohort, lines=lines, by=self.request.user, at=timezone.now())
        except NotImported as error:
            line = error.line
            why = reason(error.refusal, line.session, line.session.edition)
            told = _("Nothing was saved. Row %(row)d: %(why)s") % {"row": line.row, "why": why}
            messages.error(self.request, told)
        else:
            told = ngettext("%(count)d mark was saved.", "%(count)d marks were saved.", count)
            messages.success(self.request, told % {"count": count})
        return redirect("cohort_attendance", pk=self.cohort.pk)

    def get_context_data(self, lines=(), data=b"", **kwargs):
        faults, columns = faulty(lines), head()
        return super().get_context_data(
            faults=[
                {
                    "row": line.row,
                    "column": columns[line.column - 1] if 0 < line.column <= len(columns) else "",
                    "value": line.cells[line.column - 1] if 0 < line.column <= len(line.cells) else "",
                    "why": FAULTS[line.fault],
                }
                for line in faults[:MOST_SHOWN]
            ],
            fault_count=len(faults),
            new=[line for line in lines if line.is_new and not line.fault],
            same_count=sum(not line.is_new and not line.fault for line in lines),
            data=base64.b64encode(data).decode(),
            **kwargs,
        )
