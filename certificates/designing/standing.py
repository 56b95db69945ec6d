"""How a design stands: its versions, whether it was changed since, and how many certificates were issued with it."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import get_language

from certificates.designs.content import content_of
from certificates.designs.models import CertificateDesign, DesignVersion
from certificates.register.models import Certificate


@dataclass(frozen=True)
class DesignStanding:
    """One design; `issued` counts what the reader may see of it."""

    design: CertificateDesign
    last: DesignVersion | None
    issued: int
    changeable: bool

    @property
    def title(self) -> str:
        """What is printed on top, in the reader's language; a design's name is in one language only."""
        texts = content_of(self.design)["texts"]
        return texts.get(get_language(), texts.get("en", {})).get("title", "")

    @property
    def is_changed(self) -> bool:
        """The draft says something else than the last version, so what is seen in the form is not printed yet."""
        return self.last is not None and self.last.content != content_of(self.design)


@dataclass(frozen=True)
class VersionLine:
    """One version in a list; `issued` counts what the reader may see of it."""

    version: DesignVersion
    issued: int
    is_last: bool
    is_draft: bool


def standings_of(designs, user) -> list[DesignStanding]:
    """Return a standing of each, in their order. Constant number of queries."""
    designs = list(designs)
    last: dict[int, DesignVersion] = {}
    for version in DesignVersion.objects.filter(design__in=designs).order_by("number"):
        last[version.design_id] = version
    issued = _issued("design_version__design_id", user, design_version__design__in=designs)
    changeable = set(CertificateDesign.objects.changeable_by(user).values_list("pk", flat=True))
    return [DesignStanding(one, last.get(one.pk), issued[one.pk], one.pk in changeable) for one in designs]


def versions_of(design: CertificateDesign, user) -> list[VersionLine]:
    """Return the versions, the newest first. Constant number of queries."""
    versions = list(design.versions.select_related("made_by"))
    issued = _issued("design_version_id", user, design_version__design=design)
    draft = content_of(design)
    return [VersionLine(one, issued[one.pk], one == versions[0], one.content == draft) for one in versions]


def _issued(by: str, user, **which) -> Counter:
    seen = Certificate.objects.visible_to(user).filter(**which).order_by()
    return Counter(seen.values_list(by, flat=True))
