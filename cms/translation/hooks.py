"""What the translation board registers with the Wagtail admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from cms.translation.board.people import SEE
from cms.translation.board.urls import board_urls
from cms.translation.handoff.urls import handoff_urls


@hooks.register("register_admin_urls")
def board_addresses():
    return [path("translation/", include([*board_urls, *handoff_urls]))]


class BoardMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(SEE)


@hooks.register("register_admin_menu_item")
def board_menu_item():
    return BoardMenuItem(_("Translation board"), reverse("translation_board"), icon_name="globe", order=115)


@hooks.register("insert_editor_js")
def first_gap():
    # wagtail-localize's editor has no address for a string: the board's links are followed by this.
    return format_html('<script type="module" src="{}"></script>', static("js/first-gap.js"))
