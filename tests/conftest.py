"""The cast, the curriculum, and a site that runs: what every test can call on."""

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.core.management import call_command
from django.utils import translation

from assessments.xapi.keys import stable_key
from certificates.designs.loading import load_designs
from cms.accounts import roles
from courses.content.models import CoursePage
from courses.content.outline import course_outlines
from courses.content.stamp import Remembered
from tests.factories.people import make_person

# Each test's client has a handler of its own; it would look through all static files before its first request.
settings.WHITENOISE_AUTOREFRESH = True

# {remembered function: (stamp, results)} of the curriculum as it was loaded.
LOADED: dict[Remembered, tuple] = {}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Load roles and the curriculum once; each test rolls back to it. Transactional tests run after all others."""
    with django_db_blocker.unblock():
        roles.sync_roles()
        if not CoursePage.objects.exists():  # with --reuse-db it is there from the last run
            call_command("load_curriculum", verbosity=0)
        load_designs(report=print, at=datetime(2026, 1, 1, tzinfo=UTC))
        for language, _name in settings.LANGUAGES:
            course_outlines(language)
        LOADED.update({remembered: remembered.kept for remembered in Remembered.every if remembered.kept})


@pytest.fixture(autouse=True)
def remembering():
    """Begin each test with the outlines of the curriculum as it was loaded, and nothing else remembered."""
    for remembered in Remembered.every:
        stamp, results = LOADED.get(remembered, (None, None))
        # A copy: what a test changes behind the back of the stamp is its own.
        remembered.kept = (stamp, dict(results)) if stamp else None


@pytest.fixture(autouse=True)
def english():
    """Begin each test in English: the language a request was answered in stays active in its thread."""
    translation.activate("en")
    yield
    translation.activate("en")


@pytest.fixture
def manual_key():
    return stable_key("course", "manual")


@pytest.fixture
def code_key():
    return stable_key("course", "code")


@pytest.fixture
def trainee(db):
    return make_person(username="k-1001", role=roles.TRAINEE, language="ru")


@pytest.fixture
def other_trainee(db):
    return make_person(
        username="k-1002",
        role=roles.TRAINEE,
        language="fa-af",
        name_native="نورالله کریمی",
        name_latin="KARIMI Nurullah",
    )


@pytest.fixture
def lecturer(db):
    return make_person(username="l-1", role=roles.LECTURER)


@pytest.fixture
def other_lecturer(db):
    return make_person(username="l-2", role=roles.LECTURER)


@pytest.fixture
def administrator(db):
    return make_person(username="a-1", role=roles.ADMINISTRATOR)


@pytest.fixture
def translator(db):
    return make_person(username="t-1", role=roles.TRANSLATOR)


@pytest.fixture
def observer(db):
    return make_person(username="o-1", role=roles.OBSERVER)


@pytest.fixture
def legal_officer(db):
    return make_person(username="j-1", role=roles.LEGAL_OFFICER)


@pytest.fixture
def child_officer(db):
    return make_person(username="c-1", role=roles.CHILD_OFFICER)


@pytest.fixture
def outsider(db):
    """Somebody with an account and no role and no cohort."""
    return make_person(username="x-1", role=None)


@pytest.fixture
def cast(
    trainee,
    other_trainee,
    lecturer,
    administrator,
    translator,
    observer,
    legal_officer,
    child_officer,
    outsider,
):
    """One person per role, one person without any, and nobody (None: not signed in)."""
    return {
        "trainee": trainee,
        "other trainee": other_trainee,
        "lecturer": lecturer,
        "administrator": administrator,
        "translator": translator,
        "observer": observer,
        "legal officer": legal_officer,
        "child officer": child_officer,
        "outsider": outsider,
        "stranger": None,
    }
