"""What the desk registers with the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.menu import MenuItem

from assessments.h5p.desk.access import VIEW
from assessments.h5p.desk.libraries import SEE
from assessments.h5p.desk.urls import admin_urls
from assessments.h5p.models import H5PContent, Library


@hooks.register("register_admin_urls")
def h5p_addresses():
    return [path("h5p/", include(admin_urls))]


class ContentMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(VIEW)


@hooks.register("register_units_menu_item")
def content_menu_item():
    return ContentMenuItem(_("H5P content"), reverse("h5p_index"), icon_name="media", order=10)


class LibrariesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(SEE)


@hooks.register("register_units_menu_item")
def libraries_menu_item():
    return LibrariesMenuItem(_("H5P libraries"), reverse("h5p_libraries"), icon_name="cogs", order=80)


class ContentURLFinder(ModelAdminURLFinder):
    def construct_edit_url(self, instance):
        return reverse("h5p_content", args=[instance.key])


class LibraryURLFinder(ModelAdminURLFinder):
    edit_url_name = "h5p_library"


# Where the log of the site and a chosen content lead to.
register_admin_url_finder(H5PContent, ContentURLFinder)
register_admin_url_finder(Library, LibraryURLFinder)
