"""Import: bring a file, look at what it would do, take it in. Export: the draft or a version, XLSX or YAML."""

from io import BytesIO

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.h5p.models import H5PVersion
from assessments.studio.drafting.history import StateUnknown, find_state
from assessments.studio.drafting.saving import CodeTaken
from assessments.studio.editor.access import DraftMixin, DraftPage
from assessments.studio.editor.comparing import differences
from assessments.studio.exchange.example import example_document
from assessments.studio.exchange.faults import FileRefused
from assessments.studio.exchange.forms import ExportForm, FileForm, TakeForm
from assessments.studio.exchange.h5p.opening import kept_h5p, open_h5p
from assessments.studio.exchange.importing import (
    DraftMoved,
    Preview,
    look,
    read_file,
    take_as_new,
    take_into_draft,
)
from assessments.studio.exchange.keeping import FileGone, KeptFile, keep_file, take_file
from assessments.studio.exchange.workbook.opening import MOST_BYTES
from assessments.studio.exchange.workbook.writing import write_workbook
from assessments.studio.exchange.yaml_files import write_yaml
from assessments.studio.releasing.publishing import state_of

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES = 500
# With all its media, which stay behind.
MOST_H5P = 64 * 1024 * 1024


class ImportPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET: the form. POST with a file: what it would do, or every fault. POST with a token: it is done."""

    permission_required = "assessments.change_draft"
    raise_exception = True
    template_name = "studio/import.html"
    header_icon = "upload"

    def get_page_title(self):
        return _("Import a scenario")

    def get_breadcrumbs_items(self):
        index = {"url": reverse("studio_index"), "label": _("Scenarios")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": _("Import")}]

    def get_context_data(self, **kwargs):
        kwargs.setdefault("form", FileForm())
        return super().get_context_data(languages=_language_names(), **kwargs)

    def post(self, request):
        if "token" in request.POST:
            return self._take(request)
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(status=422, form=form)
        file = form.cleaned_data["file"]
        is_h5p = file.name.lower().endswith(".h5p")
        if file.size > (MOST_H5P if is_h5p else MOST_BYTES):
            told = (
                _("The file is too large: at most 64 MB.")
                if is_h5p
                else _("The file is too large: at most 10 MB.")
            )
            form.add_error("file", told)
            return self._show(status=422, form=form)
        if is_h5p:
            return self._look_at_h5p(file.name, file, form.cleaned_data)
        return self._look(KeptFile(file.name, file.read()))

    def _look_at_h5p(self, name: str, file, given: dict):
        """Only what a scenario can be made of is kept until it is taken in; media stay behind."""
        try:
            opened = open_h5p(file)
        except FileRefused as error:
            return self._refuse(name, error)
        small = kept_h5p(opened.package, opened.params, into=given["into"], language=given["language"])
        return self._look(KeptFile(name, small))

    def _refuse(self, name: str, error: FileRefused):
        shown = error.faults[:MOST_LINES]
        more = len(error.faults) - len(shown)
        return self._show(status=422, file_name=name, faults=shown, more_faults=more)

    def _look(self, kept: KeptFile, token: str = "", form: TakeForm | None = None):
        try:
            preview = look(read_file(kept.name, kept.content))
        except FileRefused as error:
            return self._refuse(kept.name, error)
        token = token or keep_file(name=kept.name, content=kept.content, by=self.request.user)
        return self._show(
            status=422 if form else 200,
            file_name=kept.name,
            preview=preview,
            groups=differences(preview.old, preview.new, get_language()),
            take_form=form or _take_form(preview, token),
        )

    def _take(self, request):
        form = TakeForm(request.POST)
        try:
            kept = take_file(request.POST["token"], by=request.user)
        except FileGone:
            messages.error(request, _("The file is not kept any more. Bring it again."))
            return redirect("studio_import")
        if not form.is_valid():
            return self._look(kept, request.POST["token"], form)
        try:
            draft = self._done(kept, **form.cleaned_data)
        except DraftMoved:
            messages.error(request, _("The draft was changed meanwhile. Look at the differences again."))
            return self._look(kept, request.POST["token"])
        except CodeTaken:
            form.add_error("code", _("There is a scenario with this code already."))
            return self._look(kept, request.POST["token"], form)
        except FileRefused:
            return self._look(kept, request.POST["token"])
        told = _("“%(file)s” was taken in. Nothing is published; you can undo it in the editor.")
        messages.success(request, told % {"file": kept.name})
        return redirect("studio_edit", draft.scenario.key)

    def _done(self, kept: KeptFile, *, into: str, code: str, serial: int, token: str):
        content = read_file(kept.name, kept.content)
        preview = look(content)
        by, at = self.request.user, timezone.now()
        if into == TakeForm.NEW:
            return take_as_new(code=code, content=content, by=by, at=at)
        if preview.scenario is None:
            raise DraftMoved(serial)
        return take_into_draft(
            scenario=preview.scenario, content=content, serial=serial, file_name=kept.name, by=by, at=at
        )

    def _show(self, *, status: int, **context):
        return self.render_to_response(self.get_context_data(**context), status=status)


class H5PImportPage(ImportPage):
    """A version of H5P content that is stored here, looked at as a scenario; then as with a file."""

    permission_required = ("assessments.change_draft", "assessments.view_h5pcontent")

    def get(self, request, key, number):
        version = get_object_or_404(H5PVersion, content__key=key, number=number)
        content = kept_h5p(version.package, version.params)
        return self._look(KeptFile(f"{version.title[:100]}.h5p", content))

    def post(self, request, key, number):
        return super().post(request)


class TemplateDownload(PermissionRequiredMixin, View):
    """The empty workbook with its small example; ?languages= adds columns."""

    permission_required = "assessments.view_draft"
    raise_exception = True

    def get(self, request):
        language = get_language()
        content = write_workbook(example_document(language=language), languages=_wished(request))
        return _download(content, XLSX, "scenario-template.xlsx")


class ExportPage(DraftPage):
    """What can be taken out of one scenario."""

    template_name = "studio/export.html"
    header_icon = "download"

    @property
    def subject(self):
        return _("Export")

    def get_context_data(self, **kwargs):
        form = ExportForm(states=_states(self.scenario), initial={"state": "draft"})
        return super().get_context_data(form=form, **kwargs)


class ExportView(DraftMixin, View):
    """One file of the draft (?state=draft) or of a version (?state=version:2)."""

    def get(self, request, key):
        name = request.GET.get("state", "draft")
        if name.startswith("snapshot:"):
            raise Http404
        try:
            _title, doc = find_state(self.draft, name)
        except StateUnknown:
            raise Http404 from None
        return self.file(doc, f"{self.scenario.code}-{name.replace(':', '-')}")


class WorkbookDownload(ExportView):
    def file(self, doc: dict, name: str):
        return _download(write_workbook(doc, languages=_wished(self.request)), XLSX, f"{name}.xlsx")


class YamlDownload(ExportView):
    def file(self, doc: dict, name: str):
        states = {language: state_of(doc, language) for language in doc["words"]}
        text = write_yaml(doc, key=self.scenario.key, states=states)
        return _download(text.encode(), "application/yaml", f"{name}.yaml")


def _take_form(preview: Preview, token: str) -> TakeForm:
    code = preview.content.code
    return TakeForm(
        initial={
            "token": token,
            "serial": preview.serial,
            "into": TakeForm.DRAFT if preview.scenario else TakeForm.NEW,
            "code": f"{code[:17]}-2" if preview.scenario else code,
        }
    )


def _states(scenario) -> list[tuple[str, str]]:
    numbers = scenario.versions.order_by("-number").values_list("number", flat=True)
    return [
        ("draft", _("The draft as it is now")),
        *((f"version:{number}", _("Version %(number)s") % {"number": number}) for number in numbers),
    ]


def _wished(request) -> list[str]:
    known = {code for code, _name in settings.LANGUAGES}
    return [code for code in request.GET.getlist("languages") if code in known]


def _language_names() -> list[tuple[str, str]]:
    return [(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES]


def _download(content: bytes, kind: str, name: str) -> FileResponse:
    return FileResponse(BytesIO(content), content_type=kind, as_attachment=True, filename=name)
