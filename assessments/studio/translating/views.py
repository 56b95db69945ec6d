"""The side-by-side page: what is shown, what is saved, what is reviewed."""

import re
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.admin import messages

from assessments.studio.drafting.changes import ChangesConflict, ChangesInvalid
from assessments.studio.drafting.document import digest
from assessments.studio.drafting.saving import save_changes
from assessments.studio.drafting.storing import read_document
from assessments.studio.editor.access import DraftPage
from assessments.studio.models import Draft
from assessments.studio.translating import accepting, posting
from assessments.studio.translating.presenting import Answers, TranslationSheet, can_write
from assessments.studio.translating.states import Place, source_language
from assessments.studio.translating.strings import page_strings

ANCHOR = re.compile(r"[\w-]{1,60}")
ACT_OF = {
    posting.REVIEW: accepting.mark_reviewed,
    posting.REVIEW_SCENE: accepting.mark_reviewed,
    posting.TRIVIAL: accepting.keep_reviewed,
    posting.DRAFT: accepting.back_to_draft,
}


class TranslationMixin:
    """Chooses the two languages of a view of a draft: ?from= and ?to=, or what the reader most likely wants."""

    permission_required = "assessments.view_draft"

    @property
    def target(self) -> str:
        wished = [self.request.GET.get("to", ""), get_language(), "ru", "en"]
        written_in = source_language(self.document)
        known = [code for code, _name in settings.LANGUAGES]
        if wished[0] in known:
            return wished[0]
        return next(code for code in [*wished, *known] if code in known and code != written_in)

    @property
    def source(self) -> str:
        wished = self.request.GET.get("from", "")
        return wished if wished in dict(settings.LANGUAGES) else source_language(self.document)

    @property
    def may_write(self) -> bool:
        return can_write(self.request.user, self.document, self.target)


class TranslatePage(TranslationMixin, DraftPage):
    """GET: every text in two languages. POST: the texts of one scene are saved, then the pressed button is carried out.

    Asked for JSON, POST answers {"done": [places], "left": {place: why}}.
    """

    template_name = "studio/translate.html"
    header_icon = "globe"

    @property
    def subject(self):
        return _("Translate")

    def get_context_data(self, answers: Answers | None = None, **kwargs):
        sheet = TranslationSheet(
            draft=self.draft,
            document=self.document,
            source=self.source,
            target=self.target,
            show=self.request.GET.get("show", ""),
            page=self._page(),
            answers=answers,
        )
        return super().get_context_data(
            sheet=sheet,
            may_write=self.may_write,
            all_languages=settings.LANGUAGES,
            page_config=self._config(),
            **kwargs,
        )

    def _page(self) -> int:
        number = self.request.GET.get("page", "")
        return int(number) if number.isdecimal() and len(number) < 6 else 1

    def _config(self) -> dict:
        key = self.scenario.key
        return {
            "language": self.target,
            "written_in": source_language(self.document),
            "may_write": self.may_write,
            "person": str(self.request.user.pk),
            "scenario": str(key),
            "urls": {
                "document": reverse("studio_document", args=[key]),
                "changes": reverse("studio_changes", args=[key]),
            },
            "strings": page_strings(),
        }

    def post(self, request, key):
        if not self.may_write:
            raise PermissionDenied
        try:
            posted = posting.read_posting(request.POST)
        except posting.PostingInvalid as error:
            raise BadRequest("This form was not made by the page.") from error
        try:
            self._save(posted)
        except ChangesConflict as error:
            return self._ask_again(posted, theirs=error.conflicts)
        except ChangesInvalid as error:
            return self._ask_again(posted, faults=error.faults)
        outcome = self._act(posted)
        if request.accepts("text/html"):
            return self._back(request, outcome)
        return JsonResponse(
            {
                "done": [place.name for place in outcome.done],
                "left": {place.name: why for place, why in outcome.left.items()},
                "states": read_document(Draft.objects.get(pk=self.draft.pk))["states"].get(self.target, {}),
            }
        )

    def _save(self, posted: posting.Posting) -> None:
        if changes := posted.changes(self.target):
            save_changes(
                draft=self.draft, key=posted.key, changes=changes, by=self.request.user, at=timezone.now()
            )

    def _act(self, posted: posting.Posting) -> accepting.Outcome:
        if posted.act == posting.SAVE or self.target == source_language(self.document):
            return accepting.Outcome()
        if posted.act == posting.TRIVIAL:
            seen = {place: posted.source_digests[place] for place in posted.places}
        else:
            seen = {place: digest(posted.texts[place]) for place in posted.places}
        return ACT_OF[posted.act](
            draft=self.draft, language=self.target, seen=seen, by=self.request.user, at=timezone.now()
        )

    def _back(self, request, outcome: accepting.Outcome):
        if outcome.left:
            messages.warning(request, page_strings()["left"])
        else:
            messages.success(request, _("Saved."))
        chosen = {name: request.GET[name] for name in ("from", "to", "show", "page") if name in request.GET}
        anchor = request.POST.get("anchor", "")
        address = f"{request.path}?{urlencode(chosen)}"
        return HttpResponseRedirect(f"{address}#{quote(anchor)}" if ANCHOR.fullmatch(anchor) else address)

    def _ask_again(self, posted: posting.Posting, theirs=(), faults=()):
        messages.error(self.request, _("Nothing was saved: see what is said below the texts."))
        answers = Answers(
            texts={place: text for place, text in posted.texts.items() if text != posted.old[place]},
            errors={Place(*fault.path[2:]): fault.message for fault in faults if fault.path},
            theirs={Place(*each.path[2:]): each.theirs or "" for each in theirs},
        )
        status = 409 if theirs else 422
        return self.render_to_response(self.get_context_data(answers=answers), status=status)
