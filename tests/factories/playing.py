"""Playing as a learner does it: by the forms that a page shows, over HTTP."""

import html
import re

from django.test import Client
from django.urls import reverse

from assessments.attempts.playing import shuffled_choices
from assessments.models import Attempt, Scenario
from assessments.scenarios.graph import Graph
from courses.models import Enrolment
from tests.factories.assessments import counting_structure, make_version, words_for
from tests.factories.cohorts import make_cohort
from tests.factories.progress import place_in

FIELD = re.compile(r'<input type="hidden" name="(\w+)"(?: value="([^"]*)")?>')


def client_of(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def place_of_scenario(person, course_key, *, language="en"):
    """Return the person's place in the first lesson of the course that has a scenario; enrols where needed."""
    enrolments = Enrolment.objects.select_related("user", "cohort").filter(
        user=person, cohort__cohort_courses__course_key=course_key
    )
    if not enrolments.exists():
        make_cohort(course_keys=[course_key], people=[person])
    enrolment = enrolments.get()
    lessons = place_in(enrolment, course_key).course.lessons
    number = next(i for i, lesson in enumerate(lessons) if lesson.kind == "scenario")
    return place_in(enrolment, course_key, lesson=number, language=language)


def publish_in(place, made=None, **fields):
    """Publish another version of the scenario that the lesson offers; d2 has a content notice."""
    made = counting_structure() if made is None else made
    words = fields.pop("words", None) or noticed_words(made)
    return make_version(Scenario.objects.get(key=place.lesson.units[0].key), made, words, **fields)


def noticed_words(made, *languages):
    """Words in which every scene that asks for a content notice has one: "en d2 notice"."""
    words = words_for(made, *languages)
    for code, told in words.items():
        for scene in made["scenes"]:
            if scene.get("notice"):
                told["scenes"][scene["id"]]["notice"] = f"{code} {scene['id']} notice"
    return words


def start(client, place) -> Attempt:
    client.post(reverse("learning:start", args=[place.lesson.key, place.lesson.units[0].key]))
    return Attempt.objects.select_related("version__scenario").get(user=place.enrolment.user, ended_at=None)


def scene_url(place, attempt, *, language="en") -> str:
    path = reverse("learning:scene", args=[place.lesson.key, attempt.key])
    return re.sub(r"^/[^/]+/", f"/{language}/", path)


def form_of(client, url) -> dict[str, str]:
    """Return the hidden fields of the first form of a scene's page, without the token."""
    found = FIELD.findall(client.get(url).content.decode().split('class="choices"')[1])
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


def position_of(attempt, key) -> str:
    """Return the value of the button of that choice in the scene the attempt stands in."""
    scene = Graph.from_structure(attempt.version.structure).scene(attempt.scene_key)
    return str(shuffled_choices(attempt, scene).index(key) + 1)


def send(client, place, attempt, key, *, language="en", **fields):
    """Make the choice of that id by the form that is shown now ("" skips) and return the answer."""
    url = scene_url(place, attempt, language=language)
    attempt.refresh_from_db()
    chosen = {"choice": position_of(attempt, key)} if key else {"skip": "1"}
    answer = client.post(url, form_of(client, url) | chosen | fields)
    attempt.refresh_from_db()
    return answer


def send_all(client, place, attempt, *keys) -> Attempt:
    for key in keys:
        send(client, place, attempt, key)
    return attempt


def text_of(response) -> str:
    """Return what an HTML page says, without its tags, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", response.content.decode())).split())
