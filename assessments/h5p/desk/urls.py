"""The addresses of H5P content, inside the Wagtail admin under h5p/."""

from django.urls import path

from assessments.h5p.desk import acts, credits, downloading, libraries, pages

admin_urls = [
    path("", pages.IndexPage.as_view(), name="h5p_index"),
    path("credits/", credits.CreditsPage.as_view(), name="h5p_credits"),
    path("credits/table.xlsx", credits.CreditsFile.as_view(), name="h5p_credits_file"),
    path("libraries/", libraries.LibrariesPage.as_view(), name="h5p_libraries"),
    path("libraries/<int:pk>/", libraries.LibraryPage.as_view(), name="h5p_library"),
    path("libraries/<int:pk>/remove/", libraries.RemoveView.as_view(), name="h5p_library_remove"),
    path("<uuid:key>/", pages.ContentView.as_view(), name="h5p_content"),
    path("<uuid:key>/compare/", pages.ComparePage.as_view(), name="h5p_compare"),
    path("<uuid:key>/<int:number>.h5p", downloading.DownloadView.as_view(), name="h5p_download"),
    path("<uuid:key>/archive/", acts.ArchiveView.as_view(), name="h5p_archive"),
    path("<uuid:key>/unarchive/", acts.UnarchiveView.as_view(), name="h5p_unarchive"),
    path("<uuid:key>/rename/", acts.RenameView.as_view(), name="h5p_rename"),
    path("<uuid:key>/restore/<int:number>/", acts.RestoreView.as_view(), name="h5p_restore"),
]
