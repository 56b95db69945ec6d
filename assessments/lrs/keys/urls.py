"""The addresses of keys, inside the Wagtail admin under record-store/keys/."""

from django.urls import path

from assessments.lrs.keys import views

admin_urls = [
    path("", views.KeysPage.as_view(), name="keys"),
    path("add/", views.AddView.as_view(), name="keys_add"),
    path("<int:pk>/revoke/", views.RevokeView.as_view(), name="keys_revoke"),
]
