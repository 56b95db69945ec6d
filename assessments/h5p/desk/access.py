"""What the pages of the desk share: who may, which content, the trail to it."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.h5p.models import H5PContent

VIEW, ADD, CHANGE = (f"assessments.{what}_h5pcontent" for what in ("view", "add", "change"))
UPLOAD = "assessments.add_upload"


class DeskPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page about H5P content as a whole: the content is shared by all academies, as scenarios are."""

    permission_required = VIEW
    raise_exception = True
    header_icon = "media"
    page_title = gettext_lazy("H5P content")

    def get_breadcrumbs_items(self):
        trail = [*self.breadcrumbs_items, {"url": reverse("h5p_index"), "label": _("H5P content")}]
        return [*trail, *self.places()]

    def places(self) -> list[dict]:
        """Return what follows the list in the trail."""
        return [{"url": "", "label": self.get_page_title()}]


class ContentPage(DeskPage):
    """A page about one piece of content (`key` in the address). `subject` is what the page is, after its title."""

    subject = ""

    @cached_property
    def content(self) -> H5PContent:
        rows = H5PContent.objects.select_related("created_by", "archived_by")
        return get_object_or_404(rows, key=self.kwargs["key"])

    def get_page_title(self):
        return self.content.title

    def places(self):
        place = {"url": reverse("h5p_content", args=[self.content.key]), "label": self.content.title}
        return [place, {"url": "", "label": self.subject}] if self.subject else [place]

    def get_context_data(self, **kwargs):
        return super().get_context_data(content=self.content, **kwargs)
