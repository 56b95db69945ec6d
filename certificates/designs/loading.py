"""The designs of the site in site.yaml -> the database, unless somebody has changed them there."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.xapi.keys import NAMESPACE, child_key
from certificates.designs.content import content_of, write_content
from certificates.designs.models import CertificateDesign
from certificates.designs.publishing import publish
from courses.content.curriculum.files import read_yaml
from courses.content.curriculum.writing import digest
from courses.content.models import LoadedText

SITE = Path(__file__).resolve().parent / "site.yaml"
_OWN = ("name", "kind", "rule_code")


@transaction.atomic
def load_designs(*, report: Callable[[str], None], at: datetime, path: Path = SITE) -> None:
    """Make the designs that are new or whose data changed, each with a version; leave the changed ones, saying so."""
    for name, data in read_yaml(path, path.parent)["designs"].items():
        _load(f"design/{name}", key_of(name), _wanted(data), report, at)


def key_of(name: str):
    """Return the key of a design of the site by its name in the data."""
    return child_key(NAMESPACE, f"design:{name}")


def _wanted(data: dict) -> dict:
    """Return the whole state of a design as the data has it, in the terms of `_state`."""
    plain = CertificateDesign()
    return {
        "name": data["name"],
        "kind": data["kind"],
        "rule_code": data.get("rule_code", ""),
        "layout": data["layout"],
        "primary": plain.primary,
        "accent": plain.accent,
        "valid_months": data.get("valid_months"),
        "logo": "",
        "texts": {language: {"title": title} for language, title in sorted(data["title"].items())},
        "signatories": [],
    }


def _state(design: CertificateDesign) -> dict:
    return {name: getattr(design, name) for name in _OWN} | content_of(design)


def _load(name: str, key, wanted: dict, report, at: datetime) -> None:
    loaded = digest(wanted)
    record = LoadedText.objects.filter(name=name, language="").first()
    design = CertificateDesign.objects.filter(key=key).first()
    if design is None:
        design = CertificateDesign(key=key)
    elif (found := digest(_state(design))) == loaded and record:
        return
    elif found != loaded and (record is None or found != record.stored):
        report(_("%(text)s: changed in the CMS, left as it is") % {"text": name})
        return
    for field in _OWN:
        setattr(design, field, wanted[field])
    write_content(design, wanted)
    publish(design=design, by=None, at=at)
    LoadedText.objects.update_or_create(name=name, language="", defaults={"loaded": loaded, "stored": loaded})
