from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.site_summary import SiteSummaryPanel
from wagtail.snippets.models import register_snippet

from cms.accounts import hooks as account_hooks  # noqa: F401 - what it registers
from cms.accounts.bulk import AssignRole, Delete, SetActiveState
from cms.accounts.start import StartPanel
from cms.editing import hooks as editing_hooks  # noqa: F401 - what it registers
from cms.papers import hooks as paper_hooks  # noqa: F401 - what it registers
from cms.papers.commander_views import CommanderPage
from cms.reports import exporting as report_exporting
from cms.reports import views as reports
from cms.roster import hooks as roster_hooks  # noqa: F401 - what it registers
from cms.translation import hooks as translation_hooks  # noqa: F401 - what it registers
from cms.translation.viewsets import ReferenceGroup

register_snippet(ReferenceGroup)


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


# Wagtail registers actions of the same names; the later one counts.
hooks.register("register_bulk_action", AssignRole, order=10)
hooks.register("register_bulk_action", SetActiveState, order=10)
hooks.register("register_bulk_action", Delete, order=10)


@hooks.register("construct_homepage_panels")
def start_by_role(request, panels):
    # The doors say what a role can do; Wagtail's counts of pages and images say nothing to an administrator.
    panels[:] = [StartPanel(), *(panel for panel in panels if not isinstance(panel, SiteSummaryPanel))]


@hooks.register("register_admin_urls")
def commander_url():
    return [
        path("cohorts/<int:pk>/messages/commander/", CommanderPage.as_view(), name="cohort_commander"),
    ]


@hooks.register("register_admin_urls")
def report_urls():
    return [
        path("totals/", reports.ReportView.as_view(), name="totals"),
        path("totals/exports/", reports.ExportsView.as_view(), name="totals_exports"),
        path("totals/<str:format>/", reports.ReportFileView.as_view(), name="totals_file"),
    ]


@hooks.register("register_log_actions")
def report_log(actions):
    report_exporting.register(actions)


class TotalsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("courses.view_totals")


@hooks.register("register_admin_menu_item")
def totals_menu_item():
    return TotalsMenuItem(_("Training report"), reverse("totals"), icon_name="table", order=130)
