"""What a file is, by its name and its first bytes, and whether it may be where it is. Pure.

A name that its bytes deny is refused: a web page that calls itself a picture was made to be taken for one. What is
right in name and bytes and dangerous all the same (a GIF that is a script, too) is served as what it says, with
`nosniff`, and runs nowhere.
"""

from pathlib import PurePosixPath

import filetype

from assessments.uploads.findings import Finding, error, note

# Where a file stands: below content/ of an H5P package, in a library, in a course package.
CONTENT, LIBRARY, PACKAGE = "content", "library", "package"
DOWNLOAD = "application/octet-stream"
# So many bytes of a file are looked at.
HEAD = 8192

TEXTS = {
    "json": "application/json",
    "txt": "text/plain",
    "csv": "text/csv",
    "md": "text/markdown",
    "textile": "text/plain",
    "diff": "text/plain",
    "patch": "text/plain",
    "vtt": "text/vtt",
    "webvtt": "text/vtt",
    "gltf": "model/gltf+json",
    "js": "text/javascript",
    "mjs": "text/javascript",
    "css": "text/css",
    "svg": "image/svg+xml",
    "xml": "text/xml",
    "xsd": "text/xml",
    "dtd": "application/xml-dtd",
    "html": "text/html",
    "htm": "text/html",
    "xhtml": "application/xhtml+xml",
}
PICTURES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "bmp": "image/bmp",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "ico": "image/x-icon",
    "avif": "image/avif",
}
SOUND_AND_FILM = {
    "webm": "video/webm",
    "mp4": "video/mp4",
    "ogv": "video/ogg",
    "ogg": "audio/ogg",
    "oga": "audio/ogg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
}
FONTS = {
    "eot": "application/vnd.ms-fontobject",
    "ttf": "font/ttf",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "otf": "font/otf",
}
OTHERS = {"pdf": "application/pdf", "glb": "model/gltf-binary", "wasm": "application/wasm"}
KNOWN = {**TEXTS, **PICTURES, **SOUND_AND_FILM, **FONTS, **OTHERS}

# The H5P core's lists, and webp.
_IN_CONTENT = (
    "json png jpg jpeg gif bmp tif tiff webp eot ttf woff woff2 otf webm mp4 ogg mp3 m4a wav txt pdf rtf doc docx xls"
    " xlsx ppt pptx odt ods odp csv diff patch swf md textile vtt webvtt gltf glb"
)
_CONTENT_ENDS = frozenset(_IN_CONTENT.split())
_LIBRARY_ENDS = _CONTENT_ENDS | {"js", "css", "svg", "xml"}
_ALLOWED = {CONTENT: _CONTENT_ENDS, LIBRARY: _LIBRARY_ENDS}

# Magic of what runs on a computer, whatever it is called.
_RUNS = {
    "application/x-msdownload",
    "application/x-executable",
    "application/x-deb",
    "application/x-rpm",
    "application/x-google-chrome-extension",
    "application/vnd.ms-cab-compressed",
}
_RUNNING = "exe dll com scr pif msi msp bat cmd ps1 vbs vbe wsf hta lnk jar apk dmg pkg sh app"
_RUNS_BY_NAME = frozenset(_RUNNING.split())
_MACHO = (
    b"\xcf\xfa\xed\xfe",
    b"\xce\xfa\xed\xfe",
    b"\xfe\xed\xfa\xce",
    b"\xfe\xed\xfa\xcf",
    b"\xca\xfe\xba\xbe",
)
_MARKUP = (
    b"<!doctype",
    b"<html",
    b"<head",
    b"<body",
    b"<script",
    b"<svg",
    b"<?xml",
    b"<?php",
    b"<iframe",
    b"<!--",
)


def media_type_of(path: str, head: bytes) -> str | None:
    """Return what the file is served as; None: nothing that is known, a download. `head`: its first bytes."""
    told = KNOWN.get(end_of(path))
    if told is None or not _fits(told, head):
        return None
    found = _found(head)
    # A PNG that is called .jpg is shown as what it is.
    return found if found and found.startswith("image/") and told in PICTURES.values() else told


def judged(path: str, head: bytes, place: str) -> tuple[str, Finding | None]:
    """Return what a file in that place is served as, and what is to be said about it."""
    end = end_of(path)
    if _runs(end, head):
        return DOWNLOAD, error("runs-on-a-computer", path)
    allowed = _ALLOWED.get(place)
    if allowed is not None and end not in allowed:
        return DOWNLOAD, error("not-in-whitelist", path, end=end or path.rpartition("/")[2])
    told, served = KNOWN.get(end), media_type_of(path, head)
    if told is not None and served is None:
        return DOWNLOAD, error("not-what-it-says", path, told=told, found=_described(head))
    if served is None:
        return DOWNLOAD, note("served-as-download", path)
    if served != told:
        return served, note("named-otherwise", path, told=told, found=served)
    return served, None


def end_of(path: str) -> str:
    """Return what a name ends with, in small letters, without the dot."""
    return PurePosixPath(path).suffix.lstrip(".").lower()


def is_text(media_type: str) -> bool:
    """Tell whether it is worth compressing."""
    return media_type in _TEXT_TYPES


_TEXT_TYPES = frozenset(TEXTS.values())


def _runs(end: str, head: bytes) -> bool:
    return end in _RUNS_BY_NAME or _found(head) in _RUNS or (head.startswith(_MACHO) and end != "class")


def _fits(told: str, head: bytes) -> bool:
    """Tell whether the first bytes can be those of the media type that the name says. Nothing fits all."""
    if not head:
        return True
    found = _found(head)
    if told in _TEXT_TYPES:
        return found is None and _reads_as_text(head)
    if told in PICTURES.values():
        return found is not None and found.startswith("image/")
    if _is_markup(head):
        return False
    return found is None or _family(found) in _FAMILIES.get(told, (told.split("/")[0],))


# What filetype calls them: fonts and documents by names of its own, films and sounds by their containers.
_FAMILIES = {
    **dict.fromkeys(SOUND_AND_FILM.values(), ("audio", "video")),
    **dict.fromkeys(FONTS.values(), ("font",)),
    "application/pdf": ("application/pdf",),
    "application/wasm": ("application/wasm",),
    "model/gltf-binary": (),
}


def _family(found: str) -> str:
    if found.startswith("application/font") or found == DOWNLOAD:  # eot has no name there
        return "font"
    return found.split("/")[0] if found.split("/")[0] in ("audio", "video", "image") else found


def _found(head: bytes) -> str | None:
    found = filetype.guess_mime(head) if head else None
    # Two letters are all the magic these have ("MZ", "BM"): in a text they are words.
    return None if found in _TWO_LETTERS and b"\0" not in head else found


_TWO_LETTERS = ("application/x-msdownload", "image/bmp", "application/postscript")


def _reads_as_text(head: bytes) -> bool:
    return head.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in head


def _is_markup(head: bytes) -> bool:
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:64].lower()
    return begin.startswith(_MARKUP)


def _described(head: bytes) -> str:
    if _is_markup(head):
        return "text/html"
    return _found(head) or ("text/plain" if _reads_as_text(head) else DOWNLOAD)
