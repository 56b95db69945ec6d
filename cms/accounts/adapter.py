from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class ClosedSignupAdapter(DefaultAccountAdapter):
    """Accounts are made by academies from their lists, never by visitors."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("The service number or the password is not right."),
        "too_many_login_attempts": _(
            "Wait a few minutes, then try again. If you have lost your password, ask your academy."
        ),
    }

    def is_open_for_signup(self, request):
        return False

    def get_login_stages(self):
        return [*super().get_login_stages(), "cms.accounts.entry.stages.OwnPasswordStage"]

    def respond_user_inactive(self, request, user):
        # Asked only for who has typed the right password: the other number is told to nobody else.
        if user.merged_into_id:
            return render(request, "account/merged.html", {"kept": user.merged_into}, status=403)
        return super().respond_user_inactive(request, user)

    def get_login_redirect_url(self, request):
        # After sign-in the person's own language counts, not the one the shared computer was left in.
        with translation.override(request.user.language):
            return reverse(settings.LOGIN_REDIRECT_URL)
