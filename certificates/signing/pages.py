"""The keys of the own academy in the admin: what there is and until when. They are made on the server."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from certificates.signing.keys import NEEDED
from certificates.signing.models import SigningKey
from certificates.signing.names import fingerprint_of
from courses.academies.models import Academy

MAY_SEE = "certificates.view_signingkey"
# How long before its end a key is warned of.
SOON = timedelta(days=60)


@dataclass(frozen=True)
class KeyLine:
    """One key as the page shows it."""

    key: SigningKey
    state: str  # "current", "soon", "ended" or "retired"
    fingerprint: str


@dataclass(frozen=True)
class AcademyLines:
    """The keys of one academy, those in use first; `has_authority` tells whether there is a certificate to fetch."""

    academy: Academy
    current: tuple[KeyLine, ...]
    retired: tuple[KeyLine, ...]
    missing: tuple[str, ...]
    has_authority: bool

    @property
    def troubled(self) -> tuple[KeyLine, ...]:
        """Return the keys that end soon or have ended."""
        return tuple(line for line in self.current if line.state != "current")


class KeysPage(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every key of the own academy, also those that sign no more."""

    permission_required = MAY_SEE
    raise_exception = True
    template_name = "signing/keys.html"
    page_title = gettext_lazy("Signing keys")
    header_icon = "key"

    def get_breadcrumbs_items(self):
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        academies = Academy.objects.visible_to(self.request.user).prefetch_related("signing_keys__created_by")
        now = timezone.now()
        return super().get_context_data(academies=[lines_of(academy, now) for academy in academies], **kwargs)


def lines_of(academy: Academy, now: datetime) -> AcademyLines:
    """Return the keys of an academy, which come with it prefetched."""
    keys = sorted(academy.signing_keys.all(), key=lambda key: key.created_at, reverse=True)
    lines = [KeyLine(key, state_of(key, now), fingerprint_of(key.certificate_pem)) for key in keys]
    order = list(SigningKey.Purpose)
    current = [line for line in lines if line.state != "retired"]
    there = {line.key.purpose for line in current}
    return AcademyLines(
        academy=academy,
        current=tuple(sorted(current, key=lambda line: order.index(line.key.purpose))),
        retired=tuple(line for line in lines if line.state == "retired"),
        missing=tuple(purpose.label for purpose in NEEDED if purpose not in there),
        has_authority=any(key.purpose == SigningKey.Purpose.AUTHORITY for key in keys),
    )


def state_of(key: SigningKey, now: datetime) -> str:
    if key.retired_at:
        return "retired"
    if key.valid_until is None or key.valid_until > now + SOON:
        return "current"
    return "soon" if key.valid_until > now else "ended"
