"""The addresses of the translation board, inside the Wagtail admin under translation/."""

from django.urls import path

from cms.translation.board import views

board_urls = [
    path("", views.BoardView.as_view(), name="translation_board"),
    path("<slug:kind>/<uuid:key>/", views.RowView.as_view(), name="translation_row"),
    path("<slug:kind>/<uuid:key>/act/", views.ActView.as_view(), name="translation_act"),
]
