"""A seminar of one day: what somebody can walk from the first lesson to the certificate in a test."""

from assessments.xapi.keys import stable_key
from courses.cohorts.models import Cohort
from courses.content.models import Route


def begin() -> None:
    """Let the demo cohort of the Manual take module M4 only."""
    keys = [str(stable_key("module", "m4"))]
    route, _created = Route.objects.get_or_create(
        code="seminar", defaults={"module_keys": keys, "position": 9}
    )
    route.translations.update_or_create(language_code="en", defaults={"title": "Seminar of one day"})
    Cohort.objects.filter(key=stable_key("cohort", "demo-manual")).update(route=route)
