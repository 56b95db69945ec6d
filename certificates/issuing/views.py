import io

import segno
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates.issuing.facts import fonts, printed_facts, verify_url
from certificates.register.models import Certificate
from certificates.rendering.pdf import render_certificate
from certificates.verification.lookup import in_language
from courses.learning.states import CertificateLine


@login_required
@require_safe
def download(request, code):
    """Send the PDF to its holder or to somebody who may see all certificates; to anybody else there is none (404)."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    pdf = render_certificate(printed_facts(certificate), fonts())
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{certificate.number}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def certificate_line(certificate: Certificate, language: str) -> CertificateLine:
    """Return the certificate as lists print it, titled in the language."""
    courses = (in_language(course["titles"], language) for course in certificate.facts["courses"])
    return CertificateLine(
        number=certificate.number,
        title="; ".join(courses),
        issued_on=certificate.issued_on,
        url=reverse("certificate", args=[certificate.code]),
        pdf_url=reverse("certificate_pdf", args=[certificate.code]),
        state=certificate.state_on(timezone.localdate()),
    )


@login_required
@require_safe
def my_certificates(request):
    own = Certificate.objects.filter(holder=request.user)
    lines = [certificate_line(certificate, get_language()) for certificate in own]
    return render(request, "certificates/list.html", {"certificates": lines})


@login_required
@require_safe
def certificate(request, code):
    """Show one certificate to its holder (or who may see all): facts, file, the address that strangers check."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), code=code)
    facts = printed_facts(certificate)
    context = {
        "certificate": certificate_line(certificate, get_language()),
        "facts": facts,
        "course_titles": [in_language(course.titles, get_language()) for course in facts.courses],
        "verify_url": verify_url(certificate.code),
        "qr_svg": qr_svg(verify_url(certificate.code)),
    }
    return render(request, "certificates/detail.html", context)


def qr_svg(text: str) -> str:
    """Return an inline SVG of the QR code, coloured by the page's own style."""
    out = io.BytesIO()
    segno.make(text, error="m").save(out, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2)
    return mark_safe(out.getvalue().decode())  # noqa: S308 - segno's own markup, the text is only drawn as modules
