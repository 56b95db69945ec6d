"""What the accounts register in the admin."""

from django.urls import path
from wagtail import hooks

from cms.accounts import erasing, erasing_admin, moving, person_admin
from cms.accounts.entry import slip_admin, slips
from cms.accounts.merging import accounts as merging
from cms.accounts.merging import pages as merging_pages


@hooks.register("register_log_actions")
def account_log(actions):
    slips.register(actions)
    moving.register(actions)
    erasing.register(actions)
    merging.register(actions)


@hooks.register("register_admin_urls")
def account_urls():
    return [
        path("cohorts/<int:pk>/slips/", slip_admin.SlipsView.as_view(), name="cohort_slips"),
        path("people/<int:pk>/pin/", slip_admin.PinView.as_view(), name="person_pin"),
        path("people/<int:pk>/slip/", slip_admin.PinSlipView.as_view(), name="person_slip"),
        path("people/<int:pk>/record/", person_admin.RecordPage.as_view(), name="person_record"),
        path("people/<int:pk>/transfer/", person_admin.TransferPage.as_view(), name="person_transfer"),
        path("people/<int:pk>/erase/", erasing_admin.ErasePage.as_view(), name="person_erase"),
        path("people/merges/", merging_pages.MergesPage.as_view(), name="person_merges"),
        path("people/merge/", merging_pages.MergePage.as_view(), name="person_merge"),
        path("people/merges/<int:pk>/undo/", merging_pages.UndoPage.as_view(), name="person_merge_undo"),
    ]


@hooks.register("construct_reports_menu")
def no_log_of_the_whole_site(request, menu_items):
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "site-history"]
