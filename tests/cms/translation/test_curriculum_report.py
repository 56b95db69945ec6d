import json
from io import StringIO

import pytest
from django.core.management import call_command

from assessments.glossary.models import Term
from cms.translation.reporting import curriculum_report
from courses.content.models import CountryFact
from courses.content.translations.models import TextState
from tests.factories.curriculum import edit, lesson

pytestmark = pytest.mark.django_db


def told(*arguments) -> str:
    out = StringIO()
    call_command("curriculum_report", *arguments, stdout=out)
    return out.getvalue()


def found(report, kind, name):
    return next(each for each in report[kind] if each["id"] == name)


def test_programs_get_the_shape_that_was_agreed():
    report = json.loads(told("--json"))
    m4 = found(report, "modules", "M4")
    assert m4["lessons"] == 7
    assert m4["checks"] == 8
    assert set(m4["languages"]) == {"en", "ru", "kk", "ky", "tg", "tk", "uz", "fa-af"}
    english = m4["languages"]["en"]
    assert english["words"] > 3000
    assert (english["complete"], english["state"]) == (True, "reviewed")
    scenario = found(report, "scenarios", "SC-01")
    assert (scenario["scenes"], scenario["problems"]) == (17, 0)
    assert scenario["languages"]["ru"]["complete"]
    assert scenario["languages"]["kk"]["state"] == "draft"
    assert found(report, "sheets", "I1")["languages"]["fa-af"]["complete"]
    assert report["glossary"]["terms"] == Term.objects.count()
    assert report["glossary"]["languages"]["en"]["terms"] == Term.objects.count()
    assert "M4" in report["routes"][0]["modules"]


def test_a_source_that_changed_leaves_its_module_incomplete_in_the_other_language():
    edit(lesson("m4-1"), title="Another title")
    languages = found(curriculum_report(), "modules", "M4")["languages"]
    assert languages["en"]["complete"]
    assert not languages["ru"]["complete"]


def test_a_page_that_readers_do_not_see_is_not_counted():
    before = found(curriculum_report(), "modules", "M4")["languages"]["ru"]["words"]
    lesson("m4-1", "ru").unpublish()
    russian = found(curriculum_report(), "modules", "M4")["languages"]["ru"]
    assert russian["words"] < before
    assert not russian["complete"]


def test_one_page_that_is_a_draft_makes_the_module_a_draft():
    TextState.objects.filter(key=lesson("m4-2").translation_key, language="ru").update(state="draft")
    russian = found(curriculum_report(), "modules", "M4")["languages"]["ru"]
    assert (russian["complete"], russian["state"]) == (True, "draft")


def test_a_language_without_a_page_says_so():
    TextState.objects.filter(language="ru").update(extent="titles")
    languages = found(curriculum_report(), "modules", "M4")["languages"]
    assert not languages["ru"]["complete"]
    nowhere = [code for code, each in languages.items() if each["state"] == "missing"]
    assert all(not languages[code]["words"] and not languages[code]["complete"] for code in nowhere)


def test_a_token_is_open_where_its_value_is_unknown_or_empty():
    fact = CountryFact.objects.get(country="KZ", token="asylum_authority")
    assert "asylum_authority" not in curriculum_report()["open_tokens"].get("KZ", [])
    fact.certainty = CountryFact.Certainty.UNKNOWN
    fact.save()
    assert "asylum_authority" in curriculum_report()["open_tokens"]["KZ"]
    fact.certainty = CountryFact.Certainty.GOOD
    fact.save()
    fact.translations.update(value="")
    assert "asylum_authority" in curriculum_report()["open_tokens"]["KZ"]


def test_people_get_a_table():
    lines = told().splitlines()
    assert any(line.startswith("M4") and "ok" in line for line in lines)
    assert any(line.startswith("SC-01") for line in lines)


def test_the_report_asks_the_database_as_often_for_one_page_as_for_all(django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        curriculum_report()
