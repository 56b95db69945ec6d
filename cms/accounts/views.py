from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.accounts.forms import NamesForm
from cms.accounts.naming import confirm_names as confirm


@login_required
def confirm_names(request):
    """Let the holder check and confirm both spellings: they are what a certificate prints."""
    form = NamesForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        confirm(user=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Thank you. Your certificates will carry your name in this spelling."))
        return redirect("dashboard")
    return render(request, "learning/confirm_names.html", {"form": form})
