"""The page that tells how often each answer was given in H5P content: first tries, whose numbers may be told."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.h5p.models import H5PContent, H5PPlay, H5PVersion
from assessments.h5p.scoring.asked import questions
from assessments.insights.answers import ALL_POINTS, NONE, SOME, OptionCount, QuestionCount, count_answers
from assessments.insights.counting import Group
from assessments.insights.hiding import Shown, shown, shown_parts
from courses.insights.filtering import registrations_in
from courses.insights.views import InsightsMixin

OUTCOMES = {
    ALL_POINTS: gettext_lazy("all points"),
    SOME: gettext_lazy("some of the points"),
    NONE: gettext_lazy("no points"),
}
_TRUE_OR_FALSE = {"true": gettext_lazy("true"), "false": gettext_lazy("false")}


@dataclass(frozen=True)
class Line:
    """One answer, or how many points were won; `is_of_content`: the text is in the language of the content."""

    text: str
    is_of_content: bool
    is_right: bool
    shown: Shown


@dataclass(frozen=True)
class Asked:
    name: str
    is_named: bool
    answered: Shown
    options: tuple[Line, ...]
    outcomes: tuple[Line, ...]


class AnswersPage:
    """The first ended try of each person at one version; only people of these registrations (None: everybody)."""

    def __init__(self, version: H5PVersion, *, registrations: QuerySet | None, exact: bool):
        self.version, self.registrations, self.exact = version, registrations, exact

    @cached_property
    def tries(self) -> list[tuple[int, list]]:
        """(person, answers) of each person's first ended try. One query."""
        plays = H5PPlay.objects.filter(version=self.version, ended_at__isnull=False)
        if self.registrations is not None:
            plays = plays.filter(registration__in=self.registrations)
        first: dict[int, list] = {}
        for person, answers in plays.order_by("ended_at", "pk").values_list("user_id", "answers"):
            first.setdefault(person, answers)
        return list(first.items())

    @property
    def people(self) -> Shown:
        everybody = frozenset(person for person, _answers in self.tries)
        return shown(Group(len(everybody), everybody), exact=self.exact)

    @cached_property
    def questions(self) -> list[Asked]:
        asked = questions(self.version.main_library.machine_name, self.version.params)
        return [self._asked(one) for one in count_answers(asked, self.tries)]

    def _asked(self, one: QuestionCount) -> Asked:
        name = one.question.name if one.question else ""
        of_options = shown_parts({option.key: option.group for option in one.options}, exact=self.exact)
        outcomes = shown_parts(one.outcomes, exact=self.exact)
        return Asked(
            name=name or one.library or _("a question without words"),
            is_named=bool(name),
            answered=shown(one.answered, exact=self.exact),
            options=tuple(_line(option, of_options[option.key]) for option in one.options),
            outcomes=tuple(Line(str(OUTCOMES[name]), False, False, outcomes[name]) for name in one.outcomes),
        )


def _line(option: OptionCount, told: Shown) -> Line:
    if option.key in _TRUE_OR_FALSE and not option.text:
        return Line(str(_TRUE_OR_FALSE[option.key]), False, option.is_right, told)
    return Line(option.text or option.key, bool(option.text), option.is_right, told)


class H5PAnswersView(InsightsMixin, WagtailAdminTemplateMixin, TemplateView):
    """?version= chooses one; the newest otherwise. What was counted in one version says nothing of another."""

    template_name = "insights/h5p_answers.html"
    header_icon = "view"

    @cached_property
    def content(self) -> H5PContent:
        return get_object_or_404(H5PContent, key=self.kwargs["key"])

    @cached_property
    def versions(self) -> list[H5PVersion]:
        rows = self.content.versions.select_related("main_library").defer("package", "removed", "params")
        return list(rows.order_by("-number"))

    @cached_property
    def version(self) -> H5PVersion:
        if not self.versions:
            raise Http404
        wanted = self.request.GET.get("version", "")
        return next((one for one in self.versions if str(one.number) == wanted), self.versions[0])

    def get_page_title(self):
        return _("Answers: %(title)s") % {"title": self.content.title}

    def get_breadcrumbs_items(self):
        index = {"url": reverse("scenario_insights_index"), "label": _("Paths taken")}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.content.title}]

    def get_context_data(self, **kwargs):
        page = AnswersPage(self.version, registrations=registrations_in(self.visible), exact=self.may_see_all)
        return super().get_context_data(page=page, version=self.version, versions=self.versions, **kwargs)
