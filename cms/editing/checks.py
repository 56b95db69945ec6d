"""The content checks of the whole site, for editors: every finding with its place, what to do and the way there."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings
from django.core.paginator import Paginator
from django.utils.translation import get_language_info, gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.editing.permitting import EditorsOnly
from cms.models import HomePage, InformationPage, SheetIndexPage, SheetPage
from courses.content.checking.findings import KINDS, Finding
from courses.content.checking.reading import Checked, checked_pages
from courses.content.models import CoursePage, LessonPage, ModulePage

MODELS = (HomePage, CoursePage, ModulePage, LessonPage, InformationPage, SheetIndexPage, SheetPage)
PAGES_AT_ONCE = 40


@dataclass(frozen=True)
class Line:
    """One finding with the address at which the editor opens its place."""

    finding: Finding
    url: str


@dataclass(frozen=True)
class Group:
    """The findings on one page that are asked for."""

    page: Checked
    lines: tuple[Line, ...]


def groups(*, kind: str = "", language: str = "", module: str = "") -> list[Group]:
    """Return the pages with findings of a kind, in a language, of a module (its title); "" means all."""
    found = []
    for page in checked_pages(MODELS):
        if (language and page.language != language) or (module and module not in (page.module, page.title)):
            continue
        lines = tuple(
            Line(finding, page.url_of(finding))
            for finding in page.findings
            if not kind or finding.kind == kind
        )
        if lines:
            found.append(Group(page, lines))
    return found


def kind_counts(found: list[Group]) -> list[tuple[str, str, int]]:
    """Return [(kind, its name, how often it was found)] of those that were."""
    counts = Counter(line.finding.kind for group in found for line in group.lines)
    return [(kind, str(name), counts[kind]) for kind, (name, _advice) in KINDS.items() if counts[kind]]


class ChecksView(EditorsOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "editing/checks.html"
    page_title = gettext_lazy("Content checks")
    header_icon = "tasks"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        asked = {name: self.request.GET.get(name, "") for name in ("kind", "language", "module")}
        found = groups(**asked)
        page = Paginator(found, PAGES_AT_ONCE).get_page(self.request.GET.get("p"))
        modules = dict.fromkeys(page.module for page in checked_pages(MODELS) if page.module)
        return super().get_context_data(
            groups=page,
            asked=asked,
            kinds=[(kind, name) for kind, (name, _advice) in KINDS.items()],
            counts=kind_counts(found),
            total=sum(len(group.lines) for group in found),
            languages=[(code, get_language_info(code)["name_local"]) for code, _name in settings.LANGUAGES],
            modules=modules,
            **kwargs,
        )
