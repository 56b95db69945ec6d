"""Packages that benchmarks.uploads sends: a large course, and three that were made to bring a server down."""

import os
import struct
import zipfile
from hashlib import sha256
from pathlib import Path

FILM_MB, PAGES = 12, 1500
CHUNK = 64 * 1024
_MEGABYTE = 1024**2
_FILM = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
_MANIFEST = """<?xml version="1.0"?>
<manifest identifier="bench" version="1" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>A large course</title>
    <item identifier="i" identifierref="r"><title>The booth</title></item></organization></organizations>
  <resources><resource identifier="r" type="webcontent" adlcp:scormtype="sco" href="index.html">
    <file href="index.html"/></resource></resources>
</manifest>"""


def write_course(path: Path, megabytes: int) -> None:
    """Write a SCORM course of films, which shrink no further, and as many small files as courses have."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        _begin(package)
        for number in range(PAGES):
            package.writestr(f"pages/{number}.js", f"window.page{number} = {{}};\n" * 20)
        for number in range(max(1, megabytes // FILM_MB)):
            with package.open(f"films/{number}.mp4", "w") as film:
                film.write(_FILM)
                for _part in range(FILM_MB * _MEGABYTE // CHUNK):
                    film.write(os.urandom(CHUNK))


def write_inflating(path: Path) -> None:
    """Write a package of 146 kB that is 150 MB when it is unpacked."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        _begin(package)
        with package.open("content/air.json", "w") as air:
            for _part in range(150):
                air.write(b"\0" * 1_000_000)


def write_lying(path: Path) -> None:
    """Write the same, with a directory that says that the large file has a thousand bytes."""
    write_inflating(path)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\x01\x02")
    struct.pack_into("<L", content, entry + 24, 1000)
    path.write_bytes(content)


def write_crowded(path: Path) -> None:
    """Write a package of 100,000 entries, each of them empty."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
        _begin(package)
        for number in range(100_000):
            package.writestr(f"pages/{number}.js", b"")


def copy_out(path: Path, folder: Path) -> None:
    """Do the least that can be done: unpack each file, hash it, write it, and put all to disk once."""
    with zipfile.ZipFile(path) as package:
        for number, info in enumerate(package.infolist()):
            digest = sha256()
            with package.open(info) as inside, (folder / str(number)).open("wb") as out:
                while chunk := inside.read(CHUNK):
                    digest.update(chunk)
                    out.write(chunk)
    os.sync()


def _begin(package: zipfile.ZipFile) -> None:
    package.writestr("imsmanifest.xml", _MANIFEST)
    package.writestr("index.html", "<!doctype html><title>The booth</title>")
