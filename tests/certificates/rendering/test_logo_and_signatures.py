"""Pictures in a certificate: as small as print needs, no box around them, never more than a file may weigh."""

import zlib
from functools import cache
from io import BytesIO

import pytest
from PIL import Image, ImageChops

from certificates.rendering import pictures
from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.facts import Attachment, Signatory
from certificates.rendering.pdf import render_certificate
from certificates.rendering.picture import picture_of
from certificates.rendering.pictures import PictureUnreadable
from tests.factories.printed import make_logo, make_printed_facts, make_signature

KIB = 1024
# What the signature of the academy adds to a file: see tests/certificates/signing.
SIGNED = 6 * KIB


def png(image: Image.Image) -> bytes:
    out = BytesIO()
    image.save(out, "png")
    return out.getvalue()


@cache
def noise(width: int, height: int) -> bytes:
    """Return the worst a picture can be: nothing in it can be pressed together."""
    bands = [Image.effect_noise((width, height), 150) for _band in range(3)]
    return png(Image.merge("RGB", bands))


def put_together(picture) -> Image.Image:
    """Return the picture as a reader of PDF would see it."""
    pixels = 8 // picture.bits
    row = -(-picture.width // pixels)
    data = zlib.decompress(picture.data)
    assert len(data) == row * picture.height
    mask = 2**picture.bits - 1
    values = bytes(
        data[y * row + x // pixels] >> picture.bits * (pixels - 1 - x % pixels) & mask
        for y in range(picture.height)
        for x in range(picture.width)
    )
    image = Image.frombytes("P", (picture.width, picture.height), values)
    image.putpalette(zlib.decompress(picture.palette))
    return image.convert("RGB")


def test_a_large_logo_is_reduced_to_what_is_printed():
    picture = pictures.logo(make_logo(4000), width=130, height=46)
    assert picture.height <= 46 / 72 * 300 + 1
    assert len(picture.data) + len(picture.palette) <= pictures.LOGO_BYTES


def test_a_small_one_is_not_made_larger_and_keeps_its_colours():
    image = Image.new("RGB", (40, 20), "#1f4e9e")
    image.paste("#f4d35e", (10, 5, 30, 15))
    picture = pictures.logo(png(image), width=130, height=46)
    assert (picture.width, picture.height) == (40, 20)
    assert put_together(picture).getpixel((20, 10)) == (0xF4, 0xD3, 0x5E)
    assert picture.key is None


@pytest.mark.parametrize("width", [61, 62, 63, 64])
def test_rows_of_any_width_are_packed_whole(width):
    image = Image.new("RGB", (width, 9), "black")
    image.paste("#ff0000", (width // 2, 0, width, 9))
    picture = pictures.signature(png(image), width=300, height=200, field="signatories[0]", share=1)
    seen = put_together(picture)
    assert seen.size == (width, 9)
    assert seen.getpixel((0, 8)) == (0, 0, 0)
    assert seen.getpixel((width - 1, 8)) == (255, 0, 0)


def test_white_around_a_signature_is_cut_off_and_white_in_it_is_paper():
    picture = pictures.signature(make_signature(), width=200, height=34, field="signatories[0]", share=2)
    assert picture.shape > 3  # the whole picture is 3 wide for 1 high
    seen = put_together(picture)
    assert picture.key is not None
    assert zlib.decompress(picture.palette)[3 * picture.key :][:3] == b"\xff\xff\xff"
    assert min(seen.getextrema()[2]) > 60  # blue ink


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT])
def test_no_box_is_seen_around_a_picture_on_a_tinted_ground(fonts, layout):
    signatories = (Signatory("А"), Signatory("Б"), Signatory("В"), Signatory("Г", "", make_signature()))
    with_one, without = (
        Image.open(
            BytesIO(
                picture_of(
                    render_certificate(make_printed_facts(signatories=people), fonts, Design(layout=layout)),
                    width=900,
                )
            )
        )
        for people in (signatories, (*signatories[:3], Signatory("Г")))
    )
    drawn, bare = (image.convert("L") for image in (with_one, without))
    darker, lighter = (
        image.point(lambda value: 255 * (value > 1)).histogram()[255]
        for image in (ImageChops.subtract(bare, drawn), ImageChops.subtract(drawn, bare))
    )
    assert darker > 500
    assert lighter < darker / 5  # at the edges of strokes; a box would be lighter all over


def test_a_picture_of_mere_white_is_left_out(fonts):
    white = png(Image.new("RGB", (300, 100), "white"))
    assert pictures.logo(white, width=130, height=46) is None
    plain = render_certificate(make_printed_facts(), fonts)
    assert render_certificate(make_printed_facts(), fonts, Design(logo=white)) == plain


@pytest.mark.parametrize(
    "junk", [b"", b"\x89PNG\r\n\x1a\n cut", b"<svg onload='alert(1)'/>", make_logo()[:200]]
)
def test_what_is_no_picture_is_refused_by_name(fonts, junk):
    with pytest.raises(PictureUnreadable, match="logo") as caught:
        render_certificate(make_printed_facts(), fonts, Design(logo=junk or b"x"))
    assert caught.value.field == "logo"
    people = (Signatory("Ли"), Signatory("Ким", "", junk or b"x"))
    with pytest.raises(PictureUnreadable, match=r"signatories\[1\]"):
        render_certificate(make_printed_facts(signatories=people), fonts)


@pytest.mark.parametrize("layout", [LANDSCAPE, PORTRAIT])
@pytest.mark.parametrize("language", ["ru", "kk", "tk", "fa-af"])
def test_the_worst_pictures_and_a_badge_keep_the_signed_file_under_60_kib(fonts, language, layout):
    facts = make_printed_facts(
        language=language,
        name_native="محمد رضا کریم‌زاده Ғани Қуаныш",
        signatories=tuple(
            Signatory("Сериков Алан", "Начальник", noise(360, 120 + place)) for place in range(4)
        ),
        qr_text=f"https://panah.example/verify/7Q2M9XK4T1CB8WPR5VZ0HJ3DNE/#{'aZ09_-bY18' * 20}",
    )
    badge = Attachment("badge.json", "application/json", noise(38, 36)[:4100])
    pdf = render_certificate(facts, fonts, Design(layout=layout, logo=noise(300, 300)), badge)
    assert len(pdf) <= 60 * KIB - SIGNED


@pytest.mark.parametrize("language", ["ru", "kk", "tk", "fa-af"])
def test_without_pictures_and_badge_it_keeps_under_44_kib(fonts, language):
    facts = make_printed_facts(language=language, name_native="محمد رضا کریم‌زاده Ғани Қуаныш")
    assert len(render_certificate(facts, fonts)) <= 44 * KIB
