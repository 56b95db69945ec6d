from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates.issuing.facts import fonts, printed_facts, verify_url
from certificates.issuing.lines import certificate_line, certificates_of
from certificates.register.models import Certificate
from certificates.rendering.artwork import qr_svg
from certificates.rendering.pdf import render_certificate
from certificates.verification.lookup import in_language


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


@login_required
@require_safe
def my_certificates(request):
    """List the person's own certificates."""
    lines = certificates_of(request.user, get_language())
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
