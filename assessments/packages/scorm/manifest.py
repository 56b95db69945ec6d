"""imsmanifest.xml of SCORM 1.2 and 2004, as values: what can be launched, in which tree, and what is asked of it.

Elements are read by their local names, whatever their prefix, and attributes whatever their case: many real packages
fail the schemas, and play. Pure: no clock, no database.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError  # only as types: defusedxml parses

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from assessments.packages.scorm.addresses import BadAddress, launch_address
from assessments.packages.scorm.measures import Measures, measures_of
from assessments.packages.scorm.xml import attribute, child, children, descendants, name_of, text_of
from assessments.uploads.findings import Finding, error, warning

MANIFEST = "imsmanifest.xml"
SCORM_12, SCORM_2004 = "scorm12", "scorm2004"
SCO, ASSET = "sco", "asset"
DEEPEST, MOST_UNITS = 32, 1000
_NAMESPACES = {
    "http://www.adlnet.org/xsd/adlcp_rootv1p2": SCORM_12,
    "http://www.adlnet.org/xsd/adlcp_v1p3": SCORM_2004,
}
_CONTENT_NAMESPACES = {
    "http://www.imsproject.org/xsd/imscp_rootv1p1p2": SCORM_12,
    "http://www.imsglobal.org/xsd/imscp_v1p1": SCORM_2004,
}


class ManifestRefused(Exception):
    """The manifest cannot be read, or says nothing that could be played; `findings` say why."""

    def __init__(self, *findings: Finding):
        super().__init__(", ".join(finding.code for finding in findings))
        self.findings = list(findings)


@dataclass(frozen=True)
class Unit:
    """One thing to launch: `path` is its file in the package, `address` that with query and fragment."""

    id: str
    title: str
    kind: str
    path: str
    address: str
    measures: Measures = field(default_factory=Measures)
    is_hidden: bool = False


@dataclass(frozen=True)
class Branch:
    """An item that only holds others."""

    id: str
    title: str
    children: tuple["Branch | Unit", ...]


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself. `files` are those it names; `warnings` forbid nothing."""

    standard: str
    edition: str
    id: str
    title: str
    children: tuple[Branch | Unit, ...]
    files: frozenset[str]
    warnings: tuple[Finding, ...]

    @property
    def units(self) -> tuple[Unit, ...]:
        """Every unit in the order of the tree."""
        return tuple(_units(self.children))


def _units(children) -> Iterator[Unit]:
    for one in children:
        if isinstance(one, Unit):
            yield one
        else:
            yield from _units(one.children)


def read_manifest(data: bytes) -> Manifest:
    """Return what a manifest says. Raises ManifestRefused."""
    root = _root(data)
    standard, edition = edition_of(root)
    if standard is None:
        raise ManifestRefused(error("scorm-no-scorm", MANIFEST))
    return _Reader(root, standard, edition).manifest()


def _root(data: bytes) -> Element:
    try:
        root = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise ManifestRefused(error("scorm-doctype", MANIFEST)) from None
    except (ParseError, ValueError, LookupError) as problem:
        raise ManifestRefused(error("scorm-not-xml", MANIFEST, problem=str(problem)[:200])) from None
    if name_of(root) != "manifest":
        raise ManifestRefused(error("scorm-no-scorm", MANIFEST))
    return root


def edition_of(root: Element) -> tuple[str | None, str]:
    """Return the standard and the edition as told: by schemaversion, else by the namespaces; None: no SCORM."""
    metadata = child(root, "metadata")
    told = text_of(child(metadata, "schemaversion")) if metadata is not None else ""
    plain = re.sub(r"\s+", " ", told).strip().lower()
    spaces = {element.tag[1:].partition("}")[0] for element in root.iter() if element.tag.startswith("{")}
    spaces |= {
        name[1:].partition("}")[0] for one in root.iter() for name in one.attrib if name.startswith("{")
    }
    by_space = next((standard for space, standard in _NAMESPACES.items() if space in spaces), None)
    if plain == "1.2":
        return SCORM_12, "1.2"
    if "2004" in plain or plain.startswith("cam"):
        return SCORM_2004, told.strip()
    if by_space is None and _says_scorm(root, plain):
        by_space = next((one for space, one in _CONTENT_NAMESPACES.items() if space in spaces), SCORM_12)
    return by_space, {SCORM_12: "1.2", SCORM_2004: "2004"}.get(by_space, "")


def _says_scorm(root: Element, schemaversion: str) -> bool:
    """Without its namespaces, a manifest with an attribute scormtype, or the word itself, is one all the same."""
    metadata = child(root, "metadata")
    schema = text_of(child(metadata, "schema")) if metadata is not None else ""
    if "scorm" in f"{schema} {schemaversion}".lower():
        return True
    return any(attribute(one, "scormtype") for one in descendants(root, "resource"))


