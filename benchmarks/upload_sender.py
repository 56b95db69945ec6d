"""Make an administrator with a session in the site of the environment; print the session's cookie."""

import django

django.setup()

# Django has to be set up before its models are imported.
from django.conf import settings  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from cms.accounts import roles  # noqa: E402
from tests.factories.people import make_person  # noqa: E402


def main() -> None:
    person = make_person(username="bench-sender", role=roles.ADMINISTRATOR)
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    print(session.session_key)


if __name__ == "__main__":
    main()
