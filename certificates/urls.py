"""The addresses of certificates: the file, the holder's pages, and what a stranger opens."""

from django.urls import path

from certificates.issuing import views as issuing_views
from certificates.verification import views as verification_views

download_urls = [
    path("<slug:code>.pdf", issuing_views.download, name="certificate_pdf"),
]
learner_urls = [
    path("", issuing_views.my_certificates, name="my_certificates"),
    path("<slug:code>/", issuing_views.certificate, name="certificate"),
]
verify_urls = [
    path("", verification_views.verify_form, name="verify_form"),
    path("<str:code>/", verification_views.verify, name="verify_localised"),
]
