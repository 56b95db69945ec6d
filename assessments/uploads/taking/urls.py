"""The addresses of uploads, inside the Wagtail admin under uploads/."""

from django.urls import path

from assessments.uploads.taking import views

admin_urls = [
    path("", views.UploadsPage.as_view(), name="uploads"),
    path("new/", views.receive_view, name="upload_receive"),
    path("<uuid:key>/", views.UploadPage.as_view(), name="upload"),
    path("<uuid:key>/check/", views.CheckView.as_view(), name="upload_check"),
    path("<uuid:key>/store/", views.StoreView.as_view(), name="upload_store"),
    path("<uuid:key>/discard/", views.DiscardView.as_view(), name="upload_discard"),
]
