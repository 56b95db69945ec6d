"""A stored version as an .h5p file again, for another system."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.generic import View

from assessments.h5p.desk.access import VIEW
from assessments.h5p.exporting import export
from assessments.h5p.models import H5PVersion


class DownloadView(PermissionRequiredMixin, View):
    """The package of one version (`key` and `number` in the address), always as a download."""

    permission_required = VIEW
    raise_exception = True

    def get(self, request, key, number):
        rows = H5PVersion.objects.select_related("content", "main_library")
        version = get_object_or_404(rows, content__key=key, number=number)
        name = slugify(version.content.title, allow_unicode=True)[:80] or "h5p"
        response = FileResponse(
            export(version),
            as_attachment=True,
            filename=f"{name}-{version.number}.h5p",
            content_type="application/zip",
        )
        # Bytes that somebody sent: whatever way they are opened, they are not the site.
        response["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response["X-Content-Type-Options"] = "nosniff"
        return response
