"""Course packages inside a lesson of the curriculum, and a learner who opens them over HTTP."""

import json
from uuid import uuid4

from assessments.packages.models import PackageVersion
from courses.content.models import LessonPage
from courses.content.stamp import forget
from courses.models import Enrolment
from courses.progress.recording import Place
from tests.factories.cohorts import make_cohort
from tests.factories.progress import place_in


def put_packages(lesson_key, *versions: PackageVersion, is_required=True, heading="") -> None:
    """Add a block for each version's package to a lesson, in every language it is there in."""
    ids = [str(uuid4()) for _ in versions]
    for page in LessonPage.objects.filter(translation_key=lesson_key):
        blocks = [
            {
                "type": "package",
                "id": block_id,
                "value": {
                    "heading": heading,
                    "package": version.package_id,
                    "is_required": is_required,
                },
            }
            for block_id, version in zip(ids, versions, strict=True)
        ]
        page.body = LessonPage.body.field.to_python(json.dumps([*page.body.raw_data, *blocks]))
        page.save(update_fields=["body"])
    forget()


def place_of_package(person, course_key, *versions: PackageVersion, language="en", **settings) -> Place:
    """Enrol somebody, and return the first text lesson of the cohort's route, with the packages in it."""
    cohort = make_cohort(course_keys=[course_key], people=[person])
    enrolment = Enrolment.objects.select_related("user", "cohort").get(user=person, cohort=cohort)
    number = text_lesson(enrolment, course_key)
    put_packages(place_in(enrolment, course_key, lesson=number).lesson.key, *versions, **settings)
    return place_in(enrolment, course_key, lesson=number, language=language)


def text_lesson(enrolment, course_key) -> int:
    """Return the number of the first lesson that has no unit."""
    lessons = place_in(enrolment, course_key).course.lessons
    return next(number for number, lesson in enumerate(lessons) if lesson.kind == "lesson")
