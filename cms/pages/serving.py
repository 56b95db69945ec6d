"""Pages under their language prefix: one look into the tree of pages, one query for the page itself."""

from dataclasses import dataclass
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from cms.models import HomePage, InformationPage, SheetIndexPage, SheetPage
from cms.pages import showing
from cms.sheets import views as sheets
from courses.content.models import CoursePage, LessonPage, ModulePage
from courses.content.stamp import Remembered
from courses.content.tree import Node, address, tree
from courses.learning import views as learning

# Who shows a page, given (request, page, language); `language` is the reader's, the page may be in another.
# A page that is not named here shows itself.
VIEWS = {
    HomePage: showing.home,
    InformationPage: showing.information,
    SheetIndexPage: sheets.index,
    SheetPage: sheets.sheet,
    CoursePage: learning.course,
    ModulePage: learning.module,
    LessonPage: learning.lesson,
}
MODELS = {model._meta.label_lower: model for model in VIEWS}


@dataclass(frozen=True)
class FoundPage:
    """The page to show for an address: in `language`, which is not the reader's where it is not translated.

    `path` is where it stands in that language; a reader who came by another path is sent there.
    """

    page: Page
    language: str
    path: str


def find_node(path: str, language: str) -> Node | None:
    """Return what stands under a path ("manual/m4/") for a reader of the language.

    The path can be the one the page has in any language: it is shown in the reader's, else in the first
    fallback. No query while nothing changes.
    """
    pages = tree()
    path = f"{path.strip('/')}/".lstrip("/")
    for other in (language, *pages.languages):
        node = pages.by_path.get((other, path))
        if node is not None:
            return pages.in_language(node.key, language) or node
    return None


def find_page(path: str, language: str) -> FoundPage | None:
    """Return the live page under a path for a reader of the language, None if there is none. One query."""
    node = find_node(path, language)
    if node is None:
        return None
    model = MODELS.get(node.model)
    if model is None:
        page = Page.objects.get(pk=node.pk).specific
    else:
        page = model.objects.select_related("locale", "content_type").get(pk=node.pk)
    return FoundPage(page=page, language=node.language, path=node.path)


@Remembered
def restrictions_exist() -> bool:
    return PageViewRestriction.objects.exists()


def serve(request, path=""):
    """Show the page under a path, in the reader's language or the first fallback that has it.

    The hooks `before_serve_page` and `on_serve_page` run as in wagtail.views.serve, so a page that an editor
    made private stays private.
    """
    language = get_language()
    found = find_page(path, language)
    if found is None:
        raise Http404
    if found.path != path:
        return redirect(address(found.path, language), permanent=False)
    return _show(request, found.page, _chain(language, VIEWS.get(type(found.page))))


def serve_sheet_file(request, path, size):
    """Send the information sheet under a path as a PDF file, in the reader's language or the first fallback."""
    language = get_language()
    found = find_page(path, language)
    if found is None or not isinstance(found.page, SheetPage):
        raise Http404
    return _show(request, found.page, _chain(language, partial(sheets.file, size=size)))


def _show(request, page, chain):
    request.is_preview = False
    for hook in hooks.get_hooks("before_serve_page"):
        response = hook(page, request, [], {})
        if isinstance(response, HttpResponse):
            return response
    return chain(page, request, [], {})


def _chain(language, view):
    def show(page, request, _args, _kwargs):
        return view(request, page, language) if view else page.serve(request)

    if not restrictions_exist():
        # Wagtail's own hook asks for the restrictions on every ancestor: two queries, for nothing.
        return show
    for hook in reversed(hooks.get_hooks("on_serve_page")):
        show = hook(show)
    return show
