"""Zips as people send them, and as somebody makes them who wants to do harm."""

import stat
import struct
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo


def zipped(inside: dict[str, bytes] | list[tuple[str | ZipInfo, bytes]], how: int = ZIP_DEFLATED) -> bytes:
    """Return a zip of these files; as a list, so that a name can be there twice."""
    out = BytesIO()
    with ZipFile(out, "w", how) as archive:
        for name, data in inside.items() if isinstance(inside, dict) else inside:
            archive.writestr(name, data)
    return out.getvalue()


def link(name: str, to: str) -> tuple[ZipInfo, bytes]:
    """Return an entry that is a symbolic link."""
    info = ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, to.encode()


def named(raw: bytes, data: bytes = b"1") -> bytes:
    """Return a zip with one file whose name is these bytes, without a word on how they are meant."""
    placeholder = b"n" * len(raw)
    return zipped({placeholder.decode(): data}, ZIP_STORED).replace(placeholder, raw)


def with_flags(content: bytes, flags: int) -> bytes:
    """Return the zip with these bits set in the flags of its first entry, in both places."""
    changed = bytearray(content)
    _or(changed, 6, flags)
    _or(changed, content.index(b"PK\x01\x02") + 8, flags)
    return bytes(changed)


def _or(content: bytearray, at: int, bits: int) -> None:
    (old,) = struct.unpack_from("<H", content, at)
    struct.pack_into("<H", content, at, old | bits)


def says_of_size(content: bytes, size: int) -> bytes:
    """Return the zip whose directory says another size of its first file."""
    changed = bytearray(content)
    struct.pack_into("<L", changed, content.index(b"PK\x01\x02") + 24, size)
    return bytes(changed)


def zip64(inside: dict[str, bytes], *, entries: int | None = None, offset: int | None = None) -> bytes:
    """Return a zip that ends with the larger numbers; they may lie."""
    content = zipped(inside)
    end = content.rindex(b"PK\x05\x06")
    _mark, _d, _s, _on, count, size, begin, _comment = struct.unpack_from("<4s4H2LH", content, end)
    count = count if entries is None else entries
    begin = begin if offset is None else offset
    large = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, count, count, size, begin)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    small = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return content[:end] + large + locator + small


def overlapping(times: int = 100) -> bytes:
    """Return a zip whose entries all share the bytes of the first: small, and large when unpacked."""
    content = zipped({"a.txt": b"a" * 50_000})
    begin, end = content.index(b"PK\x01\x02"), content.rindex(b"PK\x05\x06")
    directory = content[begin:end] * times
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, len(directory), begin, 0)
    return content[:begin] + directory + tail
