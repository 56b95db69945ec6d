"""The addresses of certificates: the file, the holder's pages, and what a stranger opens."""

from django.urls import path

from certificates.cascade import views as cascade_views
from certificates.issuing import views as issuing_views
from certificates.verification import views as verification_views

download_urls = [
    path("<slug:code>.pdf", issuing_views.download, name="certificate_pdf"),
]
learner_urls = [
    path("", issuing_views.my_certificates, name="my_certificates"),
    path("<slug:code>/", issuing_views.certificate, name="certificate"),
]
onward_urls = [
    path("", cascade_views.my_groups, name="my_onward"),
    path("new/", cascade_views.add_group, name="onward_add"),
    path("<uuid:key>/", cascade_views.edit_group, name="onward_edit"),
    path("<uuid:key>/withdraw/", cascade_views.withdraw, name="onward_withdraw"),
    path("<uuid:key>/restore/", cascade_views.restore, name="onward_restore"),
]
verify_urls = [
    path("", verification_views.verify_form, name="verify_form"),
    path("<str:code>/", verification_views.verify, name="verify_localised"),
]
