"""Logos and signatures, made as small as a printed page needs: an index of few colours, paper left out.

No transparency (PDF/A-1 knows none): the index of white is a colour key (ISO 32000-1, 8.9.6.4), so that a picture on
white paper shows no box on a tinted one.
"""

import zlib
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageChops, UnidentifiedImageError

DPI = 300
POINTS_PER_INCH = 72
WHITE = 236  # each channel of what counts as paper
# So that a file with badge and signature keeps within 60 KiB: a logo, and all pictures of signatures together.
LOGO_BYTES, SIGNATURE_BYTES = 4300, 3300
# (share of the resolution, colours), the finest first: the first small enough is taken.
LOGO_STEPS = ((1, 256), (1, 64), (0.75, 64), (0.75, 16), (0.55, 16), (0.4, 16), (0.3, 16), (0.2, 16))
SIGNATURE_STEPS = ((1, 16), (1, 4), (0.75, 4), (0.55, 4), (0.4, 4), (0.3, 4), (0.2, 4))


class PictureUnreadable(Exception):
    """What should be a picture is none: `field` says whose."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field


@dataclass(frozen=True)
class Picture:
    """An indexed picture: `palette` and rows (`data`) compressed, `key` the index that stands for paper, if any."""

    width: int
    height: int
    bits: int
    colours: int
    palette: bytes
    data: bytes
    key: int | None

    @property
    def shape(self) -> float:
        """Points of width for each point of height."""
        return self.width / self.height

    def within(self, width: float, height: float) -> tuple[float, float]:
        """Return (width, height) in points of the picture as large as it fits."""
        high = min(height, width / self.shape)
        return high * self.shape, high


def logo(png: bytes, *, width: float, height: float) -> Picture | None:
    """Return a logo for a place of so many points; None for one that is all white. Raises PictureUnreadable."""
    return _reduced("logo", png, width, height, LOGO_STEPS, LOGO_BYTES)


def signature(png: bytes, *, width: float, height: float, field: str, share: int) -> Picture | None:
    """Return a signature, one of `share` on the page. Raises PictureUnreadable, naming `field`."""
    return _reduced(field, png, width, height, SIGNATURE_STEPS, SIGNATURE_BYTES // max(share, 2))


@lru_cache(maxsize=24)
def _reduced(field: str, png: bytes, width: float, height: float, steps: tuple, most: int) -> Picture | None:
    image = _trimmed(_opened(field, png))
    if image is None:
        return None
    needed = min(width / image.width, height / image.height) * DPI / POINTS_PER_INCH
    for share, colours in steps:
        picture = _indexed(_whitened(_scaled(image, min(1, needed * share))), colours)
        if len(picture.data) + len(picture.palette) <= most:
            break
    return picture


def _opened(field: str, png: bytes) -> Image.Image:
    try:
        with Image.open(BytesIO(png), formats=("PNG",)) as image:
            return image.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError) as error:
        raise PictureUnreadable(field) from error


def _trimmed(image: Image.Image) -> Image.Image | None:
    """Return the picture without the paper around it, that in it quite white; None for mere paper."""
    ink = _paper(image).point(lambda value: 255 - value)
    box = ink.getbbox()
    if not box:
        return None
    return _whitened(image.crop(box))


def _paper(image: Image.Image) -> Image.Image:
    """Return a mask: 255 where there is paper, 0 elsewhere."""
    red, green, blue = image.split()
    darkest = ImageChops.darker(ImageChops.darker(red, green), blue)
    return darkest.point(lambda value: 255 * (value >= WHITE))


def _whitened(image: Image.Image) -> Image.Image:
    image.paste("white", mask=_paper(image))
    return image


def _scaled(image: Image.Image, scale: float) -> Image.Image:
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _indexed(image: Image.Image, colours: int) -> Picture:
    few = image.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = bytearray(few.getpalette()[: colours * 3])
    used = len(palette) // 3
    light = {index for index in range(used) if min(palette[3 * index : 3 * index + 3]) >= WHITE}
    key = min(light, default=None)
    if key is not None:
        few = few.point(lambda index: key if index in light else index)
        palette[3 * key : 3 * key + 3] = b"\xff\xff\xff"
    bits = next(bits for bits in (2, 4, 8) if colours <= 2**bits)
    rows = _packed(few, 8 // bits)
    return Picture(few.width, few.height, bits, used, zlib.compress(palette, 9), zlib.compress(rows, 9), key)


def _packed(image: Image.Image, pixels: int) -> bytes:
    """Return the rows with so many pixels a byte; each row begins with a byte of its own."""
    if pixels == 1:
        return image.tobytes()
    image = image.crop((0, 0, -(-image.width // pixels) * pixels, image.height))
    columns = [image.tobytes()[place::pixels] for place in range(pixels)]
    bits = 8 // pixels
    packed = (
        sum(value << bits * (pixels - 1 - place) for place, value in enumerate(group))
        for group in zip(*columns, strict=True)
    )
    return bytes(packed)
