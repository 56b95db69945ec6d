"""A frozen version of a design in the renderer's terms. A version never changes, so it is read once in a process."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from certificates.designs.models import DesignImage, DesignVersion
from certificates.rendering.design import Design


@dataclass(frozen=True)
class SignatoryLooks:
    """One who signs: {language: text} each, and the picture of the signature as PNG."""

    names: dict[str, str]
    posts: dict[str, str]
    signature: bytes | None


@dataclass(frozen=True)
class Looks:
    """How the certificates of one version look; `texts` is {language: {field: text with gaps}}."""

    design: Design
    texts: dict[str, dict[str, str]]
    signatories: tuple[SignatoryLooks, ...]


def looks_of(version: DesignVersion) -> Looks:
    """Return the looks of a version; at most two queries the first time in a process, then none."""
    return _looks(version.pk, version.made_at)


@lru_cache(maxsize=16)
def _looks(pk: int, _made_at: datetime) -> Looks:
    return looks_from(DesignVersion.objects.values_list("content", flat=True).get(pk=pk))


def looks_from(content: dict, unsaved: Mapping[str, bytes] = MappingProxyType({})) -> Looks:
    """Return the looks of what a version would keep, see DesignVersion; `unsaved` are {sha256: PNG} not kept yet."""
    images = dict(unsaved)
    if missing := images_in(content) - images.keys():
        found = DesignImage.objects.filter(sha256__in=missing)
        images |= {one.sha256: bytes(one.png) for one in found}
    return Looks(
        design=Design(
            layout=content["layout"],
            primary=content["primary"],
            accent=content["accent"],
            logo=images.get(content.get("logo", "")),
        ),
        texts=content["texts"],
        signatories=tuple(
            SignatoryLooks(one["names"], one["posts"], images.get(one.get("image", "")))
            for one in content["signatories"]
        ),
    )


def images_in(content: Mapping) -> set[str]:
    """Return the sha256 of every picture that a version keeps."""
    return ({content.get("logo", "")} | {one.get("image", "") for one in content["signatories"]}) - {""}
