"""A request whose Content-Type may be anything."""

from django.core.exceptions import SuspiciousOperation
from django.core.handlers.wsgi import WSGIRequest


class Request(WSGIRequest):
    """Django's, but that what it cannot read in a Content-Type is left unread instead of ending in an error 500.

    It happens before any middleware or view: "charset=rot13" is an encoding, but none of text.
    """

    def _set_content_type_params(self, meta):
        try:
            super()._set_content_type_params(meta)
        except (LookupError, ValueError, SuspiciousOperation):
            self.content_type, self.content_params, self._encoding = "", {}, None
