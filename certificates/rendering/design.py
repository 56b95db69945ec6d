"""How a certificate looks, apart from what it says."""

from dataclasses import dataclass

LANDSCAPE, PORTRAIT = "landscape", "portrait"


@dataclass(frozen=True)
class Design:
    """Paper, colours (#rrggbb) and the academy's own mark: a PNG without transparency, or None for Panah's."""

    layout: str = LANDSCAPE
    primary: str = "#0f4c4a"
    accent: str = "#d98e2b"
    logo: bytes | None = None


PLAIN = Design()
