"""A person's own page: what to go on with, and for who runs the site the way to the administration."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.cohorts import make_cohort

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def dashboard_of(user):
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client.get("/en/my/").content.decode()


@pytest.mark.parametrize(
    ("role", "is_shown"),
    [
        ("trainee", False),
        ("lecturer", True),
        ("administrator", True),
        ("translator", True),
        ("observer", True),
    ],
)
def test_only_who_runs_the_site_is_led_to_the_administration(cast, role, is_shown):
    assert (f'href="{reverse("wagtailadmin_home")}"' in dashboard_of(cast[role])) == is_shown


def test_courses_stand_in_the_order_the_site_offers_them_whatever_cohort_is_newest(
    trainee, manual_key, code_key
):
    make_cohort(course_keys=[manual_key], people=[trainee])
    make_cohort(course_keys=[code_key], people=[trainee])
    html = dashboard_of(trainee)
    assert html.index("/en/manual/") < html.index("/en/code/")
