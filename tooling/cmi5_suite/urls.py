"""The site, and what the suite asks of an LMS."""

from django.urls import path

from cms.urls import urlpatterns as site
from tooling.cmi5_suite import views

urlpatterns = [
    path("suite/packages/", views.import_package),
    path("suite/packages/<uuid:key>/", views.put_away),
    path("suite/packages/<uuid:key>/launch/", views.launch),
    path("suite/registrations/<uuid:key>/waive/", views.waive),
    path("suite/sessions/<uuid:key>/abandon/", views.abandon),
    *site,
]
