"""Where chapters of the Manual and articles of the Code are cited, by code, as a page and as a file."""

import csv
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.editing.permitting import EditorsOnly
from cms.models import InformationPage
from courses.content.checking.reading import edit_url
from courses.content.citing import KINDS, Citation, citations_in_scenarios, citations_on, order
from courses.content.models import CoursePage, LessonPage, ModulePage


@dataclass(frozen=True)
class Line:
    """One citation with the address at which it is edited."""

    citation: Citation
    url: str


@dataclass(frozen=True)
class CodeGroup:
    """All places that cite one code; `title` is that of the chapter, "" for an article."""

    code: str
    title: str
    lines: tuple[Line, ...]


def groups(*, code: str = "", kind: str = "") -> list[CodeGroup]:
    """Return the places by code, in the order of the curriculum; M4 also finds M4.1, M4.2, … A fixed number of
    queries, whatever the number of lessons and scenarios."""
    found = [
        citation
        for citation in _all()
        if (not kind or citation.kind == kind) and _is_asked_for(citation.code, code)
    ]
    # Sorting keeps the order of the site within a code.
    found.sort(key=lambda citation: order(citation.code))
    titles = _titles()
    return [
        CodeGroup(one, titles.get(one, ""), tuple(Line(citation, _url(citation)) for citation in citations))
        for one, citations in groupby(found, key=lambda citation: citation.code)
    ]


def _all() -> list[Citation]:
    """Return every citation; those of lessons from the source language, for codes are the same in each."""
    pages = [
        page
        for model in (LessonPage, InformationPage)
        for page in model.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE).order_by("path")
    ]
    on_pages = [
        citation
        for page in pages
        for citation in citations_on(page, f"{getattr(page, 'code', '')} {page.title}".strip())
    ]
    return on_pages + citations_in_scenarios()


def _is_asked_for(code: str, asked: str) -> bool:
    asked, code = asked.strip().upper(), code.upper()
    # The article of a treaty is found by any of its words: Art. 33.
    return not asked or code == asked or code.startswith(f"{asked}.") or (" " in code and asked in code)


def _titles() -> dict[str, str]:
    return {
        code: title
        for model in (CoursePage, ModulePage, LessonPage)
        for code, title in model.objects.live()
        .filter(locale__language_code=settings.LANGUAGE_CODE)
        .values_list("code", "title")
    }


def _url(citation: Citation) -> str:
    kind, key = citation.owner
    if kind == "page":
        return edit_url(key, f"{citation.place}.cites")
    return f"{reverse('studio_edit', args=[key])}#{citation.place}"


class CitationsView(EditorsOnly, WagtailAdminTemplateMixin, TemplateView):
    template_name = "editing/citations.html"
    page_title = gettext_lazy("Citations")
    header_icon = "link"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        asked = {name: self.request.GET.get(name, "") for name in ("code", "kind")}
        found = groups(**asked)
        return super().get_context_data(
            groups=found,
            total=sum(len(group.lines) for group in found),
            kinds=KINDS.items(),
            asked=asked,
            **kwargs,
        )


class CitationsFile(EditorsOnly, View):
    """The same list as a file of comma-separated values."""

    def get(self, request):
        response = HttpResponse(content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = 'attachment; filename="citations.csv"'
        # By this mark spreadsheets know that the file is UTF-8.
        response.write("\ufeff")
        writer = csv.writer(response)
        writer.writerow([_("Code"), _("Chapter"), _("Kind"), _("Where"), _("Text"), _("Address")])
        for group in groups(code=request.GET.get("code", ""), kind=request.GET.get("kind", "")):
            for line in group.lines:
                found = line.citation
                row = [group.code, group.title, found.kind_name, found.title, found.text]
                writer.writerow([*map(_cell, row), request.build_absolute_uri(line.url)])
        return response


def _cell(value) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t") else text
