"""The pages around the editor: the list, beginning and copying a scenario, publishing, comparing."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from assessments.scenarios.models import ScenarioVersion
from assessments.studio.drafting.history import StateUnknown, find_state
from assessments.studio.drafting.saving import CodeTaken, create_draft
from assessments.studio.editor.access import DraftMixin, DraftPage
from assessments.studio.editor.comparing import differences
from assessments.studio.editor.forms import NewScenarioForm, PublishForm
from assessments.studio.editor.listing import scenario_lines
from assessments.studio.editor.presenting import editor_context
from assessments.studio.editor.problem_lines import problem_lines
from assessments.studio.releasing import publishing
from assessments.studio.releasing.checking import is_minor, judge


class IndexView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every scenario: what is published, what is being written, in which languages."""

    permission_required = "assessments.view_draft"
    raise_exception = True
    template_name = "studio/index.html"
    header_icon = "form"

    def get_page_title(self):
        return _("Scenarios")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": _("Scenarios")}]

    @property
    def header_buttons(self):
        if not self.request.user.has_perm("assessments.change_draft"):
            return []
        return [
            HeaderButton(_("New scenario"), url=reverse("studio_new"), icon_name="plus"),
            HeaderButton(_("Import"), url=reverse("studio_import"), icon_name="upload"),
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(lines=scenario_lines(get_language()), **kwargs)


class NewView(PermissionRequiredMixin, WagtailAdminTemplateMixin, FormView):
    """Begin an empty scenario."""

    permission_required = "assessments.change_draft"
    raise_exception = True
    template_name = "studio/new.html"
    header_icon = "plus"
    form_class = NewScenarioForm
    subject = ""
    copied_from = None

    def get_page_title(self):
        return _("New scenario")

    def get_breadcrumbs_items(self):
        index = {"url": reverse("studio_index"), "label": _("Scenarios")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.get_page_title()}]

    def get_initial(self):
        return {"source_language": get_language()}

    def form_valid(self, form):
        try:
            draft = create_draft(
                **form.cleaned_data, copied_from=self.copied_from, by=self.request.user, at=timezone.now()
            )
        except CodeTaken:
            form.add_error("code", _("There is a scenario with this code already."))
            return self.form_invalid(form)
        return redirect("studio_edit", draft.scenario.key)


class DuplicateView(DraftMixin, NewView):
    """Begin a scenario as a copy of this one: a national edition, say. The languages and texts come along."""

    permission_required = "assessments.change_draft"
    template_name = "studio/new.html"

    def get_page_title(self):
        return _("Copy of %(code)s") % {"code": self.scenario.code}

    @property
    def copied_from(self):
        return self.scenario

    def get_initial(self):
        return {
            "code": f"{self.scenario.code}-2",
            "title": self.title,
            "source_language": self.document["head"]["source_language"],
        }

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        # The copy's texts are in the language of the original.
        form.fields["source_language"].disabled = True
        return form


class EditorPage(DraftPage):
    """The editor: outline and map of one scenario."""

    template_name = "studio/editor.html"

    def get_context_data(self, **kwargs):
        told = editor_context(
            draft=self.draft, document=self.document, user=self.request.user, language=get_language()
        )
        return super().get_context_data(**told, **kwargs)


class PublishPage(DraftPage):
    """GET: what stands in the way, and how the change is labelled. POST publishes."""

    permission_required = "assessments.publish_draft"
    template_name = "studio/publish.html"

    @property
    def subject(self):
        return _("Publish")

    def get_context_data(self, form=None, **kwargs):
        verdict = judge(self.draft, self.document)
        newest = self.scenario.versions.order_by("-number").first()
        minor = is_minor(verdict, newest, self.document["head"]["minutes"])
        change = ScenarioVersion.Change.MINOR if minor else ScenarioVersion.Change.MAJOR
        return super().get_context_data(
            form=form or PublishForm(initial={"serial": self.draft.serial, "change": change}),
            blocking=problem_lines(self.scenario, self.document, verdict.blocking),
            warning=problem_lines(self.scenario, self.document, verdict.warning),
            newest=newest,
            minor_allowed=minor,
            whole=sorted(publishing.whole_languages(self.document, verdict.words)),
            partial=sorted(
                verdict.words.keys() - publishing.whole_languages(self.document, verdict.words).keys()
            ),
            unchanged=self.draft.is_published_as_it_is,
            **kwargs,
        )

    def post(self, request, key):
        form = PublishForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            version = publishing.publish_draft(
                draft=self.draft, **form.cleaned_data, by=request.user, at=timezone.now()
            )
        except publishing.NotWhatWasSeen:
            messages.error(request, _("The draft was changed meanwhile. Look at it again, then publish."))
        except publishing.NotReady:
            messages.error(request, _("Problems stand in the way. Nothing was published."))
        except publishing.NotMinor:
            messages.error(request, _("More than words has changed, so this is a major change."))
        else:
            told = _("Version %(number)s of %(code)s is published. Running attempts stay on theirs.")
            messages.success(request, told % {"number": version.number, "code": self.scenario.code})
            return redirect("studio_index")
        return redirect("studio_publish", key)


class ComparePage(DraftPage):
    """What changed between two states: the draft, kept states, published versions."""

    template_name = "studio/compare.html"

    @property
    def subject(self):
        return _("Compare")

    def get_context_data(self, **kwargs):
        given = self.request.GET
        newest = self.scenario.versions.order_by("-number").first()
        first = given.get("from") or (f"version:{newest.number}" if newest else "draft")
        second = given.get("to") or "draft"
        try:
            old_name, old = find_state(self.draft, first)
            new_name, new = find_state(self.draft, second)
        except StateUnknown:
            raise Http404 from None
        return super().get_context_data(
            old_name=old_name,
            new_name=new_name,
            groups=differences(old, new, get_language()),
            states=self._states(),
            chosen_from=first,
            chosen_to=second,
            **kwargs,
        )

    def _states(self) -> list[tuple[str, str]]:
        versions = self.scenario.versions.order_by("-number").values_list("number", flat=True)
        return [
            ("draft", _("The draft as it is now")),
            *((f"version:{number}", _("Version %(number)s") % {"number": number}) for number in versions),
            *(
                (f"snapshot:{row.pk}", row.name)
                for row in self.draft.snapshots.defer("document").order_by("-pk")[:100]
            ),
        ]
