"""The xAPI profile that the platform's statements follow, as JSON-LD: open to everybody, the same in every language."""

from collections.abc import Mapping
from hashlib import sha256

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from assessments.xapi.profile import document
from assessments.xapi.reading import write_json

_JSON_LD = "application/ld+json"
_AN_HOUR = 3600


@require_safe
@cache_control(public=True, max_age=_AN_HOUR)
def profile_view(request: HttpRequest) -> HttpResponse:
    """Answer with the profile (xAPI Profiles 1.0, part 2), or with 304 to who has it."""
    answer = _answer(request)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Access-Control-Expose-Headers"] = "ETag"
    answer["Content-Language"] = ", ".join(_told()["prefLabel"])
    return answer


def _told() -> Mapping:
    return document.profile(f"{settings.PANAH_BASE_URL}{reverse('xapi:profile')}")


def _etag(request: HttpRequest) -> str:
    return f'"{sha256(write_json(_told()).encode()).hexdigest()[:32]}"'


@condition(etag_func=_etag)
def _answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse(write_json(_told()), content_type=_JSON_LD)
