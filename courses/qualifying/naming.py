"""What the keys in reasons are called: lessons, checks by their lesson, scenarios."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from assessments.scenarios.models import Scenario
from courses.content.outline import CHECK, SCENARIO, CourseOutline


@dataclass(frozen=True)
class Named:
    """What something is called, in which language, and where it is; `url` is "" where it is nowhere to be opened."""

    title: str
    url: str = ""
    language: str = ""


@dataclass(frozen=True)
class Names:
    """{key as text: Named} of everything that reasons are about."""

    lessons: Mapping[str, Named] = field(default_factory=dict)
    checks: Mapping[str, Named] = field(default_factory=dict)
    scenarios: Mapping[str, Named] = field(default_factory=dict)

    def lesson(self, key: str) -> Named:
        return self.lessons.get(key) or Named(_("a lesson that is no longer there"))

    def check(self, key: str) -> Named:
        return self.checks.get(key) or Named(_("a knowledge check that is no longer there"))

    def scenario(self, key: str) -> Named:
        return self.scenarios.get(key) or Named(_("a scenario that is no longer there"))


def names_in(courses: Iterable[CourseOutline]) -> Names:
    """Return the names of what is in the courses, and of every scenario. One query."""
    lessons, checks, places = {}, {}, {}
    for course in courses:
        for lesson in course.lessons:
            named = Named(f"{lesson.code} {lesson.title}".strip(), lesson.url, lesson.language)
            lessons[str(lesson.key)] = named
            for unit in lesson.units:
                if unit.kind == CHECK:
                    checks[str(unit.key)] = named
                elif unit.kind == SCENARIO:
                    places[unit.key] = lesson.url
    codes = Scenario.objects.values_list("key", "code")
    scenarios = {str(key): Named(code, places.get(key, "")) for key, code in codes}
    return Names(lessons=lessons, checks=checks, scenarios=scenarios)
