"""The first sign-in: with number and PIN from a slip, then an own password, then the names."""

from allauth.account.views import LoginView
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from cms.accounts.entry.stages import unfinished
from cms.accounts.forms import OwnPasswordForm
from cms.accounts.pins import PinIsSpent, choose_password


class _FirstSignInView(LoginView):
    """The sign-in form as the square on a slip opens it. Whose sign-in was left unfinished here does not matter."""

    template_name = "account/first.html"

    def _redirect_to_pending_stage(self, request, stage):
        return None


_sign_in = _FirstSignInView.as_view()


@never_cache
def first_sign_in(request):
    """Show the form; to who comes to a device on which somebody else is signed in, show that instead."""
    if request.user.is_authenticated:
        return render(request, "account/first_other.html")
    return _sign_in(request)


@never_cache
@sensitive_post_parameters("password", "again")
def choose_own_password(request):
    """Let who came with a PIN choose a password; then the person is signed in and goes on to confirm the names."""
    stage = unfinished(request)
    if stage is None:
        return redirect("account_login")
    if "leave" in request.POST:
        return stage.abort()
    user = stage.login.user
    form = OwnPasswordForm(request.POST or None, user=user)
    if request.method != "POST" or not form.is_valid():
        return render(request, "account/choose_password.html", {"form": form, "person": user})
    try:
        choose_password(
            user=user, digest=stage.digest, password=form.cleaned_data["password"], at=timezone.now()
        )
    except PinIsSpent:
        messages.error(request, _("This PIN is no longer valid. Ask your lecturer for a new one."))
        return stage.abort()
    if not user.names_are_confirmed:
        with translation.override(user.language):
            stage.login.redirect_url = reverse("confirm_names")
    return stage.exit()
