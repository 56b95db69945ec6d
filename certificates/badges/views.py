"""The public documents of an academy, and a badge for its holder."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from certificates.badges.documents import did_document, key_set, keys_of, profile
from certificates.badges.status import SECONDS, signed_list
from certificates.register.models import Certificate
from certificates.signing.keys import KeyTrouble
from courses.academies.models import Academy


@require_safe
def did(request, key):
    """Send the DID document of an academy that has made keys."""
    academy, keys = _with_keys(key)
    return _public(did_document(academy, keys), "application/did+ld+json")


@require_safe
def jwks(request, key):
    academy, keys = _with_keys(key)
    return _public(key_set(academy, keys), "application/jwk-set+json")


@require_safe
def status(request, key, number):
    """Send a status list; 503 while the academy has no key to sign it with."""
    academy = get_object_or_404(Academy, key=key)
    try:
        signed = signed_list(academy, number, at=timezone.now())
    except KeyTrouble:
        return _public({"error": "The academy has no key to sign this list with."}, status=503)
    if signed is None:
        raise Http404
    # Not application/vc: readers of linked data, the public validator's among them, take nothing but JSON.
    return _public(signed)


@require_safe
def academy(request, key):
    """Send the profile to programs, and people to a page for them."""
    found = get_object_or_404(Academy, key=key)
    if request.get_preferred_type(["application/json", "text/html"]) == "text/html":
        response = redirect("academy_page", key=key)
    else:
        response = _public(profile(found))
    patch_vary_headers(response, ["Accept"])
    return response


@require_safe
def page(request, key):
    """Tell a person who issued a badge, and where certificates are verified."""
    return render(request, "badges/academy.html", {"academy": get_object_or_404(Academy, key=key)})


@login_required
@require_safe
def badge(request, code):
    """Send the badge to those who may have the PDF; to anybody else there is none (404)."""
    certificate, file = _file(request.user, code)
    return _download(file.badge, "application/vc", f"{certificate.number}.json")


@login_required
@require_safe
def badge_jwt(request, code):
    certificate, file = _file(request.user, code)
    return _download(file.badge_jwt, "application/jwt", f"{certificate.number}.jwt")


def _file(user, code):
    """Return a certificate and its file, if it is the person's to see and has a badge."""
    seen = Certificate.objects.visible_to(user).filter(file__badge__gt="")
    certificate = get_object_or_404(seen.select_related("file").defer("file__pdf"), code=code)
    return certificate, certificate.file


def _with_keys(key):
    academy = get_object_or_404(Academy, key=key)
    keys = list(keys_of(academy))
    if not keys:
        raise Http404
    return academy, keys


def _public(content: dict, kind: str = "application/json", status: int = 200) -> JsonResponse:
    """Return JSON that every site may read. It is the same for everybody, and no one is signed in for it."""
    response = JsonResponse(
        content, status=status, content_type=kind, json_dumps_params={"ensure_ascii": False}
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = f"public, max-age={SECONDS}" if status == 200 else "no-store"
    return response


def _download(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
