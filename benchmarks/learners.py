"""Make learners with a session each in the site of the environment; print their session cookies as JSON."""

import json
import sys

import django

django.setup()

# Django has to be set up before its models are imported.
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from cms.accounts.models import User  # noqa: E402
from courses.cohorts.enrolling import enrol  # noqa: E402
from courses.cohorts.models import Cohort  # noqa: E402


def main(count: int) -> None:
    cohort = Cohort.objects.get(title="Demo cohort: the Manual")
    cookies = []
    for number in range(count):
        user = User(
            username=f"bench-{number}", name_native="Айгүл", name_latin="Aigul", language="ru", country="KZ"
        )
        user.set_unusable_password()
        user.save()
        enrol(cohort=cohort, user=user)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.save()
        cookies.append(session.session_key)
    json.dump(cookies, sys.stdout)


if __name__ == "__main__":
    main(int(sys.argv[1]))
