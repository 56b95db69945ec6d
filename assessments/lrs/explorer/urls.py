"""The addresses of the explorer, inside the Wagtail admin under record-store/."""

from django.urls import path

from assessments.lrs.explorer import files, views
from assessments.lrs.explorer.surroundings import Surroundings


def explorer_urls(surroundings: Surroundings | None = None) -> list:
    """Return the addresses, which a package above mounts with what it knows of people and cohorts."""
    known = {"surroundings": surroundings or Surroundings()}
    one = "statements/<uuid:statement_id>/"
    return [
        path("statements/", views.StatementsView.as_view(**known), name="explorer_statements"),
        path(one, views.StatementView.as_view(**known), name="explorer_statement"),
        path(f"{one}json/", files.StatementJsonView.as_view(**known), name="explorer_json"),
        path(
            f"{one}attachments/<int:attachment>/",
            files.AttachmentView.as_view(**known),
            name="explorer_attachment",
        ),
        path(
            "registrations/<uuid:registration>/",
            views.RegistrationView.as_view(**known),
            name="explorer_registration",
        ),
        path("learners/<uuid:actor_key>/", views.LearnerView.as_view(**known), name="explorer_learner"),
    ]
