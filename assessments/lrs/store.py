"""The door of the record store for everybody inside the platform."""

from assessments.lrs.statements.errors import RecordOutsideTransaction, StatementConflict
from assessments.lrs.statements.storing import OWN_AUTHORITY, record

__all__ = ["OWN_AUTHORITY", "RecordOutsideTransaction", "StatementConflict", "record"]
