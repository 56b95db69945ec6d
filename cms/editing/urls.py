from django.urls import path

from cms.editing import checks, countries

urlpatterns = [
    path("content-checks/", checks.ChecksView.as_view(), name="content_checks"),
    path("countries/", countries.CountriesView.as_view(), name="countries"),
    path("countries/<int:pk>/confirm/", countries.ConfirmView.as_view(), name="country_confirm"),
]
