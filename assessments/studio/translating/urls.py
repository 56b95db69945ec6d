"""The addresses of the translation, inside the Wagtail admin under scenarios/."""

from django.urls import path

from assessments.studio.translating import views
from assessments.studio.translating.handoff import views as handoff

urlpatterns = [
    path("<uuid:key>/translate/", views.TranslatePage.as_view(), name="studio_translate"),
    path("<uuid:key>/handoff/", handoff.HandoffPage.as_view(), name="studio_handoff"),
    path("<uuid:key>/handoff/file/", handoff.HandoffExport.as_view(), name="studio_handoff_export"),
    path("<uuid:key>/handoff/apply/", handoff.HandoffApply.as_view(), name="studio_handoff_apply"),
    path("<uuid:key>/handoff/undo/", handoff.HandoffUndo.as_view(), name="studio_handoff_undo"),
]
