"""The register on paper and as a table: chosen by academy and year; that it is taken is written down."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.keeping.auditing import note_register_taken
from certificates.making.printing import fonts
from cms.papers import register_workbook
from cms.papers.register import render_register
from cms.papers.register_reading import register_facts, years_of
from courses.academies.models import Academy

MAY_SEE = "certificates.view_certificate"
# File -> (content type, what makes it of the facts).
FILES = {
    "pdf": ("application/pdf", lambda facts: render_register(facts, fonts())),
    "xlsx": (register_workbook.CONTENT_TYPE, register_workbook.register_workbook),
}


def academies_of(user):
    """Return the academies whose register somebody may take: the own one, to a superuser all."""
    return Academy.objects.all() if user.is_superuser else Academy.objects.filter(pk=user.academy_id)


class RegisterPapersPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """List the years of each academy, with the register of each as a PDF and as a table."""

    permission_required = MAY_SEE
    raise_exception = True
    template_name = "panah_admin/certificates/register_papers.html"
    page_title = gettext_lazy("Register on paper")
    header_icon = "print"

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificate_register:index"), "label": _("Certificates")},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        found = [(academy, years_of(academy)) for academy in academies_of(self.request.user)]
        return super().get_context_data(academies=[pair for pair in found if pair[1]], **kwargs)


class RegisterFile(PermissionRequiredMixin, View):
    """Send the register of an academy and a year, in the language of the admin."""

    permission_required = MAY_SEE
    raise_exception = True

    def get(self, request, pk, year, file):
        academy = get_object_or_404(academies_of(request.user), pk=pk)
        content_type, make = FILES[file]
        facts = register_facts(
            academy=academy, year=year, language=get_language(), today=timezone.localdate()
        )
        made = make(facts)
        note_register_taken(academy=academy, year=year, file=file, by=request.user)
        name = f"register-{academy.code or academy.pk}-{year}.{file}"
        kind = "inline" if file == "pdf" else "attachment"
        headers = {"Content-Disposition": f'{kind}; filename="{name}"', "Cache-Control": "private, no-store"}
        return HttpResponse(made, content_type=content_type, headers=headers)
