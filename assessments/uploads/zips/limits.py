"""How much a package may hold."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Numbers of entries, bytes, and bytes that come out for each byte in."""

    entries: int = 20_000
    # Bytes in the directory for an entry: its name and what packers note beside it.
    entry_in_directory: int = 600
    # Bytes that come out: of all files, and of one.
    total: int = 1024**3
    one: int = 512 * 1024**2
    # Text shrinks to a tenth, a drawing to a thirtieth; a thousandth is as far as the method goes.
    ratio: int = 150
    # Files below that many bytes may be as empty as they like.
    ratio_from: int = 1024**2
    total_ratio: int = 60
    total_ratio_from: int = 16 * 1024**2
    depth: int = 24
    path: int = 400


LIMITS = Limits()
