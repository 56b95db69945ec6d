"""Ways through the courses: which modules people of one kind take."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from courses.content.outline import CourseOutline, ModuleOutline, course_outlines
from courses.content.reference import Route
from courses.content.stamp import Remembered
from courses.content.tree import with_fallbacks


@dataclass(frozen=True)
class RouteOutline:
    """One way: `language` is that of its title, `minutes` are those of its modules together."""

    pk: int
    code: str
    title: str
    summary: str
    language: str
    modules: tuple[ModuleOutline, ...]
    # The courses the modules are in, each once.
    course_keys: tuple[UUID, ...]

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def hours(self) -> int:
        return round(self.minutes / 60)


@Remembered
def route_outlines(language: str) -> tuple[RouteOutline, ...]:
    """Return every route whose modules are there, in order. No query while nothing changes."""
    found = [_outline(route, language) for route in Route.objects.prefetch_related("translations")]
    return tuple(route for route in found if route.modules)


def _outline(route: Route, language: str) -> RouteOutline:
    there = {
        str(module.key): (course.key, module)
        for course in course_outlines(language)
        for module in course.modules
    }
    taken = [there[key] for key in route.module_keys if key in there]
    words = {row.language_code: row for row in route.translations.all()}
    shown = next((code for code in with_fallbacks(language) if code in words), language)
    return RouteOutline(
        pk=route.pk,
        code=route.code,
        title=words[shown].title if shown in words else route.code,
        summary=words[shown].summary if shown in words else "",
        language=shown,
        modules=tuple(module for _course, module in taken),
        course_keys=tuple(dict.fromkeys(course for course, _module in taken)),
    )


@Remembered
def _module_keys() -> Mapping[int, frozenset[UUID]]:
    rows = Route.objects.values_list("pk", "module_keys")
    return {pk: frozenset(UUID(key) for key in keys) for pk, keys in rows}


def lies_on(outline: CourseOutline, route_id: int | None) -> bool:
    """Say whether a course has a module on the route; without a route every course does."""
    return _is_on(outline, _keys_of(route_id))


def along(outline: CourseOutline, route_id: int | None) -> CourseOutline:
    """Return the part of a course that lies on a route; without one, or where it has no part in it, all of it."""
    keys = _keys_of(route_id)
    return outline.only(keys) if keys is not None and _is_on(outline, keys) else outline


def _keys_of(route_id: int | None) -> frozenset[UUID] | None:
    return None if route_id is None else _module_keys().get(route_id)


def _is_on(outline: CourseOutline, keys: frozenset[UUID] | None) -> bool:
    return keys is None or any(module.key in keys for module in outline.modules)
