"""The libraries that H5P content is played with: which are there, who uses what, removing what nothing uses."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from assessments.h5p.desk.access import UPLOAD, DeskPage
from assessments.h5p.desk.stock import (
    LibraryLine,
    history_of,
    library_lines,
    needs_of,
    removed_lately,
    used_by,
)
from assessments.h5p.libraries.installing import PERMISSION as INSTALL
from assessments.h5p.libraries.removing import InUse, remove
from assessments.h5p.models import Library

SEE, REMOVE = "assessments.view_library", "assessments.delete_library"


class LibrariesMixin(DeskPage):
    """A page about libraries."""

    permission_required = SEE
    header_icon = "cogs"
    page_title = gettext_lazy("H5P libraries")

    @property
    def may_install(self) -> bool:
        return self.request.user.has_perms([INSTALL, UPLOAD])


class LibrariesPage(LibrariesMixin):
    """Every library on one page."""

    template_name = "panah_admin/h5p/libraries.html"

    def get_context_data(self, **kwargs):
        lines = library_lines()
        return super().get_context_data(
            lines=lines,
            size=sum(line.row.size for line in lines),
            unused=sum(not line.is_used for line in lines),
            removed=removed_lately(),
            may_install=self.may_install,
            **kwargs,
        )


class LibraryPage(LibrariesMixin):
    """One library (`pk` in the address)."""

    template_name = "panah_admin/h5p/library.html"

    @cached_property
    def lines(self) -> list[LibraryLine]:
        return library_lines()

    @cached_property
    def line(self) -> LibraryLine:
        found = next((line for line in self.lines if line.row.pk == self.kwargs["pk"]), None)
        if found is None:
            raise Http404
        return found

    def get_page_title(self):
        return str(self.line.row)

    def places(self):
        return [
            {"url": reverse("h5p_libraries"), "label": _("H5P libraries")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs):
        row = self.line.row
        return super().get_context_data(
            line=self.line,
            needs=needs_of(self.line, self.lines),
            used_by=used_by(row),
            files=row.files.count(),
            history=history_of(row),
            may_remove=self.request.user.has_perm(REMOVE),
            **kwargs,
        )


class RemoveView(LibrariesMixin):
    """Remove a library that nothing uses."""

    permission_required = REMOVE
    http_method_names = ["post"]

    def post(self, request, pk):
        library = get_object_or_404(Library.objects.defer("semantics"), pk=pk)
        try:
            remove(library=library, by=request.user)
        except InUse:
            messages.error(request, _("Something uses %(library)s by now: it stays.") % {"library": library})
            return redirect("h5p_library", pk)
        except Library.DoesNotExist:
            messages.warning(request, _("Somebody else has removed it already."))
        else:
            messages.success(request, _("%(library)s is removed.") % {"library": library})
        return redirect("h5p_libraries")
