"""An .h5p file -> its h5p.json and content.json, which are all that a scenario is made of."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils.translation import gettext as _

from assessments.studio.exchange.faults import Fault, FileRefused
from assessments.uploads.zips.archive import Archive, ArchiveRefused
from assessments.xapi.reading import UnreadableJson, read_json

HEAD, CONTENT, ASKED = "h5p.json", "content/content.json", "panah.json"
MOST_JSON = 8 * 1024**2


@dataclass(frozen=True)
class H5PFile:
    """What is inside: `package` is h5p.json, `params` content.json.

    `into` is the code of the scenario that the person wants it laid over ("": as the file says), `language` what they
    say its texts are written in ("": as the file says).
    """

    package: dict
    params: dict
    into: str = ""
    language: str = ""


def is_h5p(content: bytes, name: str) -> bool:
    """Tell whether a file is an H5P package and no workbook, which is a zip as well."""
    if not content.startswith(b"PK"):
        return name.lower().endswith(".h5p")
    # An entry's path stands unpacked in a zip; a workbook has no file of this name.
    return name.lower().endswith(".h5p") or HEAD.encode() in content


def open_h5p(file: BinaryIO) -> H5PFile:
    """Return what is in a package, of which these two files alone are read.

    Raises FileRefused, with the file inside as the place of each fault.
    """
    try:
        archive = Archive.open(file)
        found = {path: _json(archive, path) for path in (HEAD, CONTENT)}
        asked = _json(archive, ASKED) if ASKED in archive else {}
    except ArchiveRefused as error:
        raise FileRefused(
            [Fault(one.path, _refused(one.code)) for one in error.findings]
            or [Fault("", _("This is no H5P file."))]
        ) from error
    return H5PFile(found[HEAD], found[CONTENT], asked.get("into", ""), asked.get("language", ""))


def kept_h5p(package: dict, params: dict, *, into: str = "", language: str = "") -> bytes:
    """Return a small package of these two and what the person asked for: it waits between the look and the doing."""
    out = BytesIO()
    asked = {"into": into, "language": language}
    with ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for path, data in ((HEAD, package), (CONTENT, params), (ASKED, asked)):
            kept.writestr(path, json.dumps(data, ensure_ascii=False))
    return out.getvalue()


def _json(archive: Archive, path: str) -> dict:
    if path not in archive:
        raise FileRefused([Fault(path, _("This file is missing: it is no complete H5P package."))])
    try:
        data = read_json(archive.read(path, most=MOST_JSON))
    except (UnreadableJson, ValueError) as error:
        raise FileRefused([Fault(path, _("This file is no JSON that can be read."))]) from error
    if not isinstance(data, dict):
        raise FileRefused([Fault(path, _("This file must hold a JSON object."))])
    return data


def _refused(code: str) -> str:
    return _("The package cannot be read safely (%(code)s).") % {"code": code}
