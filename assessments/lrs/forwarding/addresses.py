"""Which addresses secrets may be sent to."""

from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _


class UnsafeAddress(ValueError):
    """Credentials are not sent there; `reason` is translatable."""

    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def require_safe(address: str) -> None:
    """Raise UnsafeAddress unless the address is https, or http to a host of PANAH_FORWARD_HTTP_HOSTS."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        has_port_that_is_none = parts.port == 0
    except ValueError:
        raise UnsafeAddress(_("This is not a web address.")) from None
    if parts.username is not None or parts.password is not None:
        raise UnsafeAddress(_("Enter the user name and the secret in their own fields, not in the address."))
    if not host or has_port_that_is_none or parts.query or parts.fragment:
        raise UnsafeAddress(_("This is not the address of a record store."))
    if parts.scheme != "https" and not _is_allowed_plain(parts.scheme, host):
        raise UnsafeAddress(
            _("Only https is safe for a secret. (PANAH_FORWARD_HTTP_HOSTS names exceptions.)")
        )


def _is_allowed_plain(scheme: str, host: str) -> bool:
    return scheme == "http" and host in settings.PANAH_FORWARD_HTTP_HOSTS
