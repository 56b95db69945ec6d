"""The files of a SCORM package as a frame loads them: every page gets the data model, the library and the bridge first.

The token of the files names a registration and a unit, so that the next launch finds them in the browser's cache. A
page is made for the launch that is the newest when it is asked for.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from html import escape
from urllib.parse import quote
from uuid import UUID

from django.templatetags.static import static
from django.urls import reverse

from assessments.packages.models import AssignableUnit, Launch, PackageFile, ScormState
from assessments.packages.scorm.launching import extra_of, mastery_told, model_at_start, word_of
from assessments.packages.scorm.manifest import SCORM_12
from assessments.packages.scorm.starting import BROWSE, Start, data_model
from assessments.uploads.giving.serving import POLICY_ASSET, Asset
from assessments.uploads.giving.signing import sign

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
FILES, TRIAL = "scorm", "scormtrial"
# An opaque origin: nothing of the site can be reached, and pages of one package cannot look into each other.
POLICY = (
    "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; object-src 'none'; base-uri 'self'; "
    "form-action 'none'; sandbox allow-scripts allow-forms allow-modals allow-popups allow-downloads"
)
SANDBOX = "allow-scripts allow-forms allow-modals allow-popups allow-downloads"
_HEAD = re.compile(rb"<head\b[^>]*>", re.IGNORECASE)
_HTML = re.compile(rb"<html\b[^>]*>", re.IGNORECASE)
_DOCTYPE = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*\?>\s*)?<!doctype[^>]*>", re.IGNORECASE)
_BOM_16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
# A page whose head lies further down has something before it that must not run first.
_LOOK_AT = 64 * 1024


@dataclass(frozen=True)
class Injected:
    """What a page is told at its beginning. `key` is the secret of the launch, "" for a trial that keeps nothing."""

    version: str
    key: str
    number: int
    cmi: Mapping[str, str]
    beacon: str

    def as_html(self) -> str:
        """Return the elements in ASCII: whatever the page's encoding, they are read."""
        told = {
            "version": self.version,
            "key": self.key,
            "number": self.number,
            "cmi": self.cmi,
            "beacon": self.beacon,
        }
        data = json.dumps(told, ensure_ascii=True).replace("<", "\\u003c").replace("&", "\\u0026")
        library = static(f"lib/scorm{self.version}.js")
        return (
            f'<script type="application/json" id="panah-scorm">{data}</script>'
            f'<script src="{escape(library)}"></script>'
            f'<script src="{escape(static("js/scorm/bridge.js"))}"></script>'
        )


def frame_address(launch: Launch, *, at: datetime) -> str:
    """Return the address of the unit for the frame of this launch's page."""
    key = f"{launch.registration.key.hex}-{launch.unit.index}"
    return _address(sign(FILES, key, at=at), launch.unit.url)


def trial_address(unit: AssignableUnit, *, at: datetime) -> str:
    """Return the address of a unit to look at, without a learner; nothing of what is done there is kept."""
    return _address(sign(TRIAL, unit.key.hex, at=at), unit.url)


def _address(token: str, url: str) -> str:
    """Return the address of a file, its query and fragment as the package writes them."""
    path, rest = re.fullmatch(r"([^?#]*)(.*)", url, re.DOTALL).groups()
    return reverse("asset", args=[token, "x"]).removesuffix("x") + quote(path) + rest


def resolve(key: str, path: str) -> Asset | None:
    """Return the file of a registration's version; its pages are made for the newest launch of the unit."""
    registration, _, index = key.partition("-")
    file = _file(path, version__registrations__key=UUID(registration))
    if file is None or file.media_type not in _PAGES:
        return _asset(file)
    launch = (
        Launch.objects.filter(registration__key=UUID(registration), unit__index=int(index))
        .select_related("unit__version", "registration__version__package", "registration__user")
        .order_by("-pk")
        .first()
    )
    return None if launch is None else _page(file, _injected(launch))


def resolve_trial(key: str, path: str) -> Asset | None:
    """Return the file of a unit's version, to look at."""
    file = _file(path, version__units__key=UUID(key))
    if file is None or file.media_type not in _PAGES:
        return _asset(file)
    unit = AssignableUnit.objects.select_related("version__package").get(key=UUID(key))
    return _page(file, _for_trial(unit))


def _file(path: str, **where) -> PackageFile | None:
    """Return the file of that path; packages made on Windows write names in other letter case."""
    files = PackageFile.objects.filter(**where)
    return files.filter(path=path).first() or files.filter(path__iexact=path).first()


def _asset(file: PackageFile | None) -> Asset | None:
    return None if file is None else Asset(file.digest, file.size, file.media_type, POLICY_ASSET)


def _page(file: PackageFile, told: Injected) -> Asset:
    return Asset(file.digest, file.size, "text/html", POLICY, partial(inject, html=told.as_html()))


def _injected(launch: Launch) -> Injected:
    state = ScormState.objects.get(registration=launch.registration, unit=launch.unit)
    return Injected(
        version=_version(launch.registration.version.package.standard),
        key=word_of(launch),
        number=state.commits,
        cmi=model_at_start(launch=launch, state=state),
        beacon=reverse("scorm:beacon"),
    )


def _for_trial(unit: AssignableUnit) -> Injected:
    standard = unit.version.package.standard
    start = Start(
        learner_id="trial",
        learner_name="Panah",
        language="en",
        mode=BROWSE,
        entry="ab-initio",
        launch_data=unit.launch_parameters,
        mastery=mastery_told(unit, standard),
        extra=extra_of(unit),
    )
    return Injected(
        version=_version(standard), key="", number=0, cmi=data_model(standard, {}, start), beacon=""
    )


def _version(standard: str) -> str:
    return "12" if standard == SCORM_12 else "2004"


def inject(page: bytes, *, html: str) -> bytes:
    """Return the page with the elements before anything that runs: first in its head, or as far up as can be."""
    encoding = next((name for mark, name in _BOM_16.items() if page.startswith(mark)), None)
    if encoding is not None:
        page = b"\xef\xbb\xbf" + page.decode(encoding, errors="replace").removeprefix("\ufeff").encode()
    beginning = page[:_LOOK_AT]
    first = next((match for sign in (_HEAD, _HTML, _DOCTYPE) if (match := sign.search(beginning))), None)
    at = 0 if first is None else first.end()
    script = beginning.lower().find(b"<script")
    if 0 <= script < at:
        at = script
    return page[:at] + html.encode("ascii") + page[at:]
