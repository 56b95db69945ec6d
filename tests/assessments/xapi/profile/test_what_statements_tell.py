"""Names in all languages, the context of an academy, results: what the readers of statements count on."""

import json
from uuid import UUID

import pytest
from django.conf import settings

from assessments.attempts import naming
from assessments.models import Scenario, Statement
from assessments.scenarios.models import ScenarioVersion
from assessments.xapi import vocabulary
from assessments.xapi.building import language_tag
from assessments.xapi.keys import child_key
from assessments.xapi.profile import document
from assessments.xapi.profile.locations import find
from courses.content.outline import checks_in
from courses.learning.checks import page_of
from courses.learning.participating import start_scenario, submit_check
from courses.models import LessonPage
from tests.factories.playing import place_of_scenario, publish_in
from tests.factories.progress import NOON, place_in
from tests.factories.telling import choose, learn_everything, told

pytestmark = pytest.mark.django_db
# Bytes, with what the store adds; names of course, module, lesson and question are there in eight languages.
LONGEST, LONGEST_QUESTION = 4_800, 7_000
LANGUAGES = {language_tag(code) for code, _name in settings.LANGUAGES}


@pytest.fixture
def statements(trainee, administrator, manual_key):
    learn_everything(learner=trainee, issuer=administrator, course_key=manual_key)
    return told()


def of(statements, verb, kind):
    return [one for one in statements if one["verb"]["id"] == verb.iri and f"/{kind}/" in one["object"]["id"]]


def parts(iri) -> tuple[str, UUID]:
    kind, key = iri.rsplit("/", 2)[1:]
    return kind, UUID(key)


def titles(key):
    pages = LessonPage.objects.filter(translation_key=key).values_list("locale__language_code", "title")
    return {language_tag(code): title for code, title in pages}


