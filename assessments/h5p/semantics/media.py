"""Files that content names: where they may lie, what they may be, what may be said of them."""

import re
from collections.abc import Mapping

from assessments.h5p.semantics.texts import escaped
from assessments.h5p.semantics.values import decimal
from assessments.h5p.semantics.walk import NOTHING, Medium, Walk, below, shown
from assessments.uploads.judging.media import KNOWN, end_of

LONGEST_PATH = 2000
_KEYS = {
    "file": (),
    "image": ("width", "height", "originalImage"),
    "video": ("width", "height", "codecs", "quality", "bitrate"),
    "audio": (),
}
# Types of media a kind may be, by how they begin.
_TYPES = {
    "file": ("",),
    "image": ("image/",),
    "video": (
        "video/",
        "application/ogg",
        "audio/ogg",
        "application/vnd.apple.mpegurl",
        "application/x-mpegurl",
    ),
    "audio": ("audio/", "video/ogg", "video/mp4", "application/ogg"),
}
# What editors of H5P write for a file that lies with other content: "../../content/12/images/a.png".
_OF_OTHER_CONTENT = re.compile(r"(?:\.\./){1,2}(?:.{0,200}content/)?(?:\d+|editor)/(.+)")
_TEMPORARY = "#tmp"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")


def kept_file(value: object, field: Mapping, walk: Walk, place: str):
    """Return a file's description as it may stay, or NOTHING."""
    kind = field["type"]
    if not isinstance(value, Mapping) or not isinstance(value.get("path"), str) or not value["path"].strip():
        # An empty field of the editor has no path.
        return NOTHING if not value or isinstance(value, Mapping) else _wrong(value, kind, walk, place)
    path = safe_path(value["path"])
    if path is None:
        return walk.drop(below(place, "path"), "path", found=shown(value["path"]))
    mime = _kept_mime(value.get("mime"), path, kind)
    if mime is None:
        return walk.drop(place, "media-type", found=shown(str(value.get("mime", ""))), wanted=kind)
    walk.media.append(Medium(place, kind, path))
    kept = {"path": path, **({"mime": mime} if mime else {})}
    return {**kept, **_kept_rest(value, field, walk, place)}


def safe_path(path: str) -> str | None:
    """Return the path below content/, or the address on another site; None: it leads elsewhere."""
    path = path.removesuffix(_TEMPORARY).strip()
    if found := _OF_OTHER_CONTENT.fullmatch(path):
        path = found[1]
    if len(path) > LONGEST_PATH or any(ord(letter) < 32 or letter in '\\"<>' for letter in path):
        return None
    if path.lower().startswith(("http://", "https://")):
        return path
    if _SCHEME.match(path) or path.startswith("/") or ".." in path.split("/"):
        return None
    return path


def _wrong(value: object, kind: str, walk: Walk, place: str):
    return walk.drop(place, "wrong-type", wanted=kind, found=shown(value))


def _kept_mime(mime: object, path: str, kind: str) -> str | None:
    """Return the media type that is told, or that of the file's name; "" where neither; None: of another kind."""
    told = mime if isinstance(mime, str) and re.fullmatch(r"[\w.+\-]+/[\w.+\-]+", mime) else ""
    of_name = KNOWN.get(end_of(path.split("?")[0]), "")
    for each in filter(None, (told, of_name)):
        if each.lower().startswith(_TYPES[kind]):
            return each
    return None if of_name or (told and kind != "file") else ""


def _kept_rest(value: Mapping, field: Mapping, walk: Walk, place: str) -> dict:
    extra = field.get("extraAttributes")
    extra = [name for name in extra if isinstance(name, str)] if isinstance(extra, list) else []
    kept = {}
    for key, each in value.items():
        if key in {"path", "mime", "copyright"}:
            continue
        if key in _KEYS[field["type"]]:
            kept[key] = _READ[key](each)
        elif key in extra:
            kept[key] = plain(each)
        else:
            kept[key] = walk.drop(below(place, key), "unknown-field")
    return {key: each for key, each in kept.items() if each is not NOTHING}


def plain(value: object, levels: int = 2):
    """Return texts (escaped), numbers and switches, and these in small objects: all an extra attribute may be."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return escaped(value[:1000])
    if isinstance(value, Mapping) and levels > 1:
        inner = {key[:100]: plain(each, levels - 1) for key, each in list(value.items())[:50]}
        return {key: each for key, each in inner.items() if each is not NOTHING}
    return NOTHING


def _whole(value: object):
    number = decimal(value)
    return NOTHING if number is None else max(0, min(int(number), 10**9))


def _text(value: object):
    return escaped(value[:200]) if isinstance(value, str) else NOTHING


def _quality(value: object):
    if not isinstance(value, Mapping) or "level" not in value or "label" not in value:
        return NOTHING
    quality = {"level": _whole(value["level"]), "label": _text(value["label"])}
    return NOTHING if NOTHING in quality.values() else quality


def _original(value: object):
    """Return where the picture lies that this one was cut from."""
    path = (
        safe_path(value["path"])
        if isinstance(value, Mapping) and isinstance(value.get("path"), str)
        else None
    )
    if path is None:
        return NOTHING
    rest = {key: _whole(value.get(key)) for key in ("width", "height")}
    mime = _kept_mime(value.get("mime"), path, "image")
    return {
        "path": path,
        **({"mime": mime} if mime else {}),
        **{key: each for key, each in rest.items() if each is not NOTHING},
    }


_READ = {
    "width": _whole,
    "height": _whole,
    "bitrate": _whole,
    "codecs": _text,
    "quality": _quality,
    "originalImage": _original,
}
