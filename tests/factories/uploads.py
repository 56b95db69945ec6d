"""Pictures as people send them, made by code so that none is kept in the repository."""

import struct
import zlib
from io import BytesIO

from PIL import Image


def picture(mode="RGB", size=(200, 100), colour=(10, 90, 200), kind="png", **how) -> bytes:
    """Return a file of one colour."""
    out = BytesIO()
    Image.new(mode, size, colour).save(out, kind, **how)
    return out.getvalue()


def png_head(width: int, height: int) -> bytes:
    """Return a PNG that says it is that large and has next to nothing in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\0" * 1000))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
