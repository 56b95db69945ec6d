from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from assessments.h5p import auditing as h5p_log
from assessments.h5p.desk import hooks as h5p_hooks  # noqa: F401 - what it registers
from assessments.lrs.forwarding.pages.alarms import ForwardingAlarm
from assessments.lrs.forwarding.pages.urls import admin_urls as forwarding_urls
from assessments.lrs.keys.urls import admin_urls as keys_urls
from assessments.packages.desk import hooks as package_hooks  # noqa: F401 - what it registers
from assessments.studio.exchange.urls import urlpatterns as exchange_urls
from assessments.studio.urls import admin_urls
from assessments.uploads.taking import auditing as uploads_log
from assessments.uploads.taking.urls import admin_urls as uploads_urls


@hooks.register("register_admin_urls")
def studio_urls():
    return [path("scenarios/", include([*admin_urls, *exchange_urls]))]


class StudioMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.view_draft")


@hooks.register("register_admin_menu_item")
def studio_menu_item():
    return StudioMenuItem(_("Scenarios"), reverse("studio_index"), icon_name="form", order=120)


@hooks.register("register_log_actions")
def h5p_log_actions(actions):
    h5p_log.register(actions)


# Everything of the record store stands under one entry; it is shown to whom any of it is open.
record_store_menu = Menu(register_hook_name="register_record_store_menu_item")


@hooks.register("register_admin_menu_item")
def record_store_menu_item():
    return SubmenuMenuItem(
        _("Record store"), record_store_menu, name="record-store", icon_name="history", order=140
    )


class StatementsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.view_statement")


@hooks.register("register_record_store_menu_item")
def statements_menu_item():
    return StatementsMenuItem(_("Statements"), reverse("explorer_statements"), icon_name="list-ul", order=10)


@hooks.register("register_admin_urls")
def forwarding_addresses():
    return [path("record-store/forwarding/", include(forwarding_urls))]


class ForwardingMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.change_destination")


@hooks.register("register_record_store_menu_item")
def forwarding_menu_item():
    return ForwardingMenuItem(_("Forwarding"), reverse("forwarding"), icon_name="upload", order=30)


# After the doors of the start page are put in place (cms).
@hooks.register("construct_homepage_panels", order=10)
def forwarding_alarm(request, panels):
    if request.user.has_perm("assessments.change_destination"):
        panels.append(ForwardingAlarm())


@hooks.register("register_admin_urls")
def keys_addresses():
    return [path("record-store/keys/", include(keys_urls))]


class KeysMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.change_lrskey")


@hooks.register("register_record_store_menu_item")
def keys_menu_item():
    return KeysMenuItem(_("Keys"), reverse("keys"), icon_name="key", order=40)


# What comes from outside stands under one entry; rooms add to it by the hook "register_units_menu_item".
units_menu = Menu(register_hook_name="register_units_menu_item")


@hooks.register("register_admin_menu_item")
def units_menu_item():
    return SubmenuMenuItem(_("H5P and packages"), units_menu, name="units", icon_name="media", order=125)


@hooks.register("register_admin_urls")
def uploads_addresses():
    return [path("uploads/", include(uploads_urls))]


@hooks.register("register_log_actions")
def uploads_log_actions(actions):
    uploads_log.register(actions)


class UploadsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.add_upload")


@hooks.register("register_units_menu_item")
def uploads_menu_item():
    return UploadsMenuItem(
        pgettext_lazy("entry of a menu", "Upload"), reverse("uploads"), icon_name="upload", order=90
    )
