"""The hand-off page: a file goes out, comes back, is looked at, is taken over, is taken back."""

from uuid import UUID

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from assessments.glossary.terms import read_glossary
from assessments.studio.drafting.changes import ChangesConflict, ChangesInvalid
from assessments.studio.editor.access import DraftMixin, DraftPage
from assessments.studio.models import DraftChange
from assessments.studio.translating.handoff import carrying
from assessments.studio.translating.handoff.checking import CONFLICT, plan_import
from assessments.studio.translating.handoff.importing import take_back, take_over
from assessments.studio.translating.handoff.po import read_po, write_po
from assessments.studio.translating.handoff.presenting import preview_lines
from assessments.studio.translating.handoff.units import (
    EVERYTHING,
    TO_DO,
    FileFault,
    HandoffInvalid,
    Incoming,
    language_tag,
    outgoing,
)
from assessments.studio.translating.handoff.xliff_reading import read_xliff
from assessments.studio.translating.handoff.xliff_writing import write_xliff
from assessments.studio.translating.views import TranslationMixin

MEGABYTE = 1024 * 1024
LARGEST = 5 * MEGABYTE
FORMATS = {
    "xliff": ("xlf", "application/xliff+xml", write_xliff),
    "po": ("po", "text/x-gettext-translation; charset=utf-8", write_po),
}


class HandoffPage(TranslationMixin, DraftPage):
    """GET: what can go out, and where a file comes back. POST (a file): what it would do."""

    template_name = "studio/translate_handoff.html"
    header_icon = "download"

    @property
    def subject(self):
        return _("Hand-off file")

    @property
    def scope(self) -> str:
        return f"{self.scenario.key}:{self.target}:{self.request.user.pk}"

    def back_to(self, name: str, **more) -> str:
        chosen = urlencode({"from": self.source, "to": self.target, **more})
        return f"{reverse(name, args=[self.scenario.key])}?{chosen}"

    def get_context_data(self, **kwargs):
        written_in = self.document["head"]["source_language"]
        defaults = {
            "source": self.source,
            "target": self.target,
            "target_info": get_language_info(self.target),
            "source_info": get_language_info(self.source),
            "can_come_back": self.may_write and self.target != written_in,
            "largest": LARGEST // MEGABYTE,
            "done": _batch_of(self.draft, self.request.GET.get("done", "")),
            "translate_address": self.back_to("studio_translate"),
        }
        return super().get_context_data(**(defaults | kwargs))

    def post(self, request, key):
        if not self.may_write:
            raise PermissionDenied
        try:
            incoming = _read(request.FILES.get("file"))
            plan = plan_import(self.document, incoming, key=str(self.scenario.key), target=self.target)
            preview = carrying.carry(plan.items, scope=self.scope) if plan.can_apply else ""
        except HandoffInvalid as error:
            return self._show(faults=error.faults)
        except carrying.PreviewTooLarge:
            fault = FileFault(_("The file changes too much at once: hand it in in two parts."))
            return self._show(faults=[fault])
        lines = preview_lines(plan.items, self.target)
        return self._show(plan=plan, preview=preview, lines=lines, status=422 if plan.faults else 200)

    def _show(self, *, status: int = 422, **told):
        return self.render_to_response(self.get_context_data(**told), status=status)


class HandoffExport(TranslationMixin, DraftMixin, View):
    """GET ?format=xliff|po&which=all|todo: the file."""

    def get(self, request, key):
        if request.GET.get("format", "xliff") not in FORMATS:
            raise BadRequest("There is no such format.")
        ending, kind, write = FORMATS[request.GET.get("format", "xliff")]
        carried = outgoing(
            self.document,
            key=str(self.scenario.key),
            source=self.source,
            target=self.target,
            glossary=read_glossary(),
            which=TO_DO if request.GET.get("which") == TO_DO else EVERYTHING,
        )
        name = f"{self.scenario.code}.{language_tag(self.source)}-{language_tag(self.target)}.{ending}"
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(write(carried), content_type=kind, headers=headers)


class HandoffApply(HandoffPage):
    """POST a preview: it is taken over. Conflicts only where `take` names them."""

    http_method_names = ["post"]

    def post(self, request, key):
        if not self.may_write:
            raise PermissionDenied
        try:
            preview = carrying.carried(request.POST.get("preview", ""), scope=self.scope)
        except carrying.PreviewGone:
            messages.error(request, _("This preview is too old. Hand in the file again."))
            return redirect(self.back_to("studio_handoff"))
        wished = set(request.POST.getlist("take"))
        items = [item for item in preview.items if item.kind != CONFLICT or item.name in wished]
        try:
            take_over(
                draft=self.draft,
                language=self.target,
                key=preview.key,
                items=items,
                by=request.user,
                at=timezone.now(),
            )
        except (ChangesConflict, ChangesInvalid):
            told = _("Texts were changed since the preview: nothing was taken over. Hand in the file again.")
            messages.error(request, told)
            return redirect(self.back_to("studio_handoff"))
        told = ngettext("%(count)s text was taken over.", "%(count)s texts were taken over.", len(items))
        messages.success(request, told % {"count": len(items)})
        return redirect(self.back_to("studio_handoff", done=preview.key))


class HandoffUndo(HandoffPage):
    """POST `batch`: what a file brought is taken back."""

    http_method_names = ["post"]

    def post(self, request, key):
        batch = _batch_of(self.draft, request.POST.get("batch", ""))
        if not self.may_write or batch is None or not _is_only_words_of(batch, self.target):
            raise PermissionDenied
        try:
            take_back(draft=self.draft, batch=batch, by=request.user, at=timezone.now())
        except (ChangesConflict, ChangesInvalid):
            told = _(
                "Some of the texts were changed since. Nothing was taken back; use the history of the draft."
            )
            messages.error(request, told)
        else:
            messages.success(request, _("The texts of the file were taken back."))
        return redirect(self.back_to("studio_handoff"))


def _read(file) -> Incoming:
    """Return what an uploaded file holds; its beginning says which format it has. Raises HandoffInvalid."""
    if file is None:
        raise HandoffInvalid(FileFault(_("Choose a file.")))
    if file.size > LARGEST:
        message = _("The file is larger than %(count)s megabytes.") % {"count": LARGEST // MEGABYTE}
        raise HandoffInvalid(FileFault(message))
    content = file.read()
    is_xml = content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") or content[:2] in (
        b"\xff\xfe",
        b"\xfe\xff",
    )
    return read_xliff(content) if is_xml else read_po(content)


def _batch_of(draft, key: str) -> DraftChange | None:
    try:
        return draft.changes.filter(key=UUID(key)).first()
    except ValueError:
        return None


def _is_only_words_of(batch: DraftChange, language: str) -> bool:
    return all(change["path"][:2] == ["words", language] for change in batch.changes)
