"""The translation board: every text in every language, what is below one line, and what people decide there."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import BadRequest
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from cms.translation.board import posting
from cms.translation.board.items import START, items_of, total_of
from cms.translation.board.people import ACT, SEE, translators
from cms.translation.board.references import REFERENCES
from cms.translation.board.rows import (
    KINDS,
    LANGUAGES,
    SCENARIOS,
    WHOLE,
    Filters,
    Row,
    board_rows,
    find_row,
    texts_of,
)
from cms.translation.board.states import NAMES, STATES
from cms.translation.board.terms import TermUse, terms_used
from cms.translation.board.texts import read_texts

TITLE = gettext_lazy("Translation board")


class BoardMixin(PermissionRequiredMixin):
    permission_required = SEE
    raise_exception = True

    @cached_property
    def language(self) -> str:
        """The language that is asked for, "" for all."""
        wished = self.request.GET.get("language", "")
        return wished if wished in LANGUAGES else ""

    @property
    def shown(self) -> str:
        """The language a small screen shows: the one asked for, else the person's own, else the second of the site."""
        own = self.request.user.language
        return self.language or (own if own in LANGUAGES and own != settings.LANGUAGE_CODE else LANGUAGES[1])

    @property
    def languages(self) -> list[dict]:
        return [{"code": code, "name": get_language_info(code)["name_local"]} for code in LANGUAGES]


class BoardView(BoardMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET ?language=&state=&kind=&mine=1: the lines that fit."""

    template_name = "panah_admin/translation/board.html"
    page_title = TITLE
    header_icon = "globe"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": TITLE}]

    def get_context_data(self, **kwargs):
        given = self.request.GET
        filters = Filters(
            language=self.language,
            state=given.get("state", "") if given.get("state") in STATES else "",
            kind=given.get("kind", "") if given.get("kind") in KINDS else "",
            person=self.request.user.pk if given.get("mine") else None,
        )
        rows = [row for row in board_rows() if filters.take(row)]
        return super().get_context_data(
            groups=_groups(rows),
            filters=filters,
            shown=self.shown,
            languages=self.languages,
            states=[(state, NAMES[state]) for state in STATES],
            kinds=KINDS.items(),
            **kwargs,
        )


class RowView(BoardMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET ?language=: what is below one line, in one language."""

    template_name = "panah_admin/translation/row.html"
    header_icon = "globe"

    @cached_property
    def row(self) -> Row:
        found = find_row(self.kwargs["kind"], self.kwargs["key"])
        if found is None:
            raise Http404
        return found

    def get_page_title(self):
        return f"{self.row.code} {self.row.title}".strip()

    def get_breadcrumbs_items(self):
        board = {"url": reverse("translation_board"), "label": TITLE}
        return [*self.breadcrumbs_items, board, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs):
        items = items_of(self.row.kind, self.row.key, self.shown)
        reference = REFERENCES.get(self.row.kind)
        people = translators()
        names = {person.pk: str(person) for person in people}
        assigned = self.row.people.get(self.shown, frozenset())
        has_pages = any(item.key for item in items)
        return super().get_context_data(
            row=self.row,
            cell=self.row.cell(self.shown),
            lines=[(item, names.get(item.person, "")) for item in items],
            totals=total_of(items),
            shown=self.shown,
            languages=[language | {"cell": self.row.cell(language["code"])} for language in self.languages],
            people=people,
            assigned=", ".join(names[pk] for pk in assigned if pk in names),
            may_open=reference is None or reference.may_be_changed_by(self.request.user),
            may_act=self.request.user.has_perm(ACT),
            has_pages=has_pages,
            terms=self._terms() if has_pages and self.request.GET.get("terms") else None,
            can_confirm=self.row.kind == SCENARIOS or has_pages,
            **kwargs,
        )

    def _terms(self) -> list[TermUse]:
        return terms_used(texts_of(self.row.kind, self.row.key, read_texts()), self.shown)


class ActView(BoardMixin, View):
    """POST `do` ("review:<page>", "valid:" for the whole line …), `language`, `everywhere`, `to`: it is carried out."""

    permission_required = ACT
    http_method_names = ["post"]

    def post(self, request, kind: str, key: UUID):
        try:
            posted = posting.read_posting(request.POST, kind=kind, key=key)
        except posting.PostingInvalid as error:
            raise BadRequest("This form was not made by the page.") from error
        outcome = posting.carry_out(posted, by=request.user)
        _tell(request, posted, outcome)
        address = reverse("translation_row", args=[kind, key])
        return redirect(f"{address}?language={posted.language}")


def _tell(request, posted: posting.Posting, outcome: posting.Told) -> None:
    if posted.act == START and outcome.titles:
        told = _("These pages were begun as drafts; nobody sees them before they are published: %(pages)s")
        messages.success(request, told % {"pages": ", ".join(outcome.titles)})
    elif outcome.done:
        messages.success(request, _("Done for texts: %(count)s.") % {"count": outcome.done})
    if not outcome.done:
        messages.warning(request, _("Nothing was changed: there is no text to which this applies."))


def _groups(rows: list[Row]) -> list[tuple]:
    """Return [(name of the kind, its lines)]; kinds of one line stand together."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault("" if row.kind in WHOLE else row.kind, []).append(row)
    return [
        (KINDS[kind] if kind else _("Pages, sheets and reference"), lines) for kind, lines in found.items()
    ]
