import json
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from assessments.lrs.models import Statement, StatementTerm
from assessments.lrs.statements import terms
from assessments.lrs.statements.errors import RecordOutsideTransaction, StatementConflict
from assessments.lrs.store import record
from assessments.xapi import vocabulary
from assessments.xapi.building import build_statement
from assessments.xapi.tracking import ActivityRef
from assessments.xapi.validation import InvalidStatement
from tests.factories.assessments import NOON, statement, tracking_for
from tests.factories.people import make_person


def terms_held_by(row):
    return set(StatementTerm.objects.filter(statement_id=row.pk).values_list("term", flat=True))


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded():
    with pytest.raises(RecordOutsideTransaction):
        record(statement())
    assert not Statement.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_statement_goes_when_the_fact_it_tells_of_is_rolled_back():
    def fail_after_recording():
        with transaction.atomic():
            record(statement())
            raise LookupError

    with pytest.raises(LookupError):
        fail_after_recording()
    assert not Statement.objects.exists()


@pytest.mark.django_db
class TestRecord:
    def test_a_row_has_what_a_statement_is_found_by(self):
        registration = uuid4()
        made = statement(context={"registration": str(registration)})
        [row] = record(made)
        row.refresh_from_db()
        assert str(row.statement_id) == made["id"]
        assert row.verb == made["verb"]["id"]
        wanted = {
            terms.term(terms.AGENT, "account https://example.org p-1"),
            terms.term(terms.VERB, made["verb"]["id"]),
            terms.term(terms.ACTIVITY, made["object"]["id"]),
            terms.term(terms.REGISTRATION, str(registration)),
            terms.of_client("panah"),
            terms.of_launch(made["actor"], registration),
        }
        assert wanted <= terms_held_by(row)
        assert row.timestamp.isoformat() == "2026-03-02T10:00:00+00:00"
        assert row.authority == "panah"
        assert not row.voided

    def test_the_store_adds_what_is_its_own_and_changes_nothing_else(self, settings):
        settings.PANAH_BASE_URL = "https://panah.example.org"
        made = statement(result={"duration": "P1Y2M", "score": {"scaled": 0.10}})
        [row] = record(made)
        kept = json.loads(row.raw)
        assert kept.pop("stored") == row.stored.isoformat().replace("+00:00", "Z")
        assert kept.pop("authority") == {
            "objectType": "Agent",
            "account": {"homePage": "https://panah.example.org", "name": "panah"},
        }
        assert kept.pop("version") == "1.0.0"
        assert kept == made

    def test_what_the_client_left_out_is_filled_in(self):
        [row] = record(statement(id=None, timestamp=None))
        kept = json.loads(row.raw)
        assert kept["id"] == str(row.statement_id)
        assert kept["timestamp"] == kept["stored"]

    def test_letters_of_every_script_are_kept_as_they_are(self):
        [row] = record(
            statement(object={"id": "https://example.org/a", "definition": {"name": {"fa-AF": "پناه"}}})
        )
        assert "پناه" in row.raw

    def test_many_statements_are_one_round_of_inserts(self):
        with CaptureQueriesContext(connection) as queries:
            rows = record(*(statement() for _ in range(12)))
        told = [query["sql"] for query in queries if "SAVEPOINT" not in query["sql"]]
        # SQLite cannot insert into two tables in one command; one command for all terms it is.
        assert len(told) == (1 if connection.vendor == "postgresql" else 2), told
        assert [row.pk for row in rows] == sorted(row.pk for row in rows)

    def test_a_statement_of_tincan_is_recorded_like_any_other(self):
        made = build_statement(
            verb=vocabulary.PASSED,
            activity=ActivityRef("course", uuid4()),
            tracking=tracking_for(make_person()),
            at=NOON,
        )
        [row] = record(made)
        assert (row.statement_id, row.timestamp, row.verb) == (made.id, NOON, vocabulary.PASSED.iri)

    def test_the_same_statement_again_is_the_row_that_is_there(self):
        made = statement()
        [first] = record(made)
        [second] = record(made)
        assert second == first
        assert Statement.objects.count() == 1

    def test_among_new_ones_the_known_one_is_left_out(self):
        known, *new = statement(), statement(), statement()
        [first] = record(known)
        rows = record(new[0], known, new[1])
        assert rows[1] == first
        assert [str(row.statement_id) for row in rows] == [new[0]["id"], known["id"], new[1]["id"]]
        assert Statement.objects.count() == 3

    def test_another_statement_under_a_known_id_is_a_conflict(self):
        made = statement()
        record(made)
        with pytest.raises(StatementConflict) as caught:
            record(statement(), made | {"verb": {"id": "https://example.org/other"}})
        assert str(caught.value.statement_id) == made["id"]
        assert Statement.objects.count() == 1

    def test_one_id_twice_in_a_batch_is_refused(self):
        made = statement()
        with pytest.raises(InvalidStatement) as caught:
            record(statement(), made, made)
        assert caught.value.problems[0].pointer == "/2/id"

    def test_a_faulty_statement_is_named_by_its_place_in_the_batch(self):
        with pytest.raises(InvalidStatement) as caught:
            record(statement(), statement(verb={"id": "x"}))
        assert [problem.pointer for problem in caught.value.problems] == ["/1/verb/id"]
        assert not Statement.objects.exists()

    def test_verbs_too_long_for_a_column_are_still_told_apart(self):
        long = "https://example.org/" + "a" * 600
        first, second = record(statement(verb={"id": long + "1"}), statement(verb={"id": long + "2"}))
        assert first.verb != second.verb
        assert max(len(first.verb), len(second.verb)) <= 500

    @pytest.mark.parametrize(
        ("actor", "identifier"),
        [
            ({"mbox": "mailto:a@example.org"}, "mbox mailto:a@example.org"),
            ({"mbox_sha1sum": "a" * 40}, "mbox_sha1sum " + "a" * 40),
            ({"openid": "https://example.org/me"}, "openid https://example.org/me"),
            (
                {"objectType": "Group", "member": [{"mbox": "mailto:b@example.org"}]},
                "mbox mailto:b@example.org",
            ),
        ],
    )
    def test_an_actor_is_found_by_its_identifier(self, actor, identifier):
        [row] = record(statement(actor=actor))
        assert terms.term(terms.AGENT, identifier) in terms_held_by(row)


@pytest.mark.django_db
class TestVoiding:
    @staticmethod
    def voiding(target, **fields):
        reference = {"objectType": "StatementRef", "id": target}
        return statement(verb={"id": vocabulary.VOIDED.iri}, object=reference, **fields)

    def test_the_target_is_marked_and_the_voiding_statement_is_not(self):
        made = statement()
        [target] = record(made)
        [voider] = record(self.voiding(made["id"].upper()))
        target.refresh_from_db()
        assert target.voided
        assert not voider.voided

    def test_target_and_voiding_statement_may_come_in_one_batch(self):
        made = statement()
        record(made, self.voiding(made["id"]))
        assert Statement.objects.get(statement_id=made["id"]).voided

    def test_a_voiding_statement_cannot_be_voided(self):
        first = self.voiding(str(uuid4()))
        record(first)
        record(self.voiding(first["id"]))
        assert not Statement.objects.filter(voided=True).exists()

    def test_the_target_itself_stays_as_it_was(self):
        made = statement()
        [target] = record(made)
        raw = target.raw
        record(self.voiding(made["id"]))
        target.refresh_from_db()
        assert target.raw == raw
