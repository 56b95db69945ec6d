"""The page that checks the square on a certificate without network, and what it takes along."""

from pathlib import Path

from csp.decorators import csp_update
from django.contrib.staticfiles import finders
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, pgettext
from django.views.decorators.http import require_safe

from certificates.verification.pocket_keys import pocket_keys


@require_safe
@csp_update({"manifest-src": ["'self'"]})
def offline(request):
    """Show the page; it keeps itself on the device, so nothing of a person may stand in it."""
    response = render(request, "verification/offline.html")
    response["Cache-Control"] = "no-cache"
    response["Permissions-Policy"] = "camera=(self)"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def worker(request):
    """Send the script that opens the page without network. It stands at the root: its scopes are below it."""
    code = Path(finders.find("js/verify-worker.js")).read_bytes()
    return HttpResponse(code, content_type="text/javascript", headers={"Cache-Control": "no-cache"})


@require_safe
def keys(request):
    """Send the public keys of the academies."""
    return JsonResponse(pocket_keys(), headers={"Cache-Control": "no-cache"})


@require_safe
def manifest(request):
    """Say how the page stands among the apps of a phone (W3C Web Application Manifest)."""
    told = {
        "name": pgettext("app on a phone", "Panah: check certificates"),
        "short_name": pgettext("app on a phone", "Certificates"),
        "id": "/verify/",
        "start_url": reverse("verify_offline"),
        "scope": reverse("verify_form"),
        "display": "standalone",
        "lang": get_language(),
        "dir": "rtl" if get_language_info(get_language())["bidi"] else "ltr",
        "background_color": "#f8f4ec",
        "theme_color": "#0f4c4a",
        "icons": [
            {"src": static("img/verify-app.svg"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")
