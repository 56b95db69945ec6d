"""What the suite asks of an LMS: import, launch, waive, abandon; each is an act of the site, for a named agent."""

import json
from collections.abc import Iterator
from functools import wraps
from hashlib import sha256
from tempfile import NamedTemporaryFile
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.decorators.csrf import csrf_exempt

from assessments.packages.cmi5 import abandoning, launching, registering
from assessments.packages.models import Launch, Package, PackageRegistration
from assessments.uploads.models import Upload
from assessments.uploads.taking import checking, storing
from assessments.uploads.taking.receiving import Arrived, receive
from assessments.uploads.taking.waiting import arriving
from courses.learning.packages import progress

_CHUNK = 256 * 1024


def _for_the_suite(*methods: str):
    """Let in who knows the token, by these methods."""

    def decorated(view):
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, **place) -> HttpResponse:
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            if not constant_time_compare(token, settings.PANAH_CMI5_SUITE_TOKEN):
                return HttpResponse(status=401)
            return view(request, **place) if request.method in methods else HttpResponse(status=405)

        return guarded

    return decorated


@_for_the_suite("POST")
def import_package(request: HttpRequest) -> HttpResponse:
    """Import what is in the body; 400 with the findings when it is refused."""
    at = timezone.now()
    by = get_user_model().objects.get_or_create(username="cmi5-suite")[0]
    with _arrived(request) as file:
        upload = receive(file=file, by=by, at=at)
    upload = checking.check(upload=upload, at=at)
    if upload.state == Upload.State.CHECKED:
        upload = storing.store(upload=upload, by=by, at=at)
    if upload.state != Upload.State.STORED:
        return JsonResponse({"error": upload.findings}, status=400)
    package = Package.objects.order_by("pk").last()
    return JsonResponse({"id": str(package.key)}, status=201)


@_for_the_suite("DELETE")
def put_away(request: HttpRequest, key: UUID) -> HttpResponse:
    """Archive a package; what was stated of it stays."""
    Package.objects.filter(key=key).update(archived_at=timezone.now())
    return HttpResponse(status=204)


@_for_the_suite("POST")
def launch(request: HttpRequest, key: UUID) -> HttpResponse:
    """Register the agent that the body names, if need be, and launch a unit by its number."""
    asked, at = json.loads(request.body), timezone.now()
    version = get_object_or_404(Package, key=key).versions.select_related("package").last()
    wanted = asked.get("registration")
    registration = registering.register_agent(
        version=version, actor=asked["actor"], at=at, key=UUID(wanted) if wanted else None
    )
    unit = get_object_or_404(version.units.select_related("version"), index=asked["au"])
    mode = asked.get("launchMode") or launching.mode_for(registration=registration, unit=unit)
    launched = launching.launch(
        registration=registration, unit=unit, mode=mode, language="en", return_url="", at=at
    )
    told = {"url": launched.address, "launchMethod": unit.launch_method}
    told |= {"session": str(launched.session.key), "registration": str(registration.key)}
    return JsonResponse(told)


@_for_the_suite("POST")
def waive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Waive a unit, by its number, for a registration."""
    asked = json.loads(request.body)
    registration = get_object_or_404(PackageRegistration, key=key)
    unit = get_object_or_404(registration.version.units, index=asked["au"])
    progress.waive(registration=registration, unit=unit, reason=asked["reason"], by=None, at=timezone.now())
    return HttpResponse(status=204)


@_for_the_suite("POST")
def abandon(request: HttpRequest, key: UUID) -> HttpResponse:
    abandoning.abandon(session=get_object_or_404(Launch, key=key), at=timezone.now())
    return HttpResponse(status=204)


def _arrived(request: HttpRequest) -> Arrived:
    """Return the body as a file that has arrived."""
    digest, size = sha256(), 0
    file = NamedTemporaryFile(dir=arriving(), delete=False)  # noqa: SIM115 - closed by who receives it
    for chunk in _chunks(request):
        file.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    file.flush()
    name = request.GET.get("name") or "course"
    return Arrived(file, name=name, size=size, digest=digest.hexdigest())


def _chunks(request: HttpRequest) -> Iterator[bytes]:
    # The suite sends a stream that says itself where it ends: Django would take it for nothing.
    body = request.META["wsgi.input"] if request.META.get("wsgi.input_terminated") else request
    while chunk := body.read(_CHUNK):
        yield chunk