class TestNames:
    def test_a_lesson_read_in_one_language_is_named_in_all(self, statements):
        opened = of(statements, vocabulary.EXPERIENCED, "lesson")
        for one in opened:
            assert one["object"]["definition"]["name"] == titles(parts(one["object"]["id"])[1])
            above = find(one, "$.context.contextActivities['parent', 'grouping'][*]")
            assert [parts(activity["id"])[0] for activity in above] == ["module", "course", "cohort"]
            assert all({"en", "ru"} <= activity["definition"]["name"].keys() for activity in above[:2])
        assert len(opened) > 3

    def test_inside_a_lesson_only_it_and_what_directly_holds_it_are_named(self, statements):
        for one in of(statements, vocabulary.ANSWERED, "scene"):
            named = find(one, "$.context.contextActivities['parent', 'grouping'][*]")
            assert ["name" in activity["definition"] for activity in named] == [True] + [False] * 4
            assert {"en", "ru"} == one["object"]["definition"]["name"].keys()

    def test_a_scenario_is_named_in_each_language_it_is_there_in(self, trainee, manual_key):
        place = place_of_scenario(trainee, manual_key)
        scenario = Scenario.objects.get(key=place.lesson.units[0].key)
        start_scenario(place=place, scenario=scenario, at=NOON)
        definition = told()[-1]["object"]["definition"]
        assert definition["name"].keys() == definition["description"].keys() == LANGUAGES
        assert definition["name"]["en"] != definition["name"]["ru"]

    def test_words_that_a_translator_adds_are_told_from_the_next_play_on(
        self, trainee, other_trainee, manual_key
    ):
        place = place_of_scenario(trainee, manual_key)
        version = publish_in(place)
        attempt = start_scenario(place=place, scenario=version.scenario, at=NOON)
        words = ScenarioVersion._parler_meta.root_model
        words.objects.create(master=version, language_code="kk", title="Түнгі пойыз", summary="")
        choose(place, attempt, "a", at=NOON)
        assert told()[-1]["context"]["contextActivities"]["parent"][0]["definition"]["name"].keys() == {
            "en",
            "ru",
        }
        other = place_of_scenario(other_trainee, manual_key)
        start_scenario(place=other, scenario=version.scenario, at=NOON)
        assert told()[-1]["object"]["definition"]["name"]["kk"] == "Түнгі пойыз"

    def test_names_of_a_version_are_read_once(self, trainee, manual_key, django_assert_num_queries):
        version = publish_in(place_of_scenario(trainee, manual_key))
        naming.forget()
        with django_assert_num_queries(3):
            first = naming.known(version)
        with django_assert_num_queries(0):
            assert naming.known(version) is first

    def test_a_question_says_what_it_asks_in_all_languages_and_its_options_in_the_one_that_is_read_too(
        self, trainee, manual_key
    ):
        place = place_of_check(trainee, manual_key)
        check = next(iter(checks_in(page_of(place)).values()))
        right = {question.key: list(question.correct) for question in check.questions}
        submit_check(place=place, check=check, tries_allowed=3, answers=right, try_number=1, at=NOON)
        answered = {parts(one["object"]["id"])[1]: one for one in of(told(), vocabulary.ANSWERED, "question")}
        for question in check.questions:
            definition = answered[child_key(check.key, question.key)]["object"]["definition"]
            assert definition["name"].keys() == {"en", "ru", "kk", "ky", "tg", "tk", "uz"}
            assert definition["name"]["ru"] == check.words[question.key].text
            options = definition.get("choices", [])
            assert [one["id"] for one in options] == list(question.options if options else ())
            assert all(one["description"].keys() == {"en", "ru"} for one in options)
        assert max(map(size, answered.values())) < LONGEST_QUESTION

    def test_a_certificate_is_called_so_in_all_languages(self, statements):
        (earned,) = of(statements, vocabulary.EARNED, "certificate")
        names = earned["object"]["definition"]["name"]
        assert names.keys() == LANGUAGES
        assert len(set(names.values())) == len(names)

    def test_keys_and_never_languages_make_activities(
        self, trainee, other_trainee, administrator, manual_key
    ):
        learn_everything(learner=trainee, issuer=administrator, course_key=manual_key, language="ru")
        first = {iri for one in told() for iri in activities(one)}
        before = len(told())
        learn_everything(learner=other_trainee, issuer=administrator, course_key=manual_key, language="en")
        second = {iri for one in told()[before:] for iri in activities(one)}
        own = {"cohort", "certificate"}
        assert {parts(iri)[0] for iri in first ^ second} == own


def place_of_check(person, course_key):
    place = place_of_scenario(person, course_key)
    lessons = place.course.lessons
    number = next(i for i, lesson in enumerate(lessons) if lesson.kind == "check")
    return place_in(place.enrolment, course_key, lesson=number)


def activities(one):
    yield one["object"]["id"]
    yield from find(one, "$.context.contextActivities['parent', 'grouping'][*].id")


def size(one) -> int:
    return len(json.dumps(one, ensure_ascii=False, separators=(",", ":")).encode())


