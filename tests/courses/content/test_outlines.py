import pytest
from django.test.utils import CaptureQueriesContext

from assessments.scenarios.models import Scenario
from assessments.xapi.keys import stable_key
from courses.content import stamp
from courses.content.outline import course_outline, course_outlines, find_lesson, find_module
from tests.factories.curriculum import change, copy_curriculum, edit, lesson, load_small

pytestmark = pytest.mark.django_db

SMALL = stable_key("course", "small")


@pytest.fixture
def small():
    load_small()


def test_a_course_is_outlined_in_the_order_of_the_site(small):
    course = course_outline(SMALL, "en")
    (module,) = course.modules
    assert (course.code, course.title, course.audience, course.url) == (
        "SMALL",
        "A small course",
        "Tests",
        "/en/small/",
    )
    assert (module.code, module.minutes, module.objectives) == (
        "M0",
        30,
        ("Say what a screen is.", "Say what a check is."),
    )
    assert [(found.code, found.kind, found.url) for found in course.lessons] == [
        ("M0.1", "lesson", "/en/small/m0/all-screens/"),
        ("M0.2", "lesson", "/en/small/m0/second/"),
        ("M0.3", "check", "/en/small/m0/check/"),
        ("M0.4", "scenario", "/en/small/m0/practice/"),
    ]


def test_units_are_named_by_their_keys(small):
    _first, _second, check, practice = course_outline(SMALL, "en").lessons
    assert [unit.key for unit in check.units] == [stable_key("check", "m0-check/check")]
    assert [unit.key for unit in practice.units] == [stable_key("scenario", "sc-01")]
    assert Scenario.objects.filter(key=practice.units[0].key).exists()


@pytest.mark.parametrize(
    ("language", "shown", "title"),
    [
        ("ru", "ru", "Малый курс"),
        ("en", "en", "A small course"),
        ("tg", "ru", "Малый курс"),
        ("fa-af", "ru", "Малый курс"),
    ],
)
def test_titles_come_in_the_language_or_its_first_fallback(small, language, shown, title):
    course = course_outline(SMALL, language)
    assert (course.language, course.title) == (shown, title)
    assert course.lessons[0].url == f"/{language}/small/m0/all-screens/"


def test_the_structure_is_that_of_the_source_language(small):
    page = lesson("m0-check", "ru")
    edit(page, body="[]")
    assert course_outline(SMALL, "ru").lessons[2].kind == "check"


def test_a_lesson_missing_in_the_language_is_titled_in_the_fallback(small):
    lesson("m0-2", "ru").delete()
    second = course_outline(SMALL, "ru").lessons[1]
    assert (second.title, second.language) == ("The second", "en")


def test_an_unpublished_lesson_is_not_in_the_course(small):
    for language in ("en", "ru"):
        lesson("m0-2", language).unpublish()
    assert [found.code for found in course_outline(SMALL, "en").lessons] == ["M0.1", "M0.3", "M0.4"]


def test_a_module_that_is_hidden_hides_its_lessons(small):
    course = course_outline(SMALL, "en")
    for language in ("en", "ru"):
        lesson("m0-2", language).get_parent().unpublish()
    assert course_outline(SMALL, "en").lessons == ()
    assert find_lesson(course.lessons[0].key, "en") is None


def test_a_lesson_is_found_with_its_course_and_module(small):
    course, module, found = find_lesson(stable_key("lesson", "m0-2"), "ru")
    assert (course.key, module.code, found.title) == (SMALL, "M0", "Второй")
    assert find_module(module.key, "ru") == (course, module)
    assert find_lesson(stable_key("lesson", "nowhere"), "ru") is None


def test_what_another_process_publishes_is_seen(small):
    assert course_outline(SMALL, "en").lessons[1].title == "The second"
    edit(lesson("m0-2"), title="Changed elsewhere")
    assert course_outline(SMALL, "en").lessons[1].title == "Changed elsewhere"


def test_reading_costs_one_query_while_nothing_changes(small, django_assert_num_queries):
    course_outlines("ru")
    with django_assert_num_queries(1):
        course_outlines("ru")
        # The stamp is asked for again: outside of a request nothing says that the moment is the same.


def test_within_one_request_the_stamp_is_asked_for_once(small, client, django_assert_max_num_queries):
    client.get("/ru/about/")
    with CaptureQueriesContext(stamp.connection) as queries:
        client.get("/ru/about/")
    assert sum("pagelogentry" in query["sql"] for query in queries) == 1


def test_the_number_of_queries_does_not_grow_with_the_lessons(small, tmp_path):
    stamp.forget()
    with CaptureQueriesContext(stamp.connection) as few:
        course_outlines("kk")
    folder = copy_curriculum(tmp_path)
    numbers = range(5, 25)
    structure = folder / "m0" / "structure.yaml"
    lessons = [
        {"id": f"m0-{n}", "code": f"M0.{n}", "slug": f"l{n}", "minutes": 5, "screens": []} for n in numbers
    ]
    change(structure, "lessons", to=lessons)
    for language in ("en", "ru"):
        words = {f"m0-{n}": {"title": str(n), "screens": {}} for n in numbers}
        change(folder / "m0" / f"{language}.yaml", "lessons", to=words)
    load_small(folder)
    with CaptureQueriesContext(stamp.connection) as many:
        assert len(course_outline(SMALL, "kk").lessons) == 24
    assert len(many) == len(few)
