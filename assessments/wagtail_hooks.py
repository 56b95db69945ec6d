from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from assessments.lrs.forwarding.pages.alarms import ForwardingAlarm
from assessments.lrs.forwarding.pages.urls import admin_urls as forwarding_urls
from assessments.lrs.keys.urls import admin_urls as keys_urls
from assessments.studio.exchange.urls import urlpatterns as exchange_urls
from assessments.studio.urls import admin_urls


@hooks.register("register_admin_urls")
def studio_urls():
    return [path("scenarios/", include([*admin_urls, *exchange_urls]))]


class StudioMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("assessments.view_draft")


@hooks.register("register_admin_menu_item")
def studio_menu_item():
    return StudioMenuItem(_("Scenarios"), reverse("studio_index"), icon_name="form", order=120)


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
