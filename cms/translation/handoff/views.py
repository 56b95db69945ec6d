"""The hand-off of the pages of one line: a file goes out, comes back, is looked at, and is taken over."""

from uuid import UUID

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.studio.exchange.faults import FileRefused
from assessments.studio.exchange.keeping import FileGone, keep_file, take_file
from assessments.studio.exchange.workbook.opening import MOST_BYTES
from cms.translation.board.people import ACT
from cms.translation.board.rows import texts_of
from cms.translation.board.texts import Text, read_texts
from cms.translation.board.views import TITLE, BoardMixin
from cms.translation.handoff.checking import Plan, plan_import
from cms.translation.handoff.strings import cut, phrases
from cms.translation.handoff.taking import take_over
from cms.translation.handoff.workbook import read_workbook, write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUBJECT = gettext_lazy("Hand-off")
MOST_LINES = 500


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("The XLSX workbook that came back, at most 10 MB. Nothing is written yet."),
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": gettext_lazy("The file is empty.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is too large: at most 10 MB."))
        return file


class HandoffMixin(BoardMixin):
    """A view of the pages of one line in one language that is not the source."""

    @cached_property
    def texts(self) -> list[Text]:
        found = texts_of(self.kwargs["kind"], self.kwargs["key"], read_texts())
        if not found or self.shown == settings.LANGUAGE_CODE:
            raise Http404
        return found

    @property
    def code(self) -> str:
        return self.texts[0].code or self.kwargs["kind"]

    def address(self, name: str) -> str:
        return f"{reverse(name, args=[self.kwargs['kind'], self.kwargs['key']])}?language={self.shown}"


class HandoffFile(HandoffMixin, View):
    """GET ?language=&which=all|todo: the workbook; todo leaves out what is translated."""

    def get(self, request, kind: str, key: UUID):
        cut(self.texts)
        found = phrases(self.texts, self.shown)
        if request.GET.get("which") == "todo":
            found = [phrase for phrase in found if not phrase.target]
        name = f"{self.code}.{self.shown}.xlsx"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(write_workbook(found, self.shown), content_type=XLSX, headers=headers)


class HandoffPage(HandoffMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET: both ways. POST a file: what it would do, row by row. POST its token: it is done."""

    template_name = "panah_admin/translation/handoff.html"
    header_icon = "download"

    def get_page_title(self):
        return f"{self.code}: {SUBJECT}"

    def get_breadcrumbs_items(self):
        board = {"url": reverse("translation_board"), "label": TITLE}
        row = {"url": self.address("translation_row"), "label": self.code}
        return [*self.breadcrumbs_items, board, row, {"url": "", "label": SUBJECT}]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FileForm())
        return super().get_context_data(
            language=self.shown,
            language_name=get_language_info(self.shown)["name_local"],
            may_act=self.request.user.has_perm(ACT),
            file_url=self.address("translation_handoff_file"),
            row_url=self.address("translation_row"),
            **kwargs,
        )

    def post(self, request, kind: str, key: UUID):
        if not request.user.has_perm(ACT):
            raise PermissionDenied
        if "token" in request.POST:
            return self._take(request)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(status=422, form=form)
        file = form.cleaned_data["file"]
        content = file.read()
        try:
            plan = self._plan(content)
        except FileRefused as error:
            return self._show(status=422, file_name=file.name, refused=error.faults[:MOST_LINES])
        token = keep_file(name=file.name, content=content, by=request.user)
        return self._show(file_name=file.name, plan=plan, token=token, lines=plan.changes[:MOST_LINES])

    def _plan(self, content: bytes) -> Plan:
        rows = read_workbook(content)
        cut(self.texts)
        known = {phrase.place: phrase for phrase in phrases(self.texts, self.shown)}
        return plan_import(rows, known, language=self.shown)

    def _take(self, request):
        try:
            kept = take_file(request.POST["token"], by=request.user)
            plan = self._plan(kept.content)
        except (FileGone, FileRefused):
            messages.error(request, _("The file is not kept any more. Bring it again."))
            return redirect(self.address("translation_handoff"))
        count = take_over(changes=plan.changes, language=self.shown, by=request.user)
        told = ngettext(
            "%(count)s translation was taken over. Nothing is published yet.",
            "%(count)s translations were taken over. Nothing is published yet.",
            count,
        )
        messages.success(request, told % {"count": count})
        return redirect(self.address("translation_row"))

    def _show(self, *, status: int = 200, **told):
        return self.render_to_response(self.get_context_data(**told), status=status)
