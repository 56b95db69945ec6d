"""The address of "Take out as…", inside the Wagtail admin under scenarios/."""

from django.urls import path

from assessments.packages.exporting.telling import as_written
from assessments.studio.exchange.takeout.views import TakeOutPage


def takeout_urls(fill=as_written) -> list:
    """Return the addresses, which a package above mounts with what it knows of countries.

    `fill(text, country=, language=)` puts a country's words into a text (tokens {{…}}).
    """
    return [
        path("<uuid:key>/take-out/", TakeOutPage.as_view(fill=staticmethod(fill)), name="studio_take_out")
    ]
