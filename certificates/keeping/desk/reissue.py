"""Issuing a certificate anew: old and new side by side, letters checked, the page looked at before it counts."""

from base64 import b64encode

from django.contrib.auth import get_user_model
from django.db import OperationalError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from certificates.keeping.desk.record import KeeperMixin
from certificates.keeping.forms import ReissueForm
from certificates.keeping.reissuing import NotReissuable, draft_of, newest_version, reissue
from certificates.rendering.picture import picture_of
from certificates.rendering.text import MissingGlyph, TextTooLong
from certificates.signing.keys import KeyTrouble

WIDTH = 1000
UNPRINTABLE = (MissingGlyph, TextTooLong)


class ReissuePage(KeeperMixin, TemplateView):
    """Ask for the mended names and the reason, show the page as it would be, then issue it."""

    template_name = "panah_admin/certificates/reissue.html"
    page_title = gettext_lazy("Issue anew")

    def get(self, request, *args, **kwargs):
        if self.certificate.replaced_by_id:
            return self._leave(NotReissuable("replaced", self.certificate.replaced_by))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, form=None, picture="", **kwargs):
        return super().get_context_data(
            form=form or ReissueForm(certificate=self.certificate),
            picture=picture,
            is_newer=newest_version(self.certificate) != self.certificate.design_version,
            **kwargs,
        )

    def post(self, request, pk):
        form = ReissueForm(request.POST, certificate=self.certificate)
        if not form.is_valid():
            return self.answer(form, status=422)
        try:
            if request.POST.get("act") != "issue":
                return self.answer(form, picture=_picture(self.certificate, form.order()))
            new = reissue(
                certificate=self.certificate,
                reason=form.cleaned_data["reason"],
                after_mistake=self.certificate.is_revoked,
                by=request.user,
                at=timezone.now(),
                **form.order(),
            )
        except NotReissuable as error:
            return self._leave(error)
        except UNPRINTABLE as error:
            return self._refuse(form, error)
        except KeyTrouble as error:
            form.add_error(None, str(error))
            return self.answer(form, status=422)
        except (OSError, OperationalError) as error:
            told = _("Nothing was issued, because it could not be stored: %(why)s")
            form.add_error(None, told % {"why": error})
            return self.answer(form, status=422)
        told = _("The certificate %(new)s is issued in place of %(old)s. The holder was told.")
        messages.success(request, told % {"new": new.number, "old": self.certificate.number})
        return redirect("certificate_record", pk=new.pk)

    def answer(self, form, picture="", status=200):
        context = self.get_context_data(form=form, picture=picture)
        return self.render_to_response(context, status=status)

    def _refuse(self, form, error):
        is_name = error.field in form.fields
        told = _("The field “%(field)s” is too long for the page.")
        if isinstance(error, MissingGlyph):
            told = _("No font of the certificate has the sign “%(sign)s” (field “%(field)s”).")
        label = (
            get_user_model()._meta.get_field(error.field).verbose_name
            if hasattr(get_user_model(), error.field)
            else error.field
        )
        about = {"field": label, "sign": getattr(error, "character", "")}
        form.add_error(error.field if is_name else None, told % about)
        return self.answer(form, status=422)

    def _leave(self, error: NotReissuable):
        told = {
            "replaced": _("It was replaced before: %(number)s is the one that counts."),
            "standing": _("%(number)s, issued since, certifies the same. Two of them cannot stand."),
        }[error.reason]
        messages.warning(self.request, told % {"number": error.certificate.number})
        return redirect("certificate_record", pk=error.certificate.pk)


def _picture(certificate, order: dict) -> str:
    pdf = draft_of(certificate=certificate, at=timezone.now(), **order)
    return f"data:image/png;base64,{b64encode(picture_of(pdf, width=WIDTH)).decode()}"
