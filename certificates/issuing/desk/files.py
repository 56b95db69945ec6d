"""What leaves the page "Certificates" as a file: samples, and certificates to hand out."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from certificates.issuing.desk.forms import ChoiceForm, kind_of
from certificates.issuing.desk.views import MAY_ISSUE
from certificates.issuing.handing import BY_NAME, BY_NUMBER, issued_to, print_file, zip_of
from certificates.issuing.models import IssueRun
from certificates.issuing.ordering import OrderBook
from certificates.issuing.sampling import sample_of
from certificates.making.name_words import told
from certificates.making.names import Finding
from certificates.rendering.picture import picture_of
from certificates.rendering.text import MissingGlyph, TextTooLong
from courses.cohorts.auditing import note_export
from courses.cohorts.models import Cohort, Enrolment
from courses.cohorts.pages import CohortView

PICTURE_WIDTH = 1200


class SampleView(CohortView):
    """A person's certificate as it would be, as PDF or picture; what cannot be printed is told (422)."""

    permission_required = MAY_ISSUE
    http_method_names = ["get", "head"]

    def get(self, request, pk, enrolment_pk, form):
        try:
            pdf = sample_of(self._book(), self._enrolment(enrolment_pk), timezone.now())
        except (MissingGlyph, TextTooLong) as error:
            return HttpResponse(_told(error), status=422, content_type="text/plain; charset=utf-8")
        if form == "png":
            response = HttpResponse(picture_of(pdf, width=PICTURE_WIDTH), content_type="image/png")
        else:
            response = HttpResponse(pdf, content_type="application/pdf")
            response["Content-Disposition"] = 'inline; filename="sample.pdf"'
        response["Cache-Control"] = "private, no-store"
        return response

    def _book(self) -> OrderBook:
        asked, kind = self.request.GET, kind_of(self.request.GET)
        choice = ChoiceForm(asked, cohort=self.cohort, kind=kind)
        cohort = Cohort.objects.select_related("academy", "rule", "route").get(pk=self.cohort.pk)
        return OrderBook(cohort, kind, choice.version, choice.second_language)

    def _enrolment(self, pk: int) -> Enrolment:
        places = Enrolment.objects.filter(cohort=self.cohort).select_related("user", "transcript")
        return get_object_or_404(places.prefetch_related("practice_lessons"), pk=pk)


def _told(error: MissingGlyph | TextTooLong) -> str:
    if isinstance(error, MissingGlyph):
        return told(Finding("glyph", error.field, signs=error.character))
    return told(Finding("too_long", error.field))


class HandOut(CohortView):
    """Certificates of a cohort, or of one run, in one file; who took it is written down."""

    permission_required = MAY_ISSUE
    http_method_names = ["get", "head"]
    file = ""

    def get(self, request, pk):
        note_export(cohort=self.cohort, by=request.user, file=self.file)
        response = self.respond(f"certificates-{self.cohort.pk}")
        response["Cache-Control"] = "private, no-store"
        return response

    def certificates(self):
        asked, run = self.request.GET, None
        if "run" in asked:
            run = get_object_or_404(IssueRun, cohort=self.cohort, key=_uuid(asked["run"]))
        order = BY_NAME if asked.get("order") == BY_NAME else BY_NUMBER
        return issued_to(self.cohort, run.kind if run else kind_of(asked), run, order)


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise Http404 from error


class ZipView(HandOut):
    file = "certificates"

    def respond(self, name):
        response = StreamingHttpResponse(zip_of(self.certificates()), content_type="application/zip")
        response["Content-Disposition"] = f'attachment; filename="{name}.zip"'
        return response


class PrintView(HandOut):
    file = "certificates_print"

    def respond(self, name):
        both_sides = self.request.GET.get("sides") == "2"
        content = print_file(self.certificates(), both_sides=both_sides)
        return FileResponse(content, filename=f"{name}.pdf", content_type="application/pdf")
