"""What the pages of the desk share: who may, which package, the trail to it."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.packages.models import Package

VIEW, ADD, CHANGE = (f"assessments.{what}_package" for what in ("view", "add", "change"))
UPLOAD = "assessments.add_upload"


class DeskPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about packages as a whole: they are shared by all academies, as scenarios are."""

    permission_required = VIEW
    raise_exception = True
    header_icon = "doc-full"
    page_title = gettext_lazy("Course packages")

    def get_breadcrumbs_items(self):
        trail = [*self.breadcrumbs_items, {"url": reverse("packages_index"), "label": _("Course packages")}]
        return [*trail, *self.places()]

    def places(self) -> list[dict]:
        """Return what follows the list in the trail."""
        return []


class PackagePage(DeskPage):
    """A page about one package (`key` in the address). `subject` is what the page is, after its title."""

    subject = ""

    @cached_property
    def package(self) -> Package:
        rows = Package.objects.select_related("created_by", "archived_by")
        return get_object_or_404(rows, key=self.kwargs["key"])

    def get_page_title(self):
        return self.package.title

    def places(self):
        place = {"url": reverse("packages_package", args=[self.package.key]), "label": self.package.title}
        return [place, {"url": "", "label": self.subject}] if self.subject else [place]

    def get_context_data(self, **kwargs):
        return super().get_context_data(package=self.package, **kwargs)
