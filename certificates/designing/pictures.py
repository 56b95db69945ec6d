"""A picture somebody uploaded -> a small plain PNG for print. Nothing of the original file is kept.

What is uploaded is hostile until shown otherwise: its size is read from its head and refused before it is decoded, its
kind is told by its first bytes, and what is kept is drawn anew, without metadata, profiles or transparency.
"""

import struct
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 2 * 1024 * 1024
MOST_PIXELS = 16_000_000
LEAST_SIDE = 24  # pixels; less is no picture but a dot
PNG_HEAD, JPEG_HEAD = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
WHITE = (255, 255, 255)


@dataclass(frozen=True)
class Box:
    """The room a picture has on paper, in pixels at 300 dpi, and the bytes it should not need more of."""

    width: int
    height: int
    bytes: int


# The largest places of rendering.column, and some white around the picture, which is cut off there. What is printed has
# fewer colours (rendering.pictures); here a photograph is only kept from weighing more than a page.
LOGO, SIGNATURE = Box(800, 320, 150_000), Box(700, 200, 60_000)
STEPS = (
    (1, 0),
    (1, 256),
    (0.75, 64),
)  # share of the size and colours, 0 for all; tried until it is small enough


@dataclass(frozen=True)
class CleanPicture:
    """A PNG in plain RGB, written by us."""

    png: bytes
    width: int
    height: int

    @cached_property
    def sha256(self) -> str:
        return sha256(self.png).hexdigest()


class PictureRefused(Exception):
    """The upload is no picture that can be used; the text says why and what to do."""


def clean_picture(data: bytes, box: Box) -> CleanPicture:
    """Return the picture for the box. Raises PictureRefused."""
    check_bytes(len(data))
    _check_kind(data)
    try:
        with Image.open(BytesIO(data), formats=["PNG", "JPEG"]) as image:
            _check_size(*image.size)
            if image.format == "PNG" and getattr(image, "is_animated", False):
                raise PictureRefused(_("The picture moves. Save one still picture as PNG."))
            # A JPEG is decoded no larger than needed.
            image.draft(None, (2 * box.width, 2 * box.width))
            image.load()
            plain = _on_white(_upright(_coarse(image, box)))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, struct.error) as error:
        raise PictureRefused(
            _("The picture is damaged or was not sent whole. Open it, save it anew and send it again.")
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_many(None, None)) from error
    return _small(plain, box)


def check_bytes(size: int) -> None:
    """Raise PictureRefused for a file that is too large to be read at all."""
    if size > MOST_BYTES:
        raise PictureRefused(
            _("The file has %(size)s; at most %(most)s can be sent. Save the picture smaller.")
            % {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)}
        )


def _check_kind(data: bytes) -> None:
    if data.startswith(PNG_HEAD):
        # Before Pillow sees it: the head of a PNG says how large it is (W3C PNG, section 11.2.1).
        if len(data) >= 24:
            _check_size(*struct.unpack(">II", data[16:24]))
        return
    if data.startswith(JPEG_HEAD):
        return
    if b"<svg" in data[:4096].lower() or data.lstrip()[:5].lower() == b"<?xml":
        raise PictureRefused(
            _(
                "This is a drawing (SVG), which may carry programs. Open it and export it as PNG, 600 pixels wide."
            )
        )
    raise PictureRefused(_("Only PNG and JPEG can be used. Open the picture and save it as PNG."))


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise PictureRefused(_too_many(width, height))
    if min(width, height) < LEAST_SIDE:
        raise PictureRefused(
            _("The picture has %(width)s × %(height)s pixels. At least %(least)s each way are needed.")
            % {"width": width, "height": height, "least": LEAST_SIDE}
        )


def _too_many(width: int | None, height: int | None) -> str:
    most = MOST_PIXELS // 1_000_000
    if width is None:
        return _(
            "The picture has far more pixels than the %(most)s million that can be taken. "
            "Save it about 1000 pixels wide."
        ) % {"most": most}
    return _(
        "The picture has %(width)s × %(height)s pixels, that is %(millions)s million; at most %(most)s million can be "
        "taken. Save it about 1000 pixels wide."
    ) % {"width": width, "height": height, "millions": round(width * height / 1_000_000), "most": most}


def _coarse(image: Image.Image, box: Box) -> Image.Image:
    """Return the picture at a few times the size of the box, before it is copied around."""
    factor = min(image.size) // (2 * max(box.width, box.height))
    return image.reduce(factor) if factor > 1 and image.mode in ("L", "LA", "RGB", "RGBA") else image


def _upright(image: Image.Image) -> Image.Image:
    """Return the picture as a camera meant it to be seen, in a mode of eight bits."""
    turned = ImageOps.exif_transpose(image)
    if turned.mode.startswith("I"):
        # Sixteen bits of grey: Pillow would cut them off at 255 instead of dividing.
        return turned.convert("I").point(lambda level: level * (1 / 256)).convert("L")
    return turned


def _on_white(image: Image.Image) -> Image.Image:
    """Return the picture in RGB on white, with nothing that came with it."""
    sheet = Image.new("RGB", image.size, WHITE)
    if image.has_transparency_data:
        clear = image.convert("RGBA")
        sheet.paste(clear, mask=clear.getchannel("A"))
    else:
        sheet.paste(image.convert("RGB"))
    return sheet


def _small(image: Image.Image, box: Box) -> CleanPicture:
    """Return the picture no larger than the box, with as much of its colours as the bytes allow."""
    for share, colours in STEPS:
        found = _written(image, (round(box.width * share), round(box.height * share)), colours)
        if len(found.png) <= box.bytes:
            break
    return found


def _written(image: Image.Image, most: tuple[int, int], colours: int) -> CleanPicture:
    copy = image.copy()
    copy.thumbnail(most, Image.Resampling.LANCZOS)
    if colours and copy.getcolors(colours) is None:
        copy = copy.quantize(colours, dither=Image.Dither.NONE).convert("RGB")
    out = BytesIO()
    copy.save(out, "png", optimize=True)
    return CleanPicture(out.getvalue(), *copy.size)
