"""Where a person reads the own messages."""

from django.urls import path

from courses.messaging import views

learner_urls = [
    path("", views.my_messages, name="my_messages"),
    path("<uuid:key>/", views.my_message, name="my_message"),
]
