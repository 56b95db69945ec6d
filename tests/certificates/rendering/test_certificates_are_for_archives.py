"""PDF/A, judged by a program that is not ours."""

from dataclasses import replace
from io import BytesIO

import pytest
from pikepdf import Pdf
from PIL import Image, ImageChops, ImageCms

from certificates.rendering.archive.colours import srgb_profile
from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.facts import Attachment, ResultLine, Signatory
from certificates.rendering.pdf import render_certificate
from tests import pdf_tools
from tests.factories.printed import make_logo, make_printed_facts, make_signature

BADGE = Attachment("badge.json", "application/json", b'{"type": ["OpenBadgeCredential"]}')
# Of PDF/A-3 with a file attached, a judge of PDF/A-1 says just this.
FOR_THE_ATTACHMENT = [
    "1.2.9 : Body Syntax error, EmbeddedFile entry is present in a FileSpecification dictionary",
    "1.4.7 : Trailer Syntax error, EmbeddedFile entry is present in the Names dictionary",
    "7.11.2 : Error on MetaData, part must be 1",
]
EVERYTHING = {
    "signatories": (Signatory("Сериков <Алан> & Ко", "Начальник", make_signature()),) * 4,
    "results": (ResultLine("attendance", "92"), ResultLine("assessment_language", "ru")),
    "academy": "Академия «Щит» & <Меч>",
    "name_native": "Ғани زهرا ʻOgʻiloy",
}


def written(tmp_path, *arguments) -> str:
    path = tmp_path / "certificate.pdf"
    path.write_bytes(render_certificate(*arguments))
    return str(path)


@pytest.mark.parametrize(
    ("language", "layout", "kind"),
    [
        ("en", LANDSCAPE, "certificate"),
        ("ru", PORTRAIT, "certificate"),
        ("kk", LANDSCAPE, "attendance"),
        ("tk", PORTRAIT, "attendance"),
        ("fa-af", LANDSCAPE, "certificate"),
        ("fa-af", PORTRAIT, "attendance"),
    ],
)
def test_a_certificate_is_pdf_a_1b(fonts, tmp_path, language, layout, kind):
    facts = replace(make_printed_facts(language=language, kind=kind), **EVERYTHING)
    path = written(tmp_path, facts, fonts, Design(layout=layout, logo=make_logo()))
    assert pdf_tools.preflight(path) == []


def test_with_a_badge_nothing_but_the_badge_parts_it_from_pdf_a_1b(fonts, tmp_path):
    facts = replace(make_printed_facts(language="fa-af"), **EVERYTHING)
    path = written(tmp_path, facts, fonts, Design(logo=make_logo()), BADGE)
    assert sorted(pdf_tools.preflight(path)) == FOR_THE_ATTACHMENT


def test_with_a_badge_it_says_that_it_is_pdf_a_3b_and_what_the_badge_is(fonts, tmp_path):
    with Pdf.open(written(tmp_path, make_printed_facts(), fonts, Design(), BADGE)) as pdf:
        assert "<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes().decode()
        assert pdf.pdf_version == "1.7"
        (spec,) = pdf.Root.AF
        assert (str(spec.F), str(spec.UF), spec.AFRelationship) == (
            "badge.json",
            "badge.json",
            "/Alternative",
        )
        assert spec.EF.F.read_bytes() == BADGE.content
        assert spec.EF.F.Subtype == "/application/json"
        assert str(spec.EF.F.Params.ModDate) == "D:20261102000000Z"
        assert list(pdf.attachments) == ["badge.json"]


def test_without_one_it_is_pdf_of_2001_with_no_file_in_it(fonts, tmp_path):
    with Pdf.open(written(tmp_path, make_printed_facts(), fonts)) as pdf:
        assert "<pdfaid:part>1</pdfaid:part>" in pdf.Root.Metadata.read_bytes().decode()
        assert pdf.pdf_version == "1.4"
        assert not pdf.attachments
        assert "/AF" not in pdf.Root


def test_what_it_says_of_itself_stands_in_both_places_and_is_dated_by_its_issue(fonts, tmp_path):
    facts = replace(make_printed_facts(), academy="Щит & <Меч>")
    with Pdf.open(written(tmp_path, facts, fonts)) as pdf:
        xmp = pdf.open_metadata()
        assert xmp["dc:title"] == str(pdf.docinfo.Title) == "Сертификат PAN-KZ-2026-00017-3"
        assert xmp["dc:creator"] == ["Щит & <Меч>"]
        assert str(pdf.docinfo.Author) == "Щит & <Меч>"
        assert xmp["xmp:CreateDate"] == "2026-11-02T00:00:00Z"
        assert str(pdf.docinfo.CreationDate) == "D:20261102000000Z"
        assert pdf.Root.ViewerPreferences.DisplayDocTitle


def test_no_transparency_and_no_colour_but_rgb_is_in_the_content(fonts, tmp_path):
    facts = replace(make_printed_facts(), **EVERYTHING)
    with Pdf.open(written(tmp_path, facts, fonts, Design(layout=PORTRAIT, logo=make_logo()))) as pdf:
        page = pdf.pages[0].obj
        operators = page.Contents.read_bytes().decode("ascii").split()
        assert not {"g", "G", "k", "K", "cs", "CS", "sc", "scn", "gs", "sh"} & set(operators)
        assert "/Group" not in page
        for image in page.Resources.XObject.values():
            assert "/SMask" not in image
            assert list(image.ColorSpace)[:2] == ["/Indexed", "/DeviceRGB"]


def test_the_colour_profile_is_of_version_2_and_means_srgb():
    profile = srgb_profile()
    assert profile[8] == 2
    assert int.from_bytes(profile[:4]) == len(profile) < 1500
    ours = ImageCms.ImageCmsProfile(BytesIO(profile))
    colours = Image.effect_noise((64, 64), 120).convert("RGB")
    colours.putpixel((0, 0), (255, 255, 255))
    seen = ImageCms.profileToProfile(colours, ours, ImageCms.createProfile("sRGB"))
    assert max(high for _low, high in ImageChops.difference(colours, seen).getextrema()) <= 1
