"""What the desk registers with the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.admin_url_finder import ModelAdminURLFinder, register_admin_url_finder
from wagtail.admin.menu import MenuItem

from assessments.packages import auditing
from assessments.packages.desk.access import VIEW
from assessments.packages.desk.urls import admin_urls
from assessments.packages.models import Package


@hooks.register("register_admin_urls")
def package_addresses():
    return [path("packages/", include(admin_urls))]


@hooks.register("register_log_actions")
def package_log_actions(actions):
    auditing.register(actions)


class PackagesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm(VIEW)


@hooks.register("register_units_menu_item")
def packages_menu_item():
    return PackagesMenuItem(_("Course packages"), reverse("packages_index"), icon_name="doc-full", order=20)


class PackageURLFinder(ModelAdminURLFinder):
    def construct_edit_url(self, instance):
        return reverse("packages_package", args=[instance.key])


# Where a chosen package leads to.
register_admin_url_finder(Package, PackageURLFinder)
