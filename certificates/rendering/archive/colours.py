"""sRGB as an ICC profile of version 2 (ICC.1:2001-04), which PDF/A-1 wants; made from the numbers of IEC 61966-2-1."""

from functools import cache
from struct import pack

ENTRIES = 256  # of the curve; between them it is read as straight
# Primaries and white adapted to D50 (ICC.1:2001-04, annex A), and the white of D50 itself.
RED, GREEN, BLUE = (0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
WHITE = (0.9642, 1.0, 0.8249)
NAME = "sRGB IEC61966-2.1"
COPYRIGHT = "No copyright, use freely"
HEADER, ENTRY = 128, 12


@cache
def srgb_profile() -> bytes:
    """Return the profile, some 1,100 bytes."""
    curve = b"curv" + pack(">II", 0, ENTRIES) + b"".join(_curve_entry(place) for place in range(ENTRIES))
    tags = {
        b"desc": _description(NAME),
        b"cprt": b"text" + bytes(4) + COPYRIGHT.encode("ascii") + b"\0",
        b"wtpt": _xyz(WHITE),
        b"rXYZ": _xyz(RED),
        b"gXYZ": _xyz(GREEN),
        b"bXYZ": _xyz(BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    return _assembled(tags)


def _assembled(tags: dict[bytes, bytes]) -> bytes:
    """Return header, table and tags; equal tags are written once."""
    begin = HEADER + 4 + ENTRY * len(tags)
    places: dict[bytes, int] = {}
    body = b""
    for content in tags.values():
        if content not in places:
            places[content] = begin + len(body)
            body += content + bytes(-len(content) % 4)
    table = b"".join(name + pack(">II", places[content], len(content)) for name, content in tags.items())
    return _header(begin + len(body)) + pack(">I", len(tags)) + table + body


def _header(size: int) -> bytes:
    """Return the header of a display profile of version 2.1, from RGB to XYZ, for pictures (perceptual)."""
    date = pack(">6H", 2026, 1, 1, 0, 0, 0)
    begin = pack(">I4sI", size, bytes(4), 0x02100000) + b"mntrRGB XYZ " + date + b"acsp" + bytes(28)
    return (begin + _numbers(WHITE)).ljust(HEADER, b"\0")


def _curve_entry(place: int) -> bytes:
    share = place / (ENTRIES - 1)
    linear = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return pack(">H", round(linear * 65535))


def _xyz(values: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + _numbers(values)


def _numbers(values: tuple[float, float, float]) -> bytes:
    """Return s15Fixed16Numbers."""
    return b"".join(pack(">i", round(value * 65536)) for value in values)


def _description(text: str) -> bytes:
    """Return a textDescriptionType: the text in ASCII, none in Unicode and none for a Macintosh."""
    plain = text.encode("ascii") + b"\0"
    return b"desc" + bytes(4) + pack(">I", len(plain)) + plain + bytes(4 + 4 + 2 + 1 + 67)
