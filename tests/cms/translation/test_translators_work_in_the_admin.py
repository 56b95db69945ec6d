import pytest
from django.urls import reverse

from assessments.xapi.keys import stable_key
from courses.content.models import LessonPage

pytestmark = pytest.mark.django_db


def lesson(language):
    return LessonPage.objects.get(
        translation_key=stable_key("lesson", "m4-1"), locale__language_code=language
    )


def test_a_translator_sees_both_languages_string_by_string(client, translator):
    client.force_login(translator)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[lesson("ru").pk]))
    assert response.status_code == 200
    assert "wagtail_localize/admin/edit_translation.html" in [
        template.name for template in response.templates
    ]
    assert lesson("en").title in response.text
    assert lesson("ru").title in response.text


def test_a_lecturer_edits_a_lesson_screen_by_screen(client, lecturer):
    client.force_login(lecturer)
    response = client.get(reverse("wagtailadmin_pages:edit", args=[lesson("en").pk]))
    assert response.status_code == 200
    assert "knowledge_check" in response.text


@pytest.mark.parametrize("name", ["m4-1", "m4-check", "m4-practice"])
def test_a_lesson_can_be_previewed(client, lecturer, name):
    client.force_login(lecturer)
    page = LessonPage.objects.get(translation_key=stable_key("lesson", name), locale__language_code="ru")
    response = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.status_code == 200
    assert page.title in response.text


def test_scenarios_can_be_chosen_for_a_lesson(client, lecturer):
    client.force_login(lecturer)
    response = client.get(reverse("scenario_chooser:choose"))
    assert response.status_code == 200
    assert "SC-01" in response.text
