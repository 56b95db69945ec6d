"""Evidence of a practice lesson: a photo, a PDF, a sound or video file, known by its content and not by its name.

Files lie in the storage "records" under a random name, never under MEDIA_URL. What a photo says about where and with
what it was taken is not kept.
"""

import re
import uuid
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction
from PIL import Image, ImageOps

LARGEST = 20 * 1024 * 1024
_MOST_PIXELS = 50_000_000
_LONGEST_NAME = 80
# Control characters, and marks that turn the direction of what follows: "gpj.exe" would read as "exe.jpg".
_HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*;%]+')

# A phone that writes several pictures into one JPEG makes an MPO; its first picture is kept.
PICTURES = {"JPEG": "jpg", "MPO": "jpg", "PNG": "png", "WEBP": "webp"}
TYPES = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "wav": "audio/wav",
    "ogg": "audio/ogg",
    "flac": "audio/flac",
    "amr": "audio/amr",
    "aac": "audio/aac",
    "mp4": "video/mp4",
    "m4a": "audio/mp4",
    "mov": "video/quicktime",
    "3gp": "video/3gpp",
    "webm": "video/webm",
}
# (place of the first byte, bytes, ending of the file). MP3 without a head: 11 bits of sync, then layer III.
_MAGIC = (
    (0, b"ID3", "mp3"),
    (0, b"\xff\xfb", "mp3"),
    (0, b"\xff\xf3", "mp3"),
    (0, b"\xff\xf2", "mp3"),
    (0, b"\xff\xf1", "aac"),
    (0, b"\xff\xf9", "aac"),
    (0, b"OggS", "ogg"),
    (0, b"fLaC", "flac"),
    (0, b"#!AMR", "amr"),
    (0, b"\x1aE\xdf\xa3", "webm"),
    (8, b"WAVE", "wav"),
    (4, b"ftypM4A", "m4a"),
    (4, b"ftypqt", "mov"),
    (4, b"ftyp3g", "3gp"),
    (4, b"ftyp", "mp4"),
)


class EvidenceRefused(ValueError):
    """The file is not taken; `reason` is one of the constants."""

    TOO_LARGE, EMPTY, UNKNOWN, BROKEN = "too_large", "empty", "unknown", "broken"

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Evidence:
    """A checked file, ready to be kept: what it holds, its ending, and the name it is shown and sent under."""

    content: bytes
    ending: str
    name: str


def check(file) -> Evidence:
    """Return the checked evidence of an uploaded file (`size`, `name`, `read()`). Raises EvidenceRefused."""
    if file.size > LARGEST:
        raise EvidenceRefused(EvidenceRefused.TOO_LARGE)
    content = file.read()
    if not content:
        raise EvidenceRefused(EvidenceRefused.EMPTY)
    content, ending = _known(content)
    return Evidence(content, ending, f"{shown_stem(file.name)}.{ending}")


def shown_stem(name: str) -> str:
    """Return the name of a file without folders, ending, hidden characters and what no file may be called."""
    base = PurePath(name.replace("\\", "/")).name
    stem = base.rpartition(".")[0] or base
    cleaned = _FORBIDDEN.sub("-", _HIDDEN.sub("", stem)).strip(" .-")
    return cleaned[:_LONGEST_NAME].strip() or "file"


def keep(evidence: Evidence) -> str:
    """Write the file under a random name and return that name."""
    name = f"evidence/{uuid.uuid4().hex}.{evidence.ending}"
    return storages["records"].save(name, ContentFile(evidence.content))


def forget(name: str) -> None:
    """Remove a kept file when the transaction has come to its end; nothing for ""."""
    if name:
        transaction.on_commit(lambda: storages["records"].delete(name))


def opened(name: str):
    """Return the kept file, open, and its content type. Raises FileNotFoundError."""
    return storages["records"].open(name), TYPES[name.rpartition(".")[2]]


def _known(content: bytes) -> tuple[bytes, str]:
    if content.startswith(b"%PDF-"):
        if b"%%EOF" not in content[-2048:]:
            raise EvidenceRefused(EvidenceRefused.BROKEN)
        return content, "pdf"
    for place, magic, ending in _MAGIC:
        if content.startswith(magic, place):
            return content, ending
    return _picture(content)


def _picture(content: bytes) -> tuple[bytes, str]:
    """Return the picture written anew without what the camera wrote into it, and its ending."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=("JPEG", "PNG", "WEBP"))
    except (OSError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise EvidenceRefused(EvidenceRefused.UNKNOWN) from error
    if picture.width * picture.height > _MOST_PIXELS:
        raise EvidenceRefused(EvidenceRefused.TOO_LARGE)
    try:
        return _written_anew(picture), PICTURES[picture.format]
    except (OSError, ValueError, SyntaxError, IndexError) as error:
        raise EvidenceRefused(EvidenceRefused.BROKEN) from error


def _written_anew(picture: Image.Image) -> bytes:
    form = "JPEG" if picture.format == "MPO" else picture.format
    # Turned first as the camera says: what says so goes with the rest.
    turned = ImageOps.exif_transpose(picture)
    clean = turned.convert("RGB") if form == "JPEG" else turned.convert("RGBA")
    clean.info.clear()
    written = BytesIO()
    clean.save(written, form, **({"quality": 88} if form != "PNG" else {}))
    return written.getvalue()
