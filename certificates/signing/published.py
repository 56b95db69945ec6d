"""What an academy shows of its keys: the certificates of its authority, for programs that are to trust them."""

from certificates.signing.models import SigningKey
from courses.academies.models import Academy


def authority_pem(academy: Academy) -> str:
    """Return the certificates of the academy's own authority as PEM, the current one first; "" where it has none.

    Retired ones are among them: files that they vouch for are still about.
    """
    made = SigningKey.objects.of(academy).filter(purpose=SigningKey.Purpose.AUTHORITY)
    newest_first = made.order_by("-created_at", "-pk").values_list("certificate_pem", flat=True)
    return "".join(newest_first)
