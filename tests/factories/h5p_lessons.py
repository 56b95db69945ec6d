"""H5P content inside a lesson of the curriculum, and a learner who plays it over HTTP."""

import json
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from assessments.h5p.models import H5PVersion
from courses.content.models import LessonPage
from courses.content.stamp import forget
from courses.models import Enrolment
from courses.progress.recording import Place
from tests.factories.cohorts import make_cohort
from tests.factories.progress import place_in


def put_h5p(lesson_key, *versions: H5PVersion, pass_percent=70, is_required=True, heading="") -> None:
    """Add a block for each version's content to a lesson, in every language it is there in."""
    ids = [str(uuid4()) for _ in versions]
    for page in LessonPage.objects.filter(translation_key=lesson_key):
        blocks = [
            {
                "type": "h5p",
                "id": block_id,
                "value": {
                    "heading": heading,
                    "content": version.content_id,
                    "pass_percent": pass_percent,
                    "is_required": is_required,
                },
            }
            for block_id, version in zip(ids, versions, strict=True)
        ]
        page.body = LessonPage.body.field.to_python(json.dumps([*page.body.raw_data, *blocks]))
        page.save(update_fields=["body"])
    forget()


def place_of_h5p(person, course_key, *versions: H5PVersion, language="en", **settings) -> Place:
    """Enrol somebody, and return the first text lesson of the cohort's route, with the contents in it."""
    cohort = make_cohort(course_keys=[course_key], people=[person])
    enrolment = Enrolment.objects.select_related("user", "cohort").get(user=person, cohort=cohort)
    number = next(
        n
        for n, lesson in enumerate(place_in(enrolment, course_key).course.lessons)
        if lesson.kind == "lesson"
    )
    put_h5p(place_in(enrolment, course_key, lesson=number).lesson.key, *versions, **settings)
    return place_in(enrolment, course_key, lesson=number, language=language)


class Device:
    """A browser of a person, as the script of the page uses it: each has a session and reads on its own."""

    def __init__(self, person, place: Place, version: H5PVersion):
        self.client = Client()
        self.client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        self.place, self.version = place, version
        self.attempt: dict = {}

    def start(self) -> dict:
        address = reverse("learning:h5p_start", args=[self.place.lesson.key, self.version.content.key])
        self.attempt = self.post(address, {}).json()
        return self.attempt

    def save(self, data, *, part="0", data_type="state", **changes):
        state = {"part": part, "type": data_type, "data": None if data is None else json.dumps(data)}
        sent = {"read": self.attempt["read"], "states": [state], **changes}
        answer = self.post(self.address("state"), sent)
        if answer.status_code == 200:
            self.attempt["read"] = answer.json()["read"]
        return answer

    def finish(self, report: object, **changes):
        sent = {"nonce": self.attempt["nonce"], "report": report} | changes
        return self.post(self.address("finish"), sent)

    def address(self, what: str) -> str:
        return reverse(f"learning:h5p_{what}", args=[self.place.lesson.key, self.attempt["play"]])

    def post(self, address, body, **extra):
        return self.client.post(address, json.dumps(body), content_type="application/json", **extra)


def report_of(score, max_score, **changes) -> dict:
    """What the frame reports at the end of a content that the server cannot count."""
    return {
        "score": score,
        "max_score": max_score,
        "duration_ms": 61_000,
        "xapi": None,
        "state": None,
        **changes,
    }
