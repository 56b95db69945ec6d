"""What stands between a PIN and being signed in."""

from allauth.account import internal  # noqa: F401 - without it the stages import each other in a circle
from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils import translation


class OwnPasswordStage(LoginStage):
    """Who came with a PIN chooses a password first. Until then nobody is signed in: no page need ask for it."""

    key = "choose_password"
    urlname = "choose_password"

    def handle(self):
        if digest := getattr(self.login.user, "pin_digest", ""):
            self.state["digest"] = digest
        if "digest" not in self.state:
            return None, True
        with translation.override(self.login.user.language):
            return HttpResponseRedirect(reverse(self.urlname)), True

    @property
    def digest(self) -> str:
        """The fingerprint of the PIN that was typed: a newer one does not count."""
        return self.state["digest"]


def unfinished(request) -> OwnPasswordStage | None:
    """Return the sign-in that waits for a password in this browser."""
    return LoginStageController.enter(request, OwnPasswordStage.key)
