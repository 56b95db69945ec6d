"""The yardstick: the same server, database, session and compression, and nothing else to do.

Its one page asks who is signed in and sends as many bytes of text as a lesson has. What a lesson costs more than this
is what Panah does; the ratio of the two holds on any machine.
"""

from django.http import HttpResponse
from django.urls import path

from cms.settings import *  # noqa: F403 - the site's own settings, with another table of addresses

ROOT_URLCONF = "benchmarks.bare"
TEXT = "Никого нельзя отправлять туда, где его жизни или свободе угрожает опасность. " * 120


def page(request, **_arguments):
    return HttpResponse(f"<!doctype html><title>{request.user.get_username()}</title><p>{TEXT}")


urlpatterns = [path("<path:path>", page)]
