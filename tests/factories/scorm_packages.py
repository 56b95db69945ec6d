"""Tiny SCORM packages of our own, of both editions, and the rows that they become."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from xml.sax.saxutils import escape

from assessments.packages.models import AssignableUnit, Package, PackageVersion
from assessments.packages.scorm.manifest import MANIFEST, read_manifest
from assessments.packages.scorm.storing import new_version
from assessments.packages.storing import store_version
from assessments.uploads.assets import keep_bytes
from assessments.uploads.judging.media import KNOWN
from assessments.uploads.taking.checkers import StoredFile

STORED = datetime(2026, 10, 1, 8, 0, tzinfo=UTC)

# How ADL shows to find the API: from the window upwards (1.2), and from the parent upwards (2004).
_FIND_12 = (
    "function api(){var w=window,n=0;while(w.API==null&&w.parent!=null&&w.parent!=w&&n++<9)w=w.parent;"
    "return w.API}"
)
_FIND_2004 = (
    "function api(){var w=window.parent,n=0;while(w.API_1484_11==null&&w.parent!=null&&w.parent!=w&&n++<9)"
    "w=w.parent;return w.API_1484_11}"
)
PAGE_12 = f"""<!doctype html><html><head><meta charset="utf-8"><title>Unit</title><script>{_FIND_12}
var a=api();a.LMSInitialize("");
function show(){{document.getElementById("place").textContent=a.LMSGetValue("cmi.core.lesson_location")||"start";
document.getElementById("who").textContent=a.LMSGetValue("cmi.core.student_name");
document.getElementById("entry").textContent=a.LMSGetValue("cmi.core.entry");
document.getElementById("held").textContent=a.LMSGetValue("cmi.suspend_data")}}
function half(){{a.LMSSetValue("cmi.core.lesson_location","page 2");a.LMSSetValue("cmi.suspend_data","seen:1,2");
a.LMSSetValue("cmi.core.lesson_status","incomplete");a.LMSSetValue("cmi.core.exit","suspend");
a.LMSSetValue("cmi.core.session_time","0000:01:30.00");a.LMSCommit("");show()}}
function answer(){{a.LMSSetValue("cmi.interactions.0.id","q1");a.LMSSetValue("cmi.interactions.0.type","choice");
a.LMSSetValue("cmi.interactions.0.student_response","a,c");a.LMSSetValue("cmi.interactions.0.result","correct")}}
function finish(score){{answer();a.LMSSetValue("cmi.core.score.raw",String(score));
a.LMSSetValue("cmi.core.lesson_status","completed");a.LMSSetValue("cmi.core.exit","");a.LMSFinish("")}}
addEventListener("load",show)</script></head><body><p>Place: <b id="place"></b></p><p id="who"></p><p id="entry"></p>
<p id="held"></p><button onclick="half()">Half</button><button onclick="finish(90)">Finish well</button>
<button onclick="finish(10)">Finish badly</button></body></html>"""
PAGE_2004 = f"""<!doctype html><html><head><meta charset="utf-8"><title>Unit</title><script>{_FIND_2004}
var a=api();a.Initialize("");
function show(){{document.getElementById("place").textContent=a.GetValue("cmi.location")||"start";
document.getElementById("entry").textContent=a.GetValue("cmi.entry")}}
function half(){{a.SetValue("cmi.location","p3");a.SetValue("cmi.suspend_data","half");a.SetValue("cmi.exit","suspend");
a.SetValue("cmi.progress_measure","0.5");a.SetValue("cmi.completion_status","incomplete");a.Commit("");show()}}
function finish(score){{a.SetValue("cmi.score.scaled",String(score));a.SetValue("cmi.progress_measure","1");
a.SetValue("cmi.completion_status","completed");a.SetValue("cmi.success_status","passed");a.SetValue("cmi.exit","normal");
a.Terminate("")}}
addEventListener("load",show)</script></head><body><p>Place: <b id="place"></b></p><p id="entry"></p>
<button onclick="half()">Half</button><button onclick="finish(0.9)">Finish well</button>
<button onclick="finish(0.2)">Finish badly</button></body></html>"""

_HEAD_12 = (
    '<manifest identifier="{id}" version="1.2" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"'
    ' xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schema>ADL SCORM</schema>'
    "<schemaversion>1.2</schemaversion></metadata>"
)
_HEAD_2004 = (
    '<manifest identifier="{id}" version="1" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"'
    ' xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">'
    "<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>"
)


def manifest_12(
    *units: str, title: str = "Meeting families", identifier: str = "M-12", resources: str = ""
) -> str:
    """Return a manifest; without units there is one, with a mastery score of 80."""
    items = "".join(units) or item_12("I1", "At the counter", "R1", mastery=80)
    return _manifest(
        _HEAD_12.format(id=identifier), title, items, resources or resource("R1", "index.html", "scormtype")
    )


def manifest_2004(
    *units: str, title: str = "Hearing children", identifier: str = "M-2004", resources: str = ""
) -> str:
    """Return a manifest; without units there is one, to be passed with 0.7."""
    items = "".join(units) or item_2004("I1", "At the counter", "R1", mark="0.7")
    return _manifest(
        _HEAD_2004.format(id=identifier), title, items, resources or resource("R1", "index.html", "scormType")
    )


def _manifest(head: str, title: str, items: str, resources: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<organizations default="O"><organization identifier="O">'
        f"<title>{escape(title)}</title>{items}</organization></organizations><resources>{resources}</resources>"
        "</manifest>"
    )


def item_12(identifier: str, title: str, resource: str, *, mastery: int | None = None, more: str = "") -> str:
    score = f"<adlcp:masteryscore>{mastery}</adlcp:masteryscore>" if mastery is not None else ""
    return _item(identifier, title, resource, score + more)


def item_2004(identifier: str, title: str, resource: str, *, mark: str = "", more: str = "") -> str:
    sequencing = (
        '<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true" objectiveID="O1">'
        f"<imsss:minNormalizedMeasure>{mark}</imsss:minNormalizedMeasure></imsss:primaryObjective>"
        "</imsss:objectives></imsss:sequencing>"
        if mark
        else ""
    )
    return _item(identifier, title, resource, more + sequencing)


def _item(identifier: str, title: str, resource: str, inside: str) -> str:
    told = f"<title>{escape(title)}</title>{inside}"
    return f'<item identifier="{identifier}" identifierref="{resource}">{told}</item>'


def resource(identifier: str, href: str, attribute: str = "scormtype", kind: str = "sco") -> str:
    return (
        f'<resource identifier="{identifier}" type="webcontent" adlcp:{attribute}="{kind}" href="{href}">'
        f'<file href="{href}"/></resource>'
    )


def scorm_12(manifest: str | None = None, files: Mapping[str, str | bytes] | None = None) -> dict[str, bytes]:
    """Return {path: content} of a package; `files` are added, or take the place of index.html."""
    return _files({MANIFEST: manifest or manifest_12(), "index.html": PAGE_12, **(files or {})})


def scorm_2004(
    manifest: str | None = None, files: Mapping[str, str | bytes] | None = None
) -> dict[str, bytes]:
    return _files({MANIFEST: manifest or manifest_2004(), "index.html": PAGE_2004, **(files or {})})


def _files(told: Mapping[str, str | bytes]) -> dict[str, bytes]:
    return {path: data if isinstance(data, bytes) else data.encode() for path, data in told.items()}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the package as it is sent."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(path, data)
    return out.getvalue()


def store_scorm(
    files: Mapping[str, bytes], *, by=None, at=STORED, replaces: Package | None = None
) -> PackageVersion:
    """Write a package down as the act of an upload does."""
    return store_version(
        content=new_version(read_manifest(files[MANIFEST]), files),
        files={path: _kept(path, data) for path, data in files.items()},
        digest=sha256(zipped(files)).hexdigest(),
        by=by,
        at=at,
        replaces=replaces,
    )


def _kept(path: str, data: bytes) -> StoredFile:
    kept = keep_bytes(data)
    return StoredFile(kept.digest, kept.size, KNOWN.get(path.rpartition(".")[2], "application/octet-stream"))


def unit_of(version: PackageVersion, index: int = 0) -> AssignableUnit:
    return version.units.select_related("version__package").get(index=index)
