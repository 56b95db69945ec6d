"""Files to take away: a statement as it is stored, and what came with it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.generic import View

from assessments.lrs import blobs
from assessments.lrs.explorer.views import ExplorerMixin, OneStatementMixin
from assessments.lrs.models import Attachment

# A file from outside: never shown in a page of ours, whatever it says it is.
_HOSTILE = {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "sandbox; default-src 'none'"}


class StatementJsonView(OneStatementMixin, ExplorerMixin, View):
    """The statement exactly as it is stored, as a file."""

    def get(self, request, statement_id: UUID):
        headers = _HOSTILE | {"Content-Disposition": f'attachment; filename="statement-{statement_id}.json"'}
        return HttpResponse(self.row.raw, content_type="application/json; charset=utf-8", headers=headers)


class AttachmentView(OneStatementMixin, ExplorerMixin, View):
    def get(self, request, statement_id: UUID, attachment: int):
        held = get_object_or_404(Attachment, statement=self.row, pk=attachment)
        try:
            content = blobs.read(held.digest)
        except FileNotFoundError:
            raise Http404 from None
        headers = _HOSTILE | {"Content-Disposition": f'attachment; filename="{held.digest[:16]}.bin"'}
        return HttpResponse(content, content_type="application/octet-stream", headers=headers)
