from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from certificates.designing.pictures import LOGO, MOST_BYTES, SIGNATURE, PictureRefused, clean_picture
from tests.factories.uploads import picture, png_head


def seen(data, box=LOGO):
    image = Image.open(BytesIO(clean_picture(data, box).png))
    image.load()
    return image


def refused(data, box=LOGO) -> str:
    with pytest.raises(PictureRefused) as raised:
        clean_picture(data, box)
    return str(raised.value)


@pytest.mark.parametrize(
    "data",
    [
        picture(),
        picture(kind="jpeg"),
        picture("L", colour=40),
        picture("P", colour=1),
        picture("1", colour=1),
        picture("CMYK", colour=(10, 90, 200, 30), kind="jpeg"),
        picture("RGBA", colour=(10, 90, 200, 128)),
        picture("LA", colour=(10, 128)),
        picture("I;16", colour=40_000),
    ],
    ids=["rgb", "jpeg", "grey", "palette", "bits", "cmyk", "rgba", "grey and alpha", "sixteen bits"],
)
def test_every_kind_of_picture_becomes_a_plain_rgb_png(data):
    image = seen(data)
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (200, 100))


def test_what_is_clear_becomes_white():
    assert seen(picture("RGBA", colour=(10, 90, 200, 0))).getpixel((5, 5)) == (255, 255, 255)


def test_what_is_half_clear_is_mixed_with_white():
    red, _green, _blue = seen(picture("RGBA", colour=(0, 0, 0, 128))).getpixel((5, 5))
    assert 120 < red < 135


def test_sixteen_bits_of_grey_keep_their_shade():
    assert seen(picture("I;16", colour=128 * 256)).getpixel((5, 5)) == (128, 128, 128)


def test_a_photograph_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert seen(picture(kind="jpeg", exif=exif)).size == (100, 200)


def test_a_large_photograph_taken_sideways_stands_upright_too():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert seen(picture(size=(4000, 3000), kind="jpeg", exif=exif)).size == (240, 320)


def test_a_large_clear_picture_is_white_where_it_is_clear():
    assert seen(picture("RGBA", (3600, 3600), (10, 90, 200, 0))).getpixel((5, 5)) == (255, 255, 255)


def test_nothing_of_the_original_file_is_kept():
    exif = Image.Exif()
    exif[0x010E] = "the garden of our house"
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "somebody")
    for data in (picture(kind="jpeg", exif=exif, comment=b"secret"), picture(pnginfo=told)):
        image = seen(data)
        assert image.info == {}
        assert not image.getexif()


def test_what_follows_the_picture_in_the_file_is_dropped():
    assert b"<?php" not in clean_picture(picture() + b"<?php evil(); ?>", LOGO).png


def test_one_picture_gives_the_same_bytes_each_time():
    data = picture("RGBA", colour=(10, 90, 200, 128))
    first = clean_picture(data, LOGO)
    assert clean_picture(data, LOGO).sha256 == first.sha256
    assert clean_picture(first.png, LOGO).sha256 == first.sha256


def test_a_large_picture_is_made_as_small_as_300_dpi_need():
    assert seen(picture(size=(3000, 1000))).size == (800, 267)
    assert seen(picture(size=(3000, 1000)), SIGNATURE).size == (600, 200)


def test_a_picture_full_of_colours_is_kept_with_fewer_colours():
    noise = Image.effect_noise((900, 450), 80).convert("RGB")
    out = BytesIO()
    noise.save(out, "png")
    assert len(clean_picture(out.getvalue(), LOGO).png) < 400_000


def test_forty_megapixels_are_refused_by_their_size_before_they_are_decoded():
    assert "8000 × 5000" in refused(png_head(8000, 5000))
    assert "40 million" in refused(png_head(8000, 5000))


def test_a_bomb_of_a_thousand_megapixels_is_refused_by_its_size():
    assert "40000 × 40000" in refused(png_head(40_000, 40_000))


def test_a_jpeg_of_twenty_megapixels_is_refused_by_its_size():
    assert "5000 × 4000" in refused(picture("L", (5000, 4000), 0, "jpeg"))


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><!-- a drawing --><svg/>',
        b'\xef\xbb\xbf  <SVG onload="x()">',
    ],
)
def test_a_drawing_is_refused_with_a_way_to_a_picture(data):
    assert "export it as PNG" in refused(data)


@pytest.mark.parametrize(
    "data", [b"GIF89a" + b"\0" * 50, b"%PDF-1.7", b"RIFF0000WEBPVP8 ", b"MZ", b"", b"\0" * 9]
)
def test_other_files_are_refused_whatever_they_are_called(data):
    assert "Only PNG and JPEG" in refused(data)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.95])
@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_that_breaks_off_is_refused(kind, share):
    image = Image.effect_noise((200, 100), 80).convert("RGB")
    out = BytesIO()
    image.save(out, kind)
    data = out.getvalue()
    assert "not sent whole" in refused(data[: int(len(data) * share)])


def test_bytes_that_only_begin_like_a_picture_are_refused():
    assert refused(b"\x89PNG\r\n\x1a\n" + b"<script>" * 20)
    assert refused(b"\xff\xd8\xff" + b"<script>" * 20)


def test_a_picture_that_moves_is_refused():
    out = BytesIO()
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue")]
    frames[0].save(out, "png", save_all=True, append_images=frames[1:])
    assert "moves" in refused(out.getvalue())


def test_a_dot_is_refused():
    assert "1 × 1" in refused(picture(size=(1, 1)))


def test_a_file_over_two_megabytes_is_refused_and_its_size_named():
    assert "2.0" in refused(picture() + b"\0" * MOST_BYTES)


def test_a_hidden_text_of_megabytes_in_a_png_is_refused():
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "x" * 80_000_000, zip=True)
    data = picture(pnginfo=told)
    assert len(data) < MOST_BYTES
    assert refused(data)
