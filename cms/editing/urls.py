from django.urls import path

from cms.editing import countries

urlpatterns = [
    path("countries/", countries.CountriesView.as_view(), name="countries"),
    path("countries/<int:pk>/confirm/", countries.ConfirmView.as_view(), name="country_confirm"),
]
