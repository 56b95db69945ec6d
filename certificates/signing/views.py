"""What everybody may fetch of an academy's keys."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from certificates.signing.published import authority_pem
from courses.academies.models import Academy


@require_safe
def authority(request, key):
    """Send the certificates of the academy's authority, for readers of PDF that are to trust it."""
    pem = authority_pem(get_object_or_404(Academy, key=key))
    if not pem:
        raise Http404
    response = HttpResponse(pem, content_type="application/x-pem-file")
    response["Content-Disposition"] = 'attachment; filename="authority.pem"'
    response["Cache-Control"] = "public, max-age=3600"
    return response
