"""The frame of H5P content: a document without a session, a cookie or a person."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from assessments.h5p.framing import frame_document
from assessments.h5p.models import H5PVersion
from assessments.h5p.serving import FRAME
from assessments.uploads.giving.signing import BadToken, read

_HEADERS = {
    "X-Frame-Options": "SAMEORIGIN",
    # A document in a sandbox must not ask for a group of its own: opened alone it would not be shown.
    "Cross-Origin-Opener-Policy": "unsafe-none",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, max-age=600",
}


@require_safe
def frame(request, token):
    """Show the version that the token names in its player. Whatever way it is opened, it has an opaque origin."""
    at = timezone.now()
    version = get_object_or_404(
        H5PVersion.objects.select_related("content", "main_library"), pk=_version(token, at)
    )
    origin = f"{request.scheme}://{request.get_host()}"
    with translation.override(_language(request)):
        document = frame_document(version, origin=origin, at=at)
        # Without the request: nothing in the frame may know who asked for it.
        text = render_to_string("h5p/frame.html", {"frame": document})
    return HttpResponse(text, headers={**_HEADERS, "Content-Security-Policy": document.policy})


def _version(token: str, at) -> str:
    try:
        signed = read(token, at=at)
    except BadToken:
        raise Http404 from None
    if signed.kind != FRAME:
        raise Http404
    return signed.key


def _language(request) -> str:
    """Return the language of the player's own words: that of the page around it."""
    asked = request.GET.get("language", "")
    return asked if translation.check_for_language(asked) else translation.get_language()