class TestContext:
    def test_all_is_told_of_a_pseudonym_under_the_registration(self, statements, trainee, administrator):
        (registration,) = trainee.enrolments.values_list("registration", flat=True)
        raw = "".join(Statement.objects.values_list("raw", flat=True))
        for secret in (trainee.username, trainee.name_native, trainee.name_latin, trainee.agency):
            assert secret not in raw
        assert f'"{administrator.username}"' not in raw
        assert {one["actor"]["account"]["name"] for one in statements} == {str(trainee.actor_key)}
        assert {one["context"]["registration"] for one in statements} == {str(registration)}
        assert {one["context"]["platform"] for one in statements} == {"Panah"}
        assert {one["context"]["language"] for one in statements} == {"ru"}

    def test_everything_belongs_to_the_cohort(self, statements, trainee):
        (key,) = trainee.enrolments.values_list("cohort__key", flat=True)
        for one in statements:
            assert find(one, "$.context.contextActivities.grouping[*].id")[-1].endswith(f"/cohort/{key}")

    def test_who_issued_the_certificate_is_its_instructor(self, statements, administrator):
        taught = [one for one in statements if "instructor" in one["context"]]
        assert [one["verb"]["id"] for one in taught] == [vocabulary.EARNED.iri]
        assert find(taught, "$[0].context.instructor.account.name") == [str(administrator.actor_key)]

    def test_the_version_of_the_scenario_is_told_twice(self, statements):
        played = [one for one in statements if vocabulary.SCENARIO in one["context"]["extensions"]]
        assert len(played) == 10
        for one in played:
            told_of = one["context"]["extensions"][vocabulary.SCENARIO]
            assert one["context"]["revision"] == str(told_of["version"])
            assert told_of["code"] == "SC-01"

    def test_the_version_of_h5p_content_is_told_twice(self, statements):
        played = [one for one in statements if vocabulary.H5P in one["context"]["extensions"]]
        assert len(played) == 16
        for one in played:
            told_of = one["context"]["extensions"][vocabulary.H5P]
            assert one["context"]["revision"] == str(told_of["version"]) == "1"


class TestResults:
    def test_a_choice_is_a_success_when_it_was_right_or_acceptable(self, statements):
        told_of = {
            one["result"]["extensions"][vocabulary.SEVERITY]: one["result"]["success"]
            for one in of(statements, vocabulary.ANSWERED, "scene")
        }
        assert told_of == {"best": True, "acceptable": True, "critical": False}

    def test_the_outcome_of_a_play_has_everything(self, statements):
        (failed,) = of(statements, vocabulary.FAILED, "scenario")
        (passed,) = of(statements, vocabulary.PASSED, "scenario")
        assert failed["result"] == {
            "score": {"scaled": 0.25, "raw": 1.0, "min": -1.0, "max": 4.0},
            "success": False,
            "completion": True,
            "duration": "PT01M05S",
            "extensions": {vocabulary.CRITICAL_ERRORS: ["CE-REF"]},
        }
        assert passed["result"]["extensions"] == {vocabulary.CRITICAL_ERRORS: []}

    @pytest.mark.parametrize("kind", ["lesson", "module", "course", "scenario"])
    def test_completed_says_so_in_its_result(self, statements, kind):
        assert all(one["result"]["completion"] for one in of(statements, vocabulary.COMPLETED, kind))
        assert of(statements, vocabulary.COMPLETED, kind)


def test_a_statement_stays_small(statements):
    assert max(map(size, statements)) < LONGEST


def test_extensions_have_values_as_their_schemas_say(statements):
    schemas = {
        one["id"]: json.loads(one["inlineSchema"]) for one in document.concepts() if "inlineSchema" in one
    }
    seen = set()
    for one in statements:
        for extensions in find(one, "$.result.extensions | $.context.extensions"):
            for iri, value in extensions.items():
                if iri in schemas:
                    assert fits(value, schemas[iri]), (iri, value)
                    seen.add(iri)
    assert seen == schemas.keys()


TYPES = {"array": list, "object": dict, "string": str, "integer": int}


def fits(value, schema) -> bool:
    """JSON Schema, as far as the profile uses it."""
    known = {
        "type": lambda kind: isinstance(value, TYPES[kind]) and not isinstance(value, bool),
        "enum": lambda allowed: value in allowed,
        "items": lambda of_all: all(fits(one, of_all) for one in value),
        "minimum": lambda least: value >= least,
        "minLength": lambda least: len(value) >= least,
        "required": lambda names: set(names) <= value.keys(),
        "properties": lambda shapes: all(fits(one, shapes.get(name, {})) for name, one in value.items()),
        "additionalProperties": lambda _no: value.keys() <= schema["properties"].keys(),
    }
    return all(known[word](asked) for word, asked in schema.items())
