from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.keeping.correcting import NobodyToTell, report_name, told_at
from certificates.keeping.forms import WrongNameForm
from certificates.keeping.lines import certificate_line, certificates_of, newest_of
from certificates.making.files import pdf_of
from certificates.making.printing import printed, verify_url
from certificates.register.models import Certificate, CertificateFile
from certificates.rendering.artwork import qr_svg
from certificates.rendering.picture import picture_of
from certificates.verification.lookup import in_language

PICTURE_WIDTH = 960


@login_required
@require_safe
def download(request, code):
    """Send the PDF to its holder or to somebody who may see all certificates; to anybody else there is none (404)."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    return _private(pdf_of(certificate), "application/pdf", f"{certificate.number}.pdf")


@login_required
@require_safe
def picture(request, code):
    """Send the page as a picture, to whom the PDF would be sent."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    made = picture_of(pdf_of(certificate), width=PICTURE_WIDTH)
    return _private(made, "image/png", f"{certificate.number}.png")


def _private(body: bytes, content_type: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "private, no-store"}
    return HttpResponse(body, content_type=content_type, headers=headers)


@login_required
@require_safe
def my_certificates(request):
    """List the person's own certificates, those that were replaced as well."""
    lines = certificates_of(request.user, get_language(), with_replaced=True)
    return render(request, "certificates/list.html", {"certificates": lines})


@login_required
@require_safe
def certificate(request, code):
    """Show one certificate to its holder (or who may see all): facts, file, the address that strangers check."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    return _certificate_page(request, certificate, WrongNameForm())


def _certificate_page(request, certificate: Certificate, form: WrongNameForm, status: int = 200):
    facts, _design = printed(certificate)
    newest, language = newest_of(certificate), get_language()
    context = {
        "certificate": certificate_line(certificate, language),
        "row": certificate,
        "title": in_language(certificate.facts["title"], language),
        "facts": facts,
        "course_titles": [in_language(course.titles, language) for course in facts.courses],
        "verify_url": verify_url(certificate.code),
        "qr_svg": qr_svg(verify_url(certificate.code)),
        "newest": None if newest == certificate else certificate_line(newest, language),
        "has_badge": CertificateFile.objects.filter(pk=certificate.pk).exclude(badge="").exists(),
        "is_own": certificate.holder_id == request.user.pk,
        "told_at": told_at(certificate),
        "form": form,
    }
    return render(request, "certificates/detail.html", context, status=status)


@login_required
@require_POST
def wrong_name(request, code):
    """Take from the holder, and nobody else, that the name on a certificate is wrong, and tell the academy."""
    certificate = get_object_or_404(Certificate.objects.filter(holder=request.user).standing(), code=code)
    form = WrongNameForm(request.POST)
    if not form.is_valid():
        return _certificate_page(request, certificate, form, status=422)
    try:
        report_name(certificate=certificate, words=form.cleaned_data["words"], at=timezone.now())
    except NobodyToTell:
        messages.error(request, _("Nobody of your academy can be written to here. Tell your lecturer."))
    else:
        messages.success(request, _("Your academy was told. If it agrees, you get a new certificate."))
    return redirect("certificate", code=code)
