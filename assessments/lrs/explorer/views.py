"""The explorer in the admin: the list of statements, one statement, the timelines of a registration and a learner."""

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.lrs.explorer.asking import AskForm, Question, understand
from assessments.lrs.explorer.naming import Reader, reader_of
from assessments.lrs.explorer.presenting import learner_url, tell
from assessments.lrs.explorer.searching import Page, Position, find
from assessments.lrs.explorer.showing import Shown
from assessments.lrs.explorer.surroundings import Surroundings
from assessments.lrs.explorer.timeline_pages import (
    LearnerTimeline,
    RegistrationTimeline,
    learner_search,
    registration_search,
)
from assessments.lrs.models import Statement


class ExplorerMixin(PermissionRequiredMixin):
    """Who may read statements; who of them may know the people is said by `surroundings`."""

    permission_required = "assessments.view_statement"
    raise_exception = True
    surroundings = Surroundings()

    @cached_property
    def reader(self) -> Reader:
        return reader_of(self.request.user, self.surroundings)


class ExplorerPage(ExplorerMixin, WagtailAdminTemplateMixin, TemplateView):
    """A page below the list of statements."""

    header_icon = "list-ul"

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("explorer_statements"), "label": _("Statements")}]
        return [*self.breadcrumbs_items, *trail, {"url": "", "label": self.get_page_title()}]

    def link_to(self, **parameters: Position | None) -> str:
        """Return this address with another cursor, "" where there is none."""
        cursors = {name: str(value) for name, value in parameters.items() if value}
        kept = {name: value for name, value in self.request.GET.items() if name not in ("before", "after")}
        return f"?{urlencode(kept | cursors)}" if cursors else ""


class StatementsView(ExplorerPage):
    template_name = "explorer/statements.html"
    page_title = gettext_lazy("Statements")

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        form = AskForm(self.request.GET, reader=self.reader)
        question = self.question(form) if form.is_valid() else Question(search=None)
        page = find(question.search) if question.search else Page([], None, None)
        return super().get_context_data(
            form=form,
            question=question,
            lines=tell(page.rows, self.reader).lines() if page.rows else [],
            older=self.link_to(before=page.older),
            newer=self.link_to(after=page.newer),
            is_filtered=any(self.request.GET.get(name) for name in form.fields),
            people=self.choices("person", question.people),
            activities=self.choices("activity", question.activities),
            learner_url=learner_url(question.person),
            **kwargs,
        )

    def question(self, form: AskForm) -> Question:
        cursors = {name: self.request.GET.get(name, "") for name in ("before", "after")}
        return understand(form, reader=self.reader, **cursors)

    def choices(self, field: str, matches) -> list[tuple[str, object]]:
        """Return [(address, match)] for each of the things a name fits."""
        kept = {name: value for name, value in self.request.GET.items() if name not in ("before", "after")}
        return [(f"?{urlencode(kept | {field: match.value})}", match) for match in matches]


class OneStatementMixin:
    """The statement of the address, voided or not."""

    @cached_property
    def row(self) -> Statement:
        return get_object_or_404(Statement, statement_id=self.kwargs["statement_id"])


class StatementView(OneStatementMixin, ExplorerPage):
    template_name = "explorer/statement.html"
    header_icon = "doc-full"

    def get_page_title(self):
        return _("Statement %(id)s") % {"id": str(self.row.statement_id)[:8]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(shown=Shown(self.row, self.reader), **kwargs)


class TimelineView(ExplorerPage):
    """A page of a timeline, by cursor as well."""

    template_name = "explorer/timeline.html"
    header_icon = "history"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            timeline=self.timeline,
            older=self.link_to(before=self.page.older),
            newer=self.link_to(after=self.page.newer),
            **kwargs,
        )

    @property
    def cursors(self) -> dict[str, Position | None]:
        return {name: Position.read(self.request.GET.get(name, "")) for name in ("before", "after")}


class RegistrationView(TimelineView):
    """All statements under a registration; with ?activity= the plays of that scenario."""

    @property
    def activity(self) -> str:
        return self.request.GET.get("activity", "").replace("\x00", "")

    @cached_property
    def page(self) -> Page:
        return find(registration_search(self.kwargs["registration"], self.activity, **self.cursors))

    @cached_property
    def timeline(self) -> RegistrationTimeline:
        return RegistrationTimeline(
            tell(self.page.rows, self.reader), self.kwargs["registration"], self.activity
        )

    def get_page_title(self):
        return self.timeline.title

    def get(self, request, *args, **kwargs):
        if not self.page.rows and not any(self.cursors.values()):
            raise Http404
        return super().get(request, *args, **kwargs)


class LearnerView(TimelineView):
    """All statements of a learner, by day and course."""

    @cached_property
    def page(self) -> Page:
        return find(learner_search(self.kwargs["actor_key"], **self.cursors))

    @cached_property
    def timeline(self) -> LearnerTimeline:
        return LearnerTimeline(tell(self.page.rows, self.reader), self.kwargs["actor_key"], self.reader)

    def get_page_title(self):
        return self.timeline.title
