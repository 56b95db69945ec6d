"""The end of a zip, read before anything else is: how many entries its directory has, and how large that is.

`zipfile` reads the whole directory into memory and ignores the count; here both are known first. Shapes: APPNOTE.TXT
6.3.10, sections 4.3.14 to 4.3.16.
"""

import os
import struct
from dataclasses import dataclass
from typing import BinaryIO

_END = struct.Struct("<4s4H2LH")
_END_MARK = b"PK\x05\x06"
_LOCATOR = struct.Struct("<4sLQL")
_LOCATOR_MARK = b"PK\x06\x07"
_END64 = struct.Struct("<4sQ2H2L4Q")
_END64_MARK = b"PK\x06\x06"
_LOCAL = struct.Struct("<4s5H3L2H")
_LOCAL_MARK = b"PK\x03\x04"
_MOST_COMMENT = 0xFFFF


@dataclass(frozen=True)
class Directory:
    """Where the directory begins, its size in bytes, and how many entries it says it has."""

    offset: int
    size: int
    entries: int


class NoDirectory(Exception):
    """The end of the file contradicts the file, or itself."""


class NoEnd(NoDirectory):
    """The file does not end as a zip does."""


def directory_of(file: BinaryIO) -> Directory:
    """Return what the end of the file says. Raises NoDirectory, also where it contradicts itself."""
    length = file.seek(0, os.SEEK_END)
    end_at = _end(file, length)
    _mark, disk, of_disk, on_disk, entries, size, offset, _comment = _END.unpack(_at(file, end_at, _END.size))
    if (disk, of_disk) not in ((0, 0), (0xFFFF, 0xFFFF)) or on_disk != entries:
        raise NoDirectory
    # zipfile goes by the larger numbers wherever they stand, also where the smaller ones would do.
    if _at(file, max(0, end_at - _LOCATOR.size), 4) == _LOCATOR_MARK:
        before, larger = _end64(file, end_at)
        if not all(_agree(*pair) for pair in zip((entries, size, offset), larger, strict=True)):
            raise NoDirectory
        entries, size, offset = larger
    else:
        before = end_at
    if offset + size != before:
        raise NoDirectory
    return Directory(offset, size, entries)


def begins_like_a_zip(file: BinaryIO) -> bool:
    """Tell whether the first entry is where it belongs: without a directory it is a zip that was cut off."""
    return _at(file, 0, 4) == _LOCAL_MARK


def data_offset(file: BinaryIO, header: int) -> int:
    """Return where the bytes of the entry begin whose local header is there. Raises NoDirectory."""
    raw = _at(file, header, _LOCAL.size)
    if len(raw) < _LOCAL.size or raw[:4] != _LOCAL_MARK:
        raise NoDirectory
    *_before, name, extra = _LOCAL.unpack(raw)
    return header + _LOCAL.size + name + extra


def _end(file: BinaryIO, length: int) -> int:
    # The same place zipfile takes: one without a comment, else the last mark.
    plain = length - _END.size
    if plain >= 0 and (tail := _at(file, plain, _END.size))[:4] == _END_MARK and tail[-2:] == b"\0\0":
        return plain
    begin = max(0, plain - _MOST_COMMENT)
    tail = _at(file, begin, length - begin)
    found = tail.rfind(_END_MARK)
    if found < 0 or len(tail) - found < _END.size:
        raise NoEnd
    return begin + found


def _agree(small: int, large: int) -> bool:
    return small in (large, 0xFFFF, 0xFFFFFFFF)


def _end64(file: BinaryIO, end_at: int) -> tuple[int, tuple[int, int, int]]:
    """Return where the zip64 end begins, and entries, size and offset of the directory."""
    at = end_at - _LOCATOR.size
    place = _LOCATOR.unpack(_at(file, at, _LOCATOR.size))[2]
    raw = _at(file, place, _END64.size) if place + _END64.size == at else b""
    if raw[:4] != _END64_MARK:
        raise NoDirectory
    *_before, on_disk, entries, size, offset = _END64.unpack(raw)
    if on_disk != entries:
        raise NoDirectory
    return place, (entries, size, offset)


def _at(file: BinaryIO, place: int, size: int) -> bytes:
    file.seek(place)
    return file.read(size)
