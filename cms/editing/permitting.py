"""Who may look at the pages for editors: everybody who may change pages."""

from django.contrib.auth.mixins import UserPassesTestMixin
from wagtail.permissions import page_permission_policy


def edits_pages(user) -> bool:
    return page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})


class EditorsOnly(UserPassesTestMixin):
    raise_exception = True

    def test_func(self):
        return edits_pages(self.request.user)
