"""The addresses of the classroom, inside the Wagtail admin under scenarios/."""

from django.urls import path

from assessments.classroom import views


def classroom_urls(fill=views.as_written) -> list:
    """Return the addresses, which a package above mounts with what it knows of countries.

    `fill(value, country=, language=)` puts a country's words into a text or a
    dataclass of texts (tokens {{…}}).
    """
    run = "<uuid:key>/classroom/<uuid:run>/"
    return [
        path("<uuid:key>/classroom/", views.ClassroomPage.as_view(), name="classroom"),
        path("<uuid:key>/classroom/cards/", views.CardsView.as_view(fill=fill), name="classroom_cards"),
        path(run, views.ProjectorView.as_view(fill=fill), name="classroom_projector"),
        path(f"{run}act/", views.ActView.as_view(), name="classroom_act"),
        path(f"{run}notes/", views.NotesView.as_view(fill=fill), name="classroom_notes"),
        path(f"{run}notes/all/", views.AllNotesView.as_view(fill=fill), name="classroom_all_notes"),
        path(f"{run}state/", views.StateView.as_view(), name="classroom_state"),
    ]
