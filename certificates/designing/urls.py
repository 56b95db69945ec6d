"""Addresses of the designs, below /admin/certificate-templates/."""

from django.urls import path

from certificates.designing import version_views as versions
from certificates.designing import views

designing_urls = [
    path("", views.DesignsPage.as_view(), name="designs"),
    path("new/", views.NewPage.as_view(), name="design_new"),
    path("<int:pk>/", views.DesignEditor.as_view(), name="design"),
    path("<int:pk>/preview/", versions.PreviewView.as_view(), name="design_preview"),
    path("<int:pk>/picture/<slug:language>/", versions.DraftPicture.as_view(), name="design_picture"),
    path("<int:pk>/images/<slug:sha256>.png", versions.ImageView.as_view(), name="design_image"),
    path("<int:pk>/copy/", views.CopyView.as_view(), name="design_copy"),
    path("<int:pk>/publish/", versions.PublishView.as_view(), name="design_publish"),
    path("<int:pk>/archive/", versions.ArchiveView.as_view(), name="design_archive"),
    path("<int:pk>/unarchive/", versions.UnarchiveView.as_view(), name="design_unarchive"),
    path("<int:pk>/versions/", versions.VersionsPage.as_view(), name="design_versions"),
    path("<int:pk>/versions/<int:number>/", versions.VersionPage.as_view(), name="design_version"),
    path("<int:pk>/versions/<int:number>/restore/", versions.RestoreView.as_view(), name="design_restore"),
    path(
        "<int:pk>/versions/<int:number>/picture/<slug:language>/",
        versions.VersionPicture.as_view(),
        name="design_version_picture",
    ),
]
