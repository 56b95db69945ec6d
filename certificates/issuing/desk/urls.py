"""The addresses of the page "Certificates" of a cohort in the admin."""

from django.urls import path

from certificates.issuing.desk import files, views

desk_urls = [
    path("", views.CertificatesPage.as_view(), name="cohort_certificates"),
    path("start/", views.StartView.as_view(), name="cohort_certificates_start"),
    path("runs/<uuid:key>/<slug:act>/", views.RunView.as_view(), name="cohort_certificates_run"),
    path("people/<int:enrolment_pk>/", views.NamesView.as_view(), name="cohort_certificates_names"),
    path(
        "people/<int:enrolment_pk>/sample.<str:form>",
        files.SampleView.as_view(),
        name="cohort_certificates_sample",
    ),
    path("certificates.zip", files.ZipView.as_view(), name="cohort_certificates_zip"),
    path("print.pdf", files.PrintView.as_view(), name="cohort_certificates_print"),
]
