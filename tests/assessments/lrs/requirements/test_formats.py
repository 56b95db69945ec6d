"""format and Accept-Language: part 3, 2.1.3; 2.0: 4.1.6.1."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.whole_statement import GROUP, PERSON, REFERENCE, as_sub_statement, replaced, whole

NAMES = {"en-US": "Colour", "ru": "Цвет", "fa-AF": "رنگ"}
QUESTION = {
    "id": "https://example.org/q",
    "definition": {
        "type": "https://example.org/question",
        "name": NAMES,
        "description": {"ru": "Какой?", "en-US": "Which?"},
        "interactionType": "choice",
        "choices": [{"id": "r", "description": {"en-US": "Red", "ru": "Красный"}}],
    },
}
VERB = {"id": "https://example.org/v", "display": {"en-US": "did", "ru": "сделал"}}


def shown(client, made, **asked):
    headers = asked.pop("headers", None)
    response = client.get(statementId=made["id"], headers=headers, **asked)
    assert response.status_code == 200, response.content
    return response.json()


@pytest.mark.requirement("XAPI-00168", "XAPI-00170")
def test_exact_is_how_it_came_and_what_is_given_unasked(client):
    made = replaced(whole(client.version), "attachments", [])
    client.put(made)
    unasked, exact = shown(client, made), shown(client, made, format="exact")
    assert unasked == exact
    for name in ("actor", "verb", "object", "result"):
        assert exact[name] == made[name]


@pytest.mark.requirement("XAPI-00171")
def test_ids_leave_out_all_but_what_identifies(client):
    made = statement(
        actor=GROUP,
        verb=VERB,
        object=QUESTION,
        context={
            "instructor": PERSON | {"name": "I"},
            "team": {"objectType": "Group", "name": "T", "mbox": "mailto:t@example.org", "member": [PERSON]},
            "contextActivities": {"parent": [QUESTION]},
        },
    )
    client.put(made)
    found = shown(client, made, format="ids")
    assert found["actor"] == {
        "objectType": "Group",
        "member": [{"objectType": "Agent", **PERSON}, *GROUP["member"][1:]],
    }
    assert found["verb"] == {"id": VERB["id"]}
    assert found["object"] == {"id": QUESTION["id"]}
    assert found["context"]["instructor"] == PERSON
    assert found["context"]["team"] == {"objectType": "Group", "mbox": "mailto:t@example.org"}
    assert found["context"]["contextActivities"] == {"parent": [{"id": QUESTION["id"]}]}


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        case(
            "XAPI-00171 agent",
            PERSON | {"objectType": "Agent", "name": "A"},
            PERSON | {"objectType": "Agent"},
        ),
        case("XAPI-00171 reference", REFERENCE, REFERENCE),
        case(
            "XAPI-00171 sub-statement",
            as_sub_statement(statement(actor=PERSON | {"name": "A"}, verb=VERB, object=QUESTION)),
            as_sub_statement(statement(actor=PERSON, verb={"id": VERB["id"]}, object={"id": QUESTION["id"]})),
        ),
    ],
)
def test_ids_of_other_objects(client, target, expected):
    made = statement(object=target)
    client.put(made)
    assert shown(client, made, format="ids")["object"] == expected


@pytest.mark.requirement("XAPI-00169")
def test_canonical_has_what_is_known_of_an_activity_in_one_language(client):
    client.put(statement(object=QUESTION))
    made = statement(actor=GROUP, verb=VERB, object={"id": QUESTION["id"]})
    client.put(made)
    found = shown(client, made, format="canonical", headers={"Accept-Language": "ru"})
    assert found["object"]["definition"] == {
        "type": "https://example.org/question",
        "name": {"ru": "Цвет"},
        "description": {"ru": "Какой?"},
        "interactionType": "choice",
        "choices": [{"id": "r", "description": {"ru": "Красный"}}],
    }
    assert found["verb"] == {"id": VERB["id"], "display": {"ru": "сделал"}}
    assert found["actor"] == GROUP


@pytest.mark.requirement("XAPI-00170")
def test_canonical_does_not_change_what_is_exact(client):
    made = statement(verb=VERB, object=QUESTION)
    client.put(made)
    shown(client, made, format="canonical", headers={"Accept-Language": "ru"})
    shown(client, made, format="ids")
    assert shown(client, made)["object"] == QUESTION
    assert shown(client, made)["verb"] == VERB


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        case("XAPI-00172 the language", "ru", "ru"),
        case("XAPI-00172 letter case", "FA-af", "fa-AF"),
        case("XAPI-00172 without its country", "fa", "fa-AF"),
        case("XAPI-00172 of another country", "en-GB, de", "en-US"),
        case("XAPI-00172 the first", "fa-AF, ru", "fa-AF"),
        case("XAPI-00172 by weight", "en-US;q=0.1, ru;q=0.9, fa-AF;q=0.5", "ru"),
        case("XAPI-00172 one that is there", "de, fr;q=0.9, fa-AF;q=0.1", "fa-AF"),
        case("XAPI-00172 not wanted", "de, ru;q=0", "en-US"),
        case("XAPI-00172 any", "*", "en-US"),
        case("XAPI-00172 none that is there", "de", "en-US"),
        case("XAPI-00172 unreadable", ";;q=x,,", "en-US"),
        case("XAPI-00172 none", None, "en-US"),
    ],
)
def test_the_best_language_is_chosen(client, header, expected):
    made = statement(object=QUESTION)
    client.put(made)
    found = shown(client, made, format="canonical", headers={"Accept-Language": header})
    assert found["object"]["definition"]["name"] == {expected: NAMES[expected]}


@pytest.mark.requirement("XAPI-00172")
def test_each_map_of_words_is_chosen_from_by_itself(client):
    definition = {"name": {"en": "Name", "ru": "Имя"}, "description": {"fa-AF": "شرح", "en": "Words"}}
    made = statement(object={"id": "https://example.org/o", "definition": definition})
    client.put(made)
    found = shown(client, made, format="canonical", headers={"Accept-Language": "fa-AF, ru"})
    assert found["object"]["definition"] == {"name": {"ru": "Имя"}, "description": {"fa-AF": "شرح"}}


@pytest.mark.parametrize("style", [case("XAPI-00169", "canonical"), case("XAPI-00171", "ids")])
def test_a_page_has_its_statements_in_the_format_asked_for(client, style):
    client.store(statement(verb=VERB, object=QUESTION), statement(verb=VERB, object=QUESTION))
    response = client.get(format=style, headers={"Accept-Language": "ru"})
    verbs = [one["verb"] for one in response.json()["statements"]]
    expected = {"canonical": VERB | {"display": {"ru": "сделал"}}, "ids": {"id": VERB["id"]}}[style]
    assert verbs == [expected] * 2
