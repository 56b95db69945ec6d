"""Every model of the record store, by name."""

from assessments.lrs.clients.models import LaunchToken, LrsKey
from assessments.lrs.documents.models import Document
from assessments.lrs.forwarding.models import Destination, ForwardingWorker, ParkedStatement
from assessments.lrs.statements.models import Attachment, KnownActivity, Statement, StatementTerm
from assessments.lrs.transfer.models import ImportRun

__all__ = [
    "Attachment",
    "Destination",
    "Document",
    "ForwardingWorker",
    "ImportRun",
    "KnownActivity",
    "LaunchToken",
    "LrsKey",
    "ParkedStatement",
    "Statement",
    "StatementTerm",
]
