"""The Activities resource: part 3, 2.5; 2.0: 4.1.6.4."""

import pytest

from tests.factories.assessments import statement
from tests.factories.requirements import case
from tests.factories.whole_statement import as_sub_statement

ACTIVITIES = "/xapi/activities"
IRI = "https://example.org/активность"


def told_of(client, iri=IRI):
    response = client.get(ACTIVITIES, activityId=iri)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    return response.json()


def telling(**definition):
    return statement(object={"id": IRI, "definition": definition})


@pytest.mark.requirement("XAPI-00251", "XAPI-00252", "XAPI-00253", "IEEE-4.1.6.4")
def test_an_activity_never_heard_of_has_its_id_alone(client):
    assert told_of(client) == {"objectType": "Activity", "id": IRI}


@pytest.mark.requirement("XAPI-00251")
def test_an_activity_has_the_definition_that_a_statement_told(client):
    definition = {
        "type": "https://example.org/question",
        "name": {"ru": "Вопрос"},
        "moreInfo": "https://example.org/more",
        "interactionType": "choice",
        "choices": [{"id": "a"}],
        "extensions": {"https://example.org/x": [None]},
    }
    client.store(telling(**definition))
    assert told_of(client) == {"objectType": "Activity", "id": IRI, "definition": definition}


@pytest.mark.requirement("XAPI-00254")
def test_what_several_statements_tell_is_joined(client):
    client.store(telling(name={"ru": "Имя", "en": "Name"}, extensions={"a:b": 1}, type="a:old"))
    client.store(telling(description={"en": "Words"}))
    client.store(telling(name={"fa-AF": "نام", "en": "New name"}, extensions={"a:c": 2}, type="a:new"))
    assert told_of(client)["definition"] == {
        "name": {"ru": "Имя", "en": "New name", "fa-AF": "نام"},
        "description": {"en": "Words"},
        "extensions": {"a:b": 1, "a:c": 2},
        "type": "a:new",
    }


@pytest.mark.requirement("XAPI-00254")
def test_options_are_joined_when_they_stay_the_same(client):
    client.store(
        telling(interactionType="choice", choices=[{"id": "a", "description": {"en": "Yes"}}, {"id": "b"}])
    )
    client.store(
        telling(interactionType="choice", choices=[{"id": "c"}, {"id": "a", "description": {"ru": "Да"}}])
    )
    client.store(telling(interactionType="choice", choices=[{"id": "c"}, {"id": "a"}]))
    assert told_of(client)["definition"]["choices"] == [
        {"id": "c"},
        {"id": "a", "description": {"en": "Yes", "ru": "Да"}},
    ]


@pytest.mark.parametrize(
    "fields",
    [
        case("XAPI-00254 context", lambda told: {"context": {"contextActivities": {"parent": told}}}),
        case("XAPI-00254 contexts", lambda told: {"context": {"contextActivities": {"other": [told]}}}),
        case("XAPI-00254 sub-statement", lambda told: {"object": as_sub_statement(statement(object=told))}),
    ],
)
def test_what_is_told_beside_the_object_counts_too(client, fields):
    told = {"id": IRI, "definition": {"name": {"en": "Beside"}}}
    client.store(statement(**fields(told)))
    assert told_of(client)["definition"] == told["definition"]


@pytest.mark.parametrize(
    ("parameters", "name"),
    [
        case("XAPI-00250 none", {}, "activityId"),
        case("XAPI-00250 empty", {"activityId": ""}, "activityId"),
        case("XAPI-00012 no IRI", {"activityId": "activity"}, "activityId"),
        case("XAPI-00012 space", {"activityId": "https://example.org/a b"}, "activityId"),
        case("XAPI-00324 another parameter", {"activityId": IRI, "agent": "x"}, "agent"),
        case("XAPI-00325 in another case", {"activityID": IRI}, "activityID"),
    ],
)
def test_an_activity_is_asked_for_by_its_iri(client, parameters, name):
    response = client.get(ACTIVITIES, **parameters)
    assert response.status_code == 400
    assert response.json()["problems"][0]["parameter"] == name
