"""One certificate as the staff of an academy see it, with its history; and revoking it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import ModelLogEntry

from certificates.keeping.auditing import REISSUED
from certificates.keeping.desk.stating import state_of
from certificates.keeping.forms import RevokeForm
from certificates.keeping.revoking import AlreadyRevoked, revoke
from certificates.making.printing import verify_url
from certificates.register.models import Certificate
from certificates.signing.models import SigningKey
from certificates.verification.lookup import in_language


@dataclass(frozen=True)
class Event:
    """One thing that happened to a certificate: `other` is the one it replaced or was replaced by."""

    at: datetime
    what: str
    by: object = None
    why: str = ""
    other: Certificate | None = None


class RecordMixin(PermissionRequiredMixin, WagtailAdminTemplateMixin):
    """A page of one certificate (`pk` in the address) that somebody may see; of another there is none (404)."""

    raise_exception = True
    header_icon = "doc-full-inverse"

    @cached_property
    def certificate(self) -> Certificate:
        return get_object_or_404(self.certificates(), pk=self.kwargs["pk"])

    def certificates(self):
        return Certificate.objects.visible_to(self.request.user).select_related(
            "academy",
            "holder",
            "issued_by",
            "revoked_by",
            "replaced_by",
            "design_version__design",
            "transcript__enrolment__cohort",
        )

    def get_breadcrumbs_items(self):
        record = reverse("certificate_record", args=[self.certificate.pk])
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificate_register:index"), "label": _("Certificates")},
            {"url": record, "label": self.certificate.number},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(certificate=self.certificate, **kwargs)


class KeeperMixin(RecordMixin):
    """What changes the register is for the academy that issued the certificate."""

    permission_required = "certificates.revoke_certificate"

    def certificates(self):
        return super().certificates().kept_by(self.request.user)


class RecordPage(RecordMixin, TemplateView):
    permission_required = "certificates.view_certificate"
    template_name = "panah_admin/certificates/record.html"
    page_title = gettext_lazy("Record")

    def get_context_data(self, **kwargs):
        certificate, user = self.certificate, self.request.user
        keeps = user.has_perm(KeeperMixin.permission_required)
        return super().get_context_data(
            state=state_of(certificate, timezone.localdate()),
            title=in_language(certificate.facts.get("title") or {}, get_language()),
            events=history_of(certificate),
            key=signed_by(certificate),
            verify_url=verify_url(certificate.code),
            is_own=user.is_superuser or user.academy_id == certificate.holder.academy_id,
            may_keep=keeps and Certificate.objects.kept_by(user).filter(pk=certificate.pk).exists(),
            **kwargs,
        )


class RevokePage(KeeperMixin, TemplateView):
    """Ask for the reason and revoke one certificate."""

    template_name = "panah_admin/revoke.html"
    page_title = gettext_lazy("Revoke the certificate")
    header_icon = "warning"

    def get_context_data(self, form=None, **kwargs):
        return super().get_context_data(form=form or RevokeForm(), **kwargs)

    def post(self, request, pk):
        form = RevokeForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        reason, now = form.cleaned_data["reason"], timezone.now()
        try:
            revoke(certificate=self.certificate, reason=reason, by=request.user, at=now)
        except AlreadyRevoked as error:
            told = _("The certificate %(number)s was revoked before, on %(day)s. That stays as it was.")
            day = timezone.localdate(error.certificate.revoked_at)
            messages.warning(request, told % {"number": error.certificate.number, "day": f"{day:%d.%m.%Y}"})
        else:
            told = _("The certificate %(number)s is revoked.")
            messages.success(request, told % {"number": self.certificate.number})
        return redirect("certificate_record", pk=pk)


def history_of(certificate: Certificate) -> list[Event]:
    """Return what happened to a certificate, the first thing first. Two queries."""
    old = Certificate.objects.filter(replaced_by=certificate).first()
    told = ModelLogEntry.objects.for_instance(certificate).filter(action=REISSUED).first()
    issued = _("Issued in place of %(number)s") % {"number": old.number} if old else _("Issued")
    found = [
        Event(certificate.issued_at, issued, certificate.issued_by, told.data["reason"] if told else "", old)
    ]
    new = certificate.replaced_by
    if certificate.is_revoked:
        reason, by = certificate.revocation_reason, certificate.revoked_by
        found.append(Event(certificate.revoked_at, _("Revoked"), by, reason))
    if new:
        replaced = _("Replaced by %(number)s") % {"number": new.number}
        found.append(Event(new.issued_at, replaced, new.issued_by, other=new))
    return found


def signed_by(certificate: Certificate) -> SigningKey | None:
    """Return the academy's key for PDFs that was the current one when the certificate was issued."""
    at = certificate.issued_at
    keys = SigningKey.objects.filter(
        Q(retired_at=None) | Q(retired_at__gt=at),
        academy=certificate.academy_id,
        purpose=SigningKey.Purpose.PAPER,
        created_at__lte=at,
    )
    return keys.order_by("-created_at").first()
