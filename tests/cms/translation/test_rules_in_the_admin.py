"""A rule of qualification is edited as switches and numbers; the form writes what the rule's row holds."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.xapi.keys import stable_key
from cms.translation.viewsets import RuleViewSet
from courses.content.requirements import faults_in
from courses.models import QualificationRule
from tests.factories.playing import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def rule():
    return QualificationRule.objects.get(code="trainer")


def rule_form(*args, **kwargs):
    return RuleViewSet.edit_handler.bind_to_model(QualificationRule).get_form_class()(*args, **kwargs)


def sent(rule, **fields):
    """What a browser sends of the form as it is filled in at first, with these fields otherwise (None: not ticked)."""
    form = rule_form(instance=rule)
    data = {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}
    data |= {"code": rule.code, "position": rule.position, **fields}
    return {name: value for name, value in data.items() if value is not None and value is not False}


def saved(rule, **fields):
    form = rule_form(sent(rule, **fields), instance=rule)
    assert form.is_valid(), form.errors
    return form.save().content


@pytest.mark.parametrize("code", ["trainer", "refresher", "completion"])
def test_a_rule_that_is_saved_unchanged_asks_for_the_same(code):
    rule = QualificationRule.objects.get(code=code)
    before = rule.content
    assert saved(rule) == before


def test_a_switch_and_a_number_change_the_rule(rule):
    content = saved(rule, ask_own_scenario=None, attendance_percent="75")
    kinds = {one["kind"]: one for one in content["requirements"]}
    assert "own_scenario" not in kinds
    assert kinds["attendance"] == {"kind": "attendance", "percent": 75}
    assert list(faults_in(content)) == []


def test_other_scenarios_can_be_chosen_and_either_of_two_stays(rule):
    one, other, third = (str(stable_key("scenario", name)) for name in ("sc-10", "sc-11", "sc-03"))
    rule.content["requirements"][2]["keys"] = [[one, other]]
    content = saved(rule, scenarios_which="chosen", scenarios_chosen=[f"{one}+{other}", third])
    assert content["requirements"][2]["keys"] == [[one, other], third]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"attendance_percent": "101"}, "attendance_percent"),
        ({"attendance_percent": ""}, "attendance_percent"),
        ({"practice_average": "4.5"}, "practice_average"),
        ({"scenarios_which": "chosen", "scenarios_chosen": []}, "scenarios_chosen"),
        ({f"ask_{kind}": None for kind in (
            "modules", "checks", "scenarios", "attendance", "observed_session", "practice", "own_scenario",
            "session_plan", "conduct",
        )}, "__all__"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_told_where_it_stands(rule, fields, field):
    form = rule_form(sent(rule, **fields), instance=rule)
    assert list(form.errors) == [field]


def test_administrators_edit_it_and_see_no_json(rule, administrator):
    client = Client()
    client.force_login(administrator, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("wagtailsnippets_courses_qualificationrule:edit", args=[rule.pk])
    response = client.get(url)
    said = text_of(response)
    assert "Observed session" in said
    assert "At least, percent of all planned time" in said
    assert "requirements&quot;:" not in response.content.decode()
    client.post(url, sent(rule, attendance_percent="70"))
    rule.refresh_from_db()
    assert {"kind": "attendance", "percent": 70} in rule.content["requirements"]
    assert rule.translations.count() == 8


def test_lecturers_do_not_edit_rules(rule, lecturer):
    client = Client()
    client.force_login(lecturer, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("wagtailsnippets_courses_qualificationrule:edit", args=[rule.pk])
    assert client.get(url).status_code == 302
