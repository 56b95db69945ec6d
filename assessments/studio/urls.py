"""The addresses of the studio, inside the Wagtail admin under scenarios/."""

from django.urls import path

from assessments.studio.editor import api, pages, pictures, review_api
from assessments.studio.translating.urls import urlpatterns as translating_urls
from assessments.studio.trying.views import TryPage

admin_urls = [
    path("", pages.IndexView.as_view(), name="studio_index"),
    path("new/", pages.NewView.as_view(), name="studio_new"),
    path("<uuid:key>/", pages.EditorPage.as_view(), name="studio_edit"),
    path("<uuid:key>/duplicate/", pages.DuplicateView.as_view(), name="studio_duplicate"),
    path("<uuid:key>/document/", api.DocumentView.as_view(), name="studio_document"),
    path("<uuid:key>/changes/", api.ChangesView.as_view(), name="studio_changes"),
    path("<uuid:key>/problems/", api.ProblemsView.as_view(), name="studio_problems"),
    path("<uuid:key>/snapshots/", api.SnapshotsView.as_view(), name="studio_snapshots"),
    path("<uuid:key>/restore/", api.RestoreView.as_view(), name="studio_restore"),
    path("<uuid:key>/compare/", pages.ComparePage.as_view(), name="studio_compare"),
    path("<uuid:key>/comments/", review_api.CommentsView.as_view(), name="studio_comments"),
    path("<uuid:key>/try/", TryPage.as_view(), name="studio_try"),
    path("<uuid:key>/pictures/", pictures.PicturesView.as_view(), name="studio_pictures"),
    path("<uuid:key>/publish/", pages.PublishPage.as_view(), name="studio_publish"),
    *translating_urls,
]
