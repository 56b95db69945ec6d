"""The door of the record store for everybody inside the platform."""

from assessments.lrs.statements.activities import known_definitions
from assessments.lrs.statements.attachments import contents_of
from assessments.lrs.statements.errors import BadQuery, RecordOutsideTransaction, StatementConflict
from assessments.lrs.statements.reading.agents import person
from assessments.lrs.statements.reading.finding import find_one, find_page
from assessments.lrs.statements.reading.horizon import horizon
from assessments.lrs.statements.reading.queries import read_query
from assessments.lrs.statements.receiving import receive
from assessments.lrs.statements.storing import OWN_AUTHORITY, record

__all__ = [
    "OWN_AUTHORITY",
    "BadQuery",
    "RecordOutsideTransaction",
    "StatementConflict",
    "contents_of",
    "find_one",
    "find_page",
    "horizon",
    "known_definitions",
    "person",
    "read_query",
    "receive",
    "record",
]
