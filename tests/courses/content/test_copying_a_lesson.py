from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from cms.accounts import roles
from courses.content.outline import checks_in, course_outlines
from courses.models import LessonPage, ModulePage
from tests.factories.curriculum import lesson, load_small
from tests.factories.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def client():
    client = Client()
    editor = make_person(username="a-2", role=roles.ADMINISTRATOR)
    client.force_login(editor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def copy(client, page, **fields):
    data = {"new_title": "A copy", "new_slug": "a-copy", "new_parent_page": page.get_parent().pk, **fields}
    response = client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
    assert response.status_code == 302, response.content


def check_keys(page):
    return set(checks_in(page))


def test_a_copied_lesson_has_checks_of_its_own(client):
    load_small()
    page = lesson("m0-check")
    keys = check_keys(page)
    assert keys
    copy(client, page, publish_copies="on")
    copied = LessonPage.objects.get(slug="a-copy")
    assert copied.live
    assert len(check_keys(copied)) == len(keys)
    assert check_keys(copied).isdisjoint(keys)
    assert check_keys(copied.get_latest_revision_as_object()) == check_keys(copied)
    assert check_keys(lesson("m0-check")) == keys
    values = [[block["value"] for block in each.body.raw_data] for each in (copied, page)]
    assert values[0] == values[1]


def test_a_module_copied_as_a_draft_stays_a_draft_and_no_two_checks_share_a_key(client):
    load_small()
    module = ModulePage.objects.get(pk=lesson("m0-check").get_parent().pk)
    copy(client, module, copy_subpages="on")
    copied = LessonPage.objects.descendant_of(ModulePage.objects.get(slug="a-copy"))
    assert copied
    assert not any(page.live for page in copied)
    keys = [key for page in (*copied, *LessonPage.objects.descendant_of(module)) for key in checks_in(page)]
    assert len(keys) == len(set(keys))


def test_the_keys_of_what_is_shown_are_told_apart_in_the_outline(client):
    load_small()
    copy(client, lesson("m0-check"), publish_copies="on")
    units = [
        unit.key
        for course in course_outlines("en")
        for one in course.lessons
        for unit in one.units
        if unit.kind == "check"
    ]
    assert len(units) == len(set(units))
    assert all(isinstance(key, UUID) for key in units)
