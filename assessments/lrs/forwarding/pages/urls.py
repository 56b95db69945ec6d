"""The addresses of forwarding, inside the Wagtail admin under record-store/forwarding/."""

from django.urls import path, re_path

from assessments.lrs.forwarding.pages import views

admin_urls = [
    path("", views.ForwardingPage.as_view(), name="forwarding"),
    path("add/", views.AddView.as_view(), name="forwarding_add"),
    path("<int:pk>/", views.EditView.as_view(), name="forwarding_edit"),
    path("<int:pk>/remove/", views.RemoveView.as_view(), name="forwarding_remove"),
    path("<int:pk>/again/", views.AgainView.as_view(), name="forwarding_again"),
    re_path(r"^(?P<pk>\d+)/(?P<act>pause|resume|now|try)/$", views.ActView.as_view(), name="forwarding_act"),
    re_path(
        r"^(?P<pk>\d+)/parked/(?P<act>again|settle|recall)/$",
        views.AllParkedView.as_view(),
        name="forwarding_parked_all",
    ),
    re_path(
        r"^parked/(?P<pk>\d+)/(?P<act>again|settle)/$", views.ParkedView.as_view(), name="forwarding_parked"
    ),
]
