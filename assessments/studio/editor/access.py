"""What the views of the studio share: who may, which draft, JSON in and out."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.scenarios.models import Scenario
from assessments.studio.drafting.saving import open_draft
from assessments.studio.drafting.storing import read_document
from assessments.studio.models import Draft
from assessments.xapi.reading import UnreadableJson, read_json

MAX_BODY = 8_000_000


class DraftMixin(PermissionRequiredMixin):
    """A view of one scenario's draft; a scenario that has none yet gets one from its newest version."""

    permission_required = "assessments.view_draft"
    raise_exception = True

    @cached_property
    def scenario(self) -> Scenario:
        return get_object_or_404(Scenario, key=self.kwargs["key"])

    @cached_property
    def draft(self) -> Draft:
        return open_draft(scenario=self.scenario, by=self.request.user, at=timezone.now())

    @cached_property
    def document(self) -> dict:
        return read_document(self.draft)

    @cached_property
    def title(self) -> str:
        """The scenario's title in the reader's language, else in the source's, else its code."""
        words = self.document["words"]
        for language in (get_language(), self.document["head"]["source_language"]):
            if title := words.get(language, {}).get("", {}).get("title"):
                return title
        return self.scenario.code


class DraftPage(DraftMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page of the studio about one scenario. `subject` is what the page is, after the scenario in the trail."""

    header_icon = "form"
    subject = ""

    def get_page_title(self):
        return f"{self.scenario.code} {self.title}"

    def get_breadcrumbs_items(self):
        place = {"url": reverse("studio_edit", args=[self.scenario.key]), "label": self.get_page_title()}
        trail = [*self.breadcrumbs_items, {"url": reverse("studio_index"), "label": _("Scenarios")}, place]
        return [*trail, {"url": "", "label": self.subject}] if self.subject else trail

    def get_context_data(self, **kwargs):
        return super().get_context_data(scenario=self.scenario, draft=self.draft, **kwargs)


class DraftApi(DraftMixin, View):
    """An address that speaks JSON with the editor, errors too: {"errors": [{"path", "message"}]}.

    What is not there is a 422 and not a 404, which the language middleware would turn into a redirect.
    """

    def dispatch(self, request, *args, **kwargs):
        try:
            return super().dispatch(request, *args, **kwargs)
        except PermissionDenied:
            # Wagtail would make this a redirect to its start page.
            return self.refuse(_("You may not do this."), 403)

    def payload(self) -> dict:
        """Return the posted JSON object. Raises BadRequest."""
        if len(self.request.body) > MAX_BODY:
            raise BadRequest("The body is too large.")
        try:
            data = read_json(self.request.body)
        except UnreadableJson as error:
            raise BadRequest("The body is not JSON.") from error
        if not isinstance(data, dict):
            raise BadRequest("The body must be a JSON object.")
        return data

    def answer(self, data: dict, status: int = 200) -> JsonResponse:
        return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})

    def refuse(self, message: str, status: int = 422) -> JsonResponse:
        return self.answer({"errors": [{"path": [], "message": message}]}, status)


def person(user) -> str:
    """Return how colleagues are shown to each other in the studio."""
    return str(user) if user else ""
