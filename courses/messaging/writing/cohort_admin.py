"""Messages of a cohort in the Wagtail admin: what was sent, and writing a new one."""

from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin import messages

from courses.cohorts.pages import CohortView
from courses.messaging.rights import may_write
from courses.messaging.sending import send
from courses.messaging.writing.forms import MessageForm
from courses.messaging.writing.outbox import sent_to
from courses.messaging.writing.ready import BY_CODE


class MessagesPage(CohortView):
    """What was sent to the people of the cohort."""

    permission_required = "courses.add_message"
    template_name = "messaging/sent.html"
    tab = "cohort_messages"

    def get_context_data(self, **kwargs):
        may = may_write(self.request.user, self.cohort)
        return super().get_context_data(sent=sent_to(self.cohort), may_write=may, **kwargs)


class WritersPage(CohortView):
    """A page for who may write to the people of the cohort."""

    permission_required = "courses.add_message"
    tab = "cohort_messages"

    def dispatch(self, request, *args, **kwargs):
        # `cohort` says first whether there is such a cohort for this person at all.
        if self.has_permission() and not may_write(request.user, self.cohort):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class NewMessagePage(WritersPage):
    """Write a message, look at it in every language in which it is read, and send exactly what was shown."""

    template_name = "messaging/new.html"

    def get_context_data(self, form=None, draft=None, **kwargs):
        form = form or MessageForm(cohort=self.cohort, ticked=_ticked(self.request))
        ready = BY_CODE.get(draft.template) if draft else None
        return super().get_context_data(form=form, draft=draft, ready=ready, **kwargs)

    def post(self, request, pk):
        form = MessageForm(request.POST, cohort=self.cohort)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        draft = form.draft
        if request.POST.get("act") != "send" or form.cleaned_data["shown"] != draft.digest:
            # Each look at a message has a key of its own: who goes back and changes it sends another one.
            form.data = form.data.copy()
            form.data["shown"], form.data["key"] = draft.digest, str(uuid4())
            return self.render_to_response(self.get_context_data(form=form, draft=draft))
        send(
            cohort=self.cohort,
            draft=draft,
            key=form.cleaned_data["key"],
            by=request.user,
            at=timezone.now(),
        )
        count = len(draft.copies)
        told = ngettext(
            "The message went to %(count)d person.", "The message went to %(count)d people.", count
        )
        messages.success(request, told % {"count": count})
        return redirect("cohort_messages", pk=pk)


def _ticked(request) -> list[int]:
    """Return the enrolments that ?to=1,2 names."""
    return [int(pk) for pk in request.GET.get("to", "").split(",") if pk.strip().isdecimal()]
