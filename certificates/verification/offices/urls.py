"""The addresses of offices: the API itself, and the pages of their tokens in the Wagtail admin."""

from django.urls import path

from certificates.verification.offices import api, pages

api_urls = [path("v1/certificates/check", api.check, name="api_certificates_check")]
admin_urls = [
    path("", pages.TokensPage.as_view(), name="office_tokens"),
    path("add/", pages.AddView.as_view(), name="office_tokens_add"),
    path("<int:pk>/revoke/", pages.RevokeView.as_view(), name="office_tokens_revoke"),
]
