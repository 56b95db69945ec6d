"""The addresses of course packages, inside the Wagtail admin under packages/."""

from django.urls import path

from assessments.packages.desk import acts, pages

admin_urls = [
    path("", pages.IndexPage.as_view(), name="packages_index"),
    path("<uuid:key>/", pages.PackageView.as_view(), name="packages_package"),
    path("<uuid:key>/try/<int:index>/", pages.TrialPage.as_view(), name="packages_trial"),
    path("<uuid:key>/archive/", acts.ArchiveView.as_view(), name="packages_archive"),
    path("<uuid:key>/unarchive/", acts.UnarchiveView.as_view(), name="packages_unarchive"),
    path("<uuid:key>/rename/", acts.RenameView.as_view(), name="packages_rename"),
]
