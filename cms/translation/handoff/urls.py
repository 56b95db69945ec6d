"""The addresses of the hand-off, inside the Wagtail admin under translation/."""

from django.urls import path

from cms.translation.handoff import views

handoff_urls = [
    path("<slug:kind>/<uuid:key>/handoff/", views.HandoffPage.as_view(), name="translation_handoff"),
    path(
        "<slug:kind>/<uuid:key>/handoff/file/", views.HandoffFile.as_view(), name="translation_handoff_file"
    ),
]
