from django.urls import path

from cms.editing import checks, citations, countries

urlpatterns = [
    path("citations/", citations.CitationsView.as_view(), name="citations"),
    path("citations/citations.csv", citations.CitationsFile.as_view(), name="citations_file"),
    path("content-checks/", checks.ChecksView.as_view(), name="content_checks"),
    path("countries/", countries.CountriesView.as_view(), name="countries"),
    path("countries/<int:pk>/confirm/", countries.ConfirmView.as_view(), name="country_confirm"),
]
