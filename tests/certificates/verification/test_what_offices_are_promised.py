"""What docs/ministry-api.md and the OpenAPI file say is what the API does."""

import ast
import re
from pathlib import Path

import pytest
import yaml

from certificates.models import Certificate
from certificates.verification.offices import api, problems, questions
from tests.factories.certificates import make_certificate
from tests.factories.cohorts import make_cohort
from tests.factories.offices import ask, make_token

DOCS = Path(__file__).resolve().parents[3] / "docs"
PAGE = (DOCS / "ministry-api.md").read_text(encoding="utf-8")
OPENAPI = yaml.safe_load((DOCS / "ministry-api.openapi.yaml").read_text(encoding="utf-8"))
SCHEMAS = OPENAPI["components"]["schemas"]
# `code`s are words of small letters; sentences and headers are not.
CODE = re.compile(r"[a-z_]+")


def codes_in(module, calls) -> set[str]:
    """Return the codes a module can answer with: words that stand where one of the calls takes its code."""
    tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") in calls:
            words = [
                one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)
            ]
            found.update(word for word in words[:1] if CODE.fullmatch(word))
        if isinstance(node, (ast.Yield, ast.Assign)) and isinstance(node.value, ast.Tuple):
            first = node.value.elts[0]
            if isinstance(first, ast.Constant) and CODE.fullmatch(str(first.value)):
                found.add(first.value)
    return found


def test_every_code_of_a_refusal_is_explained():
    codes = codes_in(api, {"Refused", "_wait"}) | codes_in(problems, {"Refused"})
    assert codes == set(SCHEMAS["Problem"]["properties"]["code"]["enum"])
    assert {code for code in codes if f"| `{code}` |" not in PAGE} == set()


def test_every_code_of_a_fault_is_explained():
    codes = codes_in(questions, {"Fault"})
    faults = SCHEMAS["Problem"]["properties"]["errors"]["items"]["properties"]["code"]["enum"]
    assert codes == set(faults)
    assert {code for code in codes if f"| `{code}` |" not in PAGE} == set()


def test_limits_stand_in_the_page_as_they_are():
    assert f"more than {api.REQUESTS} requests" in PAGE
    assert f"more than {api.BAD_TOKENS} bad tokens" in PAGE
    assert f"more than {questions.MOST} certificates" in PAGE
    assert f"{questions.LONGEST['code']} letters of code or {questions.LONGEST['name']} of name" in PAGE
    asked = SCHEMAS["Request"]["properties"]["certificates"]
    assert asked["maxItems"] == questions.MOST
    lengths = {name: field["maxLength"] for name, field in asked["items"]["properties"].items()}
    assert lengths == questions.LONGEST


@pytest.mark.django_db
def test_an_answer_has_the_fields_that_are_promised(trainee):
    enrolment = make_cohort(people=[trainee]).enrolments.select_related("cohort").get()
    facts = {"name_native": "А", "name_latin": "A", "title": {"en": "T"}, "academy": "B", "courses": []}
    one = make_certificate(enrolment=enrolment, facts=facts)
    answer = ask(make_token(), [{"code": one.code}, {"code": "none"}]).json()
    assert set(answer) == set(SCHEMAS["Answer"]["properties"])
    promised = SCHEMAS["Certificate"]
    for line in answer["certificates"]:
        assert set(line) == set(promised["required"]) == set(promised["properties"])
        for name, field in promised["properties"].items():
            assert line[name] in field.get("enum", [line[name]]), name
            assert f"`{name}`" in PAGE
    assert set(Certificate.Kind.values) < set(promised["properties"]["kind"]["enum"])
    (address,) = OPENAPI["paths"]
    assert f"{address}\n" in PAGE
