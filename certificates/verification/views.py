"""What anybody with a code sees and may ask, without an account."""

from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from certificates.register.numbering import normalise_code
from certificates.verification import papers
from certificates.verification.discretion import Limit, discreet, require
from certificates.verification.limits import visitor_of
from certificates.verification.lookup import UNKNOWN, Verdict, find, verdict_on
from certificates.verification.mistyping import hints_on
from certificates.verification.naming import LONGEST, same_person

# A class checks its certificates from one address.
LOOK_UPS = Limit("look up", most=120, seconds=60)
# Names of one certificate: of a visitor, and of all visitors together; and of one visitor at all certificates.
OWN_NAMES = Limit("name, visitor and certificate", most=5, seconds=3600)
ALL_NAMES = Limit("name, certificate", most=30, seconds=3600)
NAMES = Limit("name, visitor", most=60, seconds=3600)
# A file that has to be read takes a second of work.
OWN_FILES = Limit("file, visitor", most=20, seconds=600)
ALL_FILES = Limit("file", most=60, seconds=60)
# Boundaries of a form with one file.
_ROOM = 16 * 1024


@require_safe
@discreet
def verify(request, code):
    """Say what a certificate is worth. An unknown code is told as 404."""
    require(LOOK_UPS, visitor_of(request))
    return _page(request, code, find(code))


@discreet
@sensitive_post_parameters("name")
def person(request, code):
    """Say whether a name that is typed is the holder's, and never how near it is."""
    certificate = _asked_of(request, code)
    if certificate is None:
        return redirect("verify_localised", code=code)
    visitor, name = visitor_of(request), request.POST.get("name", "").strip()
    if not name:
        return _page(request, code, certificate, person="missing")
    require(NAMES, visitor)
    require(OWN_NAMES, f"{visitor} {certificate.code}")
    require(ALL_NAMES, certificate.code)
    same = len(name) <= LONGEST and same_person(name, certificate.facts)
    return _page(request, code, certificate, person="same" if same else "other")


@csrf_exempt
@discreet
def file(request, code):
    """Say what a file is worth: by its digest where the browser made it, else by the file, which is kept nowhere."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > papers.MOST_BYTES + _ROOM:
        # Unread: nothing of it is even received.
        require(LOOK_UPS, visitor_of(request))
        certificate = find(code) if request.method == "POST" else None
        return _page(request, code, certificate, status=413, paper=papers.TOO_LARGE)
    request.upload_handlers = [MemoryFileUploadHandler(request)]
    return _file(request, code)


@csrf_protect
def _file(request, code):
    certificate = _asked_of(request, code)
    if certificate is None:
        return redirect("verify_localised", code=code)
    require(OWN_FILES, visitor_of(request))
    paper = _paper(request, certificate)
    if request.accepts("text/html"):
        return _page(request, code, certificate, paper=paper)
    return JsonResponse({"paper": paper})


def _paper(request, certificate) -> str:
    if digest := request.POST.get("sha256"):
        return papers.check_digest(certificate, digest)
    if request.POST.get("size"):
        return papers.TOO_LARGE  # so large that the browser did not send it
    sent = request.FILES.get("file")
    if sent is None or not sent.size:
        return papers.MISSING
    if sent.size > papers.MOST_BYTES:
        return papers.TOO_LARGE
    require(ALL_FILES, "")
    return papers.check_pdf(certificate, sent.read())


@require_safe
@discreet
def verify_form(request):
    """Take a code typed from paper."""
    code = normalise_code(request.GET.get("code", ""))
    if code:
        return redirect("verify_localised", code=code)
    return render(request, "verification/form.html")


def _asked_of(request, code):
    """Return the certificate that a form was sent about; None where there is none, or no form."""
    if request.method != "POST":
        return None
    require(LOOK_UPS, visitor_of(request))
    return find(code)


def _page(request, code, certificate, *, status=200, **told):
    if certificate is None:
        context = {"result": Verdict(state=UNKNOWN), "code": code, "hints": hints_on(code)}
        return render(request, "verification/verify.html", context, status=404)
    now = timezone.now()
    result = verdict_on(certificate, language=get_language(), today=timezone.localdate(now))
    context = {"result": result, "code": certificate.code, "checked_at": now, "told": told}
    return render(request, "verification/verify.html", context, status=status)
