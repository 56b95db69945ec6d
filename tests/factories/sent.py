"""Packages that were sent, through the acts that take them."""

from django.utils import timezone

from assessments.uploads.taking.receiving import ArrivingHandler, receive
from tests.factories.zips import zipped


def send(content: bytes | None = None, *, by, name="package.zip", at=None, replaces_key=None):
    """Let a file arrive and be received, as the page does, and return the upload; by default nobody knows its kind."""
    content = zipped({"a.txt": b"text"}) if content is None else content
    handler = ArrivingHandler(most=10**9)
    handler.new_file("file", name, "application/zip", len(content))
    handler.receive_data_chunk(content, 0)
    with handler.file_complete(len(content)) as arrived:
        return receive(file=arrived, by=by, at=at or timezone.now(), replaces_key=replaces_key)
