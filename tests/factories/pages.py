"""Pages in an empty database (after a transactional test there are none): a site with one course."""

from uuid import uuid4

from wagtail.models import Locale, Page, Site

from cms.models import HomePage
from courses.content.outline import CourseOutline, course_outline
from courses.models import CoursePage, LessonPage, ModulePage


def make_course(*, lessons: int = 2) -> CourseOutline:
    """Return the outline of a new English course of one module with so many lessons of text."""
    locale, _created = Locale.objects.get_or_create(language_code="en")
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root", locale=locale)
    home = root.add_child(instance=HomePage(title="Home", slug=f"home-{uuid4()}", locale=locale))
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    course = home.add_child(instance=CoursePage(title="Course", slug="course", code="C", locale=locale))
    module = course.add_child(instance=ModulePage(title="Module", slug="module", code="M", locale=locale))
    for number in range(1, lessons + 1):
        lesson = LessonPage(title=f"Lesson {number}", slug=f"l{number}", code=f"M.{number}", locale=locale)
        module.add_child(instance=lesson)
    return course_outline(course.translation_key, "en")
