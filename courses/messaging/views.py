from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from courses.messaging.inbox import inbox, open_message

A_PAGE = 20


@login_required
@require_safe
def my_messages(request):
    """List what the person was written, newest first."""
    page = Paginator(inbox(request.user), A_PAGE).get_page(request.GET.get("page"))
    return render(request, "messaging/list.html", {"page": page})


@login_required
@require_safe
def my_message(request, key):
    """Show one message to who got it, and note that it was opened; to anybody else there is none (404)."""
    copy = get_object_or_404(inbox(request.user), message__key=key)
    was_unread = copy.read_at is None
    if request.method == "GET":
        open_message(copy=copy, at=timezone.now())
    return render(request, "messaging/message.html", {"copy": copy, "was_unread": was_unread})
