"""What the desk of registrations adds to the admin: its addresses, and a link from the page of a package."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from assessments.packages.models import Package
from courses.learning.packages import auditing
from courses.learning.packages.desk import pages

admin_urls = [
    path("people/", pages.PeoplePage.as_view(), name="packages_people"),
    path("people/<uuid:registration>/", pages.PersonPage.as_view(), name="packages_person"),
    path("people/<uuid:registration>/waive/<int:index>/", pages.WaiveView.as_view(), name="packages_waive"),
    path(
        "people/<uuid:registration>/end/<uuid:session>/", pages.EndView.as_view(), name="packages_end_session"
    ),
]


@hooks.register("register_admin_urls")
def registration_addresses():
    return [path("packages/<uuid:key>/", include(admin_urls))]


@hooks.register("register_log_actions")
def registration_log_actions(actions):
    auditing.register(actions)


@hooks.register("panah_package_links")
def people_link(package, user):
    """Lead from a cmi5 course to its people."""
    if package.standard != Package.Standard.CMI5 or not user.has_perm(pages.PEOPLE):
        return []
    return [{"url": reverse("packages_people", args=[package.key]), "label": _("People: who stands where")}]