class _Reader:
    """Goes through one manifest and gathers warnings."""

    def __init__(self, root: Element, standard: str, edition: str):
        self.root, self.standard, self.edition = root, standard, edition
        self.warnings: list[Finding] = []
        self.base = attribute(root, "base")
        resources = child(root, "resources")
        self.resources_base = attribute(resources, "base") if resources is not None else ""
        found = children(resources, "resource") if resources is not None else []
        self.resources = {attribute(one, "identifier"): one for one in found}
        self.count = 0
        self.sequencings = {
            attribute(one, "id"): one
            for holder in children(root, "sequencingCollection")
            for one in children(holder, "sequencing")
        }

    def manifest(self) -> Manifest:
        if children(self.root, "manifest"):
            self.warn("scorm-sub-manifest")
        organization = self._organization()
        if organization is None:
            tree, title = self._resources_alone(), ""
        else:
            title = text_of(child(organization, "title"))
            tree = tuple(self._items(organization, 1))
            self._warn_of_sequencing(organization)
        made = Manifest(
            standard=self.standard,
            edition=self.edition,
            id=attribute(self.root, "identifier") or title or "package",
            title=title
            or next((unit.title for unit in _units(tree)), "")
            or attribute(self.root, "identifier"),
            children=tree,
            files=frozenset(self._files()),
            warnings=tuple(self.warnings),
        )
        if not made.units:
            raise ManifestRefused(error("scorm-nothing-to-launch", MANIFEST))
        return made

    def warn(self, code: str, path: str = MANIFEST, **detail) -> None:
        finding = warning(code, path, **detail)
        if finding not in self.warnings:
            self.warnings.append(finding)

    def _organization(self) -> Element | None:
        holder = child(self.root, "organizations")
        found = children(holder, "organization") if holder is not None else []
        if not found:
            return None
        default = attribute(holder, "default")
        if len(found) > 1:
            self.warn("scorm-several-organizations", count=len(found))
        return next((one for one in found if attribute(one, "identifier") == default), found[0])

    def _resources_alone(self) -> tuple[Unit, ...]:
        """A package without an organization offers each SCO."""
        scos = [one for one in self.resources.values() if attribute(one, "scormtype").lower() == SCO]
        return tuple(
            self._unit(item=None, resource=one, title=attribute(one, "identifier"), kind=SCO) for one in scos
        )

    def _items(self, holder: Element, depth: int) -> Iterator[Branch | Unit]:
        if depth > DEEPEST:
            raise ManifestRefused(error("scorm-too-deep", MANIFEST, most=DEEPEST))
        for item in children(holder, "item"):
            unit = self._launched(item)
            inner = tuple(self._items(item, depth + 1))
            if not inner:
                if unit is not None:
                    yield unit
                continue
            # Some packages let an item that holds others be launched itself: it comes first among them.
            own = () if unit is None else (unit,)
            title = text_of(child(item, "title")) or attribute(item, "identifier")
            yield Branch(attribute(item, "identifier"), title, (*own, *inner))

    def _launched(self, item: Element) -> Unit | None:
        reference = attribute(item, "identifierref")
        if not reference:
            return None
        resource = self.resources.get(reference)
        title = text_of(child(item, "title")) or attribute(item, "identifier")
        if resource is None:
            raise ManifestRefused(error("scorm-no-resource", MANIFEST, item=title, resource=reference))
        return self._unit(item=item, resource=resource, title=title, kind=self._kind(resource))

    def _kind(self, resource: Element) -> str:
        told = attribute(resource, "scormtype").lower()
        if told in (SCO, ASSET):
            return told
        # Said of none: the only one that an item launches is what is meant (the standard would call it an asset).
        return SCO if not any(attribute(one, "scormtype") for one in self.resources.values()) else ASSET

    def _unit(self, *, item: Element | None, resource: Element, title: str, kind: str) -> Unit:
        self.count += 1
        if self.count > MOST_UNITS:
            raise ManifestRefused(error("scorm-too-many-units", MANIFEST, most=MOST_UNITS))
        href = attribute(resource, "href")
        parameters = attribute(item, "parameters") if item is not None else ""
        bases = (self.base, self.resources_base, attribute(resource, "base"))
        try:
            path, address = launch_address(bases, href, parameters)
        except BadAddress as problem:
            raise ManifestRefused(error(problem.code, MANIFEST, item=title, address=href[:300])) from None
        return Unit(
            id=(attribute(item, "identifier") if item is not None else "")
            or attribute(resource, "identifier"),
            title=title,
            kind=kind,
            path=path,
            address=address,
            measures=self._measures(item, title),
            is_hidden=item is not None and attribute(item, "isvisible").lower() in ("false", "0"),
        )

    def _measures(self, item: Element | None, title: str) -> Measures:
        if item is None:
            return Measures()
        measures, codes = measures_of(item, self.standard, self._sequencing(item))
        for code in codes:
            self.warn(code, item=title)
        self._warn_of_sequencing(item)
        return measures

    def _sequencing(self, item: Element) -> Element | None:
        """Return the sequencing of an item; what it lacks, the collection of the manifest may have."""
        own = child(item, "sequencing")
        if own is None or len(own) or not attribute(own, "idref"):
            return own
        return self.sequencings.get(attribute(own, "idref"))

    def _warn_of_sequencing(self, holder: Element) -> None:
        sequencing = self._sequencing(holder)
        if sequencing is not None and orders(sequencing):
            self.warn("scorm-order-is-free")

    def _files(self) -> Iterator[str]:
        for resource in self.resources.values():
            bases = (self.base, self.resources_base, attribute(resource, "base"))
            for file in children(resource, "file"):
                try:
                    path, _address = launch_address(bases, attribute(file, "href"), "")
                except BadAddress as problem:
                    if problem.code == "scorm-no-href":
                        continue
                    self.warn(
                        "scorm-file-outside" if problem.code == "scorm-outside" else "scorm-elsewhere",
                        address=attribute(file, "href")[:300],
                    )
                else:
                    yield path


def orders(sequencing: Element) -> bool:
    """Tell whether rules would restrict the order or the sum, which is free and plain here."""
    if any(
        True
        for name in ("sequencingRules", "rollupRules", "randomizationControls", "mapInfo")
        for _ in descendants(sequencing, name)
    ):
        return True
    mode = child(sequencing, "controlMode")
    if mode is None:
        return False
    return attribute(mode, "choice").lower() == "false" or attribute(mode, "forwardOnly").lower() == "true"
