"""The pages of the site that are not part of a course: the home page and the information pages."""

from django.shortcuts import render

from courses.content.outline import course_outlines
from courses.content.routes import route_outlines
from courses.content.translations.standing import standing_of
from courses.learning.mine import courses_of
from courses.learning.presenting import course_state, reading


def home(request, page, language):
    """Show the front door: every course there is, with her progress to who takes it."""
    mine = {}
    if request.user.is_authenticated:
        mine = {course.key: course for course in courses_of(request.user, language)}
    courses = tuple(
        mine.get(outline.key) or course_state(outline, progress={}, enrolment=None, language=language)
        for outline in course_outlines(language)
    )
    context = {
        "page": page,
        "courses": courses,
        "routes": route_outlines(language),
        "reading": _reading(page, language),
    }
    return render(request, page.template, context)


def information(request, page, language):
    """Show a page about the site."""
    return render(request, page.template, {"page": page, "reading": _reading(page, language)})


def _reading(page, language):
    shown = page.locale.language_code
    return reading(shown=shown, wanted=language, standing=standing_of(page.translation_key, shown))
