from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.views.reports.audit_logging import LogEntriesView

from cms.accounts.forms import NamesForm
from cms.accounts.naming import confirm_names as confirm


def staff_door(request):
    """Send to sign in whom Wagtail did not let into /admin/, and refuse who is signed in and has no business there.

    The sign-in page sends people who are signed in back to where they came from: that would go round without end.
    """
    if request.user.is_anonymous:
        return redirect_to_login(request.GET.get("next", ""))
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    # Wagtail has left its own word for this, which is not there in every language; the page says it in all.
    list(messages.get_messages(request))
    return render(request, "403.html", {"messages": ()}, status=403)


def site_history(request, **options):
    """Let superusers read the log of the whole site; it names people of every academy."""
    if not request.user.is_superuser:
        raise PermissionDenied
    return LogEntriesView.as_view(**options)(request)


@login_required
def confirm_names(request):
    """Let the holder check and confirm both spellings: they are what a certificate prints."""
    form = NamesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        confirm(user=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Thank you. Your certificates will carry your name in this spelling."))
        return redirect("dashboard")
    return render(request, "learning/confirm_names.html", {"form": form})
