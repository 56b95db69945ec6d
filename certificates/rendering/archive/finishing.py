"""A drawn page becomes a file for archives: PDF/A-1b (ISO 19005-1), or PDF/A-3b with a file attached to it."""

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from pikepdf import Array, AttachedFileSpec, Dictionary, Name, Object, ObjectStreamMode, Pdf, Stream, String

from certificates.rendering.archive import colours
from certificates.rendering.archive.metadata import PROGRAM, packet
from certificates.rendering.archive.structure import add_structure
from certificates.rendering.composing.sheet import Sheet
from certificates.rendering.facts import Attachment
from certificates.rendering.pictures import Picture

PRINTED = 4  # the flag of an annotation that is printed with the page


@dataclass(frozen=True)
class About:
    """What a file says of itself; `language` is a BCP 47 tag, `address` what its link opens."""

    title: str
    author: str
    subject: str
    language: str
    made_on: date
    address: str


def finish(
    file: BytesIO, sheet: Sheet, pictures: dict[Picture, str], about: About, attachment: Attachment | None
) -> bytes:
    """Return the file with structure, pictures, metadata, the colours it means and the attachment."""
    with Pdf.open(file) as pdf:
        page = pdf.pages[0].obj
        del page["/Trans"]
        _add_pictures(pdf, page, pictures)
        link = _link(pdf, sheet, about)
        page.Annots = Array([link])
        add_structure(pdf, page, sheet, link)
        _describe(pdf, sheet, about, part=3 if attachment else 1)
        _mean_srgb(pdf)
        if attachment:
            _attach(pdf, attachment, about)
        out = BytesIO()
        pdf.save(
            out,
            force_version="1.7" if attachment else "1.4",
            object_stream_mode=ObjectStreamMode.disable,
            deterministic_id=True,
        )
        return out.getvalue()


def _add_pictures(pdf: Pdf, page: Object, pictures: dict[Picture, str]) -> None:
    if not pictures:
        return
    found = Dictionary()
    for picture, name in pictures.items():
        palette = Stream(pdf, picture.palette, Filter=Name.FlateDecode)
        stream = Stream(
            pdf,
            picture.data,
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=picture.width,
            Height=picture.height,
            BitsPerComponent=picture.bits,
            ColorSpace=Array([Name.Indexed, Name.DeviceRGB, picture.colours - 1, palette]),
            Filter=Name.FlateDecode,
        )
        if picture.key is not None:
            stream.Mask = Array([picture.key, picture.key])
        found[f"/{name}"] = stream
    page.Resources.XObject = found


def _link(pdf: Pdf, sheet: Sheet, about: About) -> Object:
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(edge, 2) for edge in sheet.link]),
            Border=Array([0, 0, 0]),
            F=PRINTED,
            Contents=String(about.address),
            A=Dictionary(S=Name.URI, URI=String(about.address)),
        )
    )


def _describe(pdf: Pdf, sheet: Sheet, about: About, *, part: int) -> None:
    """Say what the file is, once for old programs and once in XMP."""
    # reportlab dates its files to the year 2000, so that equal ones are equal.
    day = String(f"D:{about.made_on:%Y%m%d}000000Z")
    pdf.trailer.Info = pdf.make_indirect(
        Dictionary(
            Title=String(about.title),
            Author=String(about.author),
            Subject=String(about.subject),
            Creator=String(PROGRAM),
            Producer=String(PROGRAM),
            CreationDate=day,
            ModDate=day,
        )
    )
    xmp = packet(
        part=part,
        title=about.title,
        author=about.author,
        subject=about.subject,
        language=about.language,
        day=about.made_on,
    )
    pdf.Root.Metadata = Stream(pdf, xmp, Type=Name.Metadata, Subtype=Name.XML)
    pdf.Root.Lang = String(about.language)
    pdf.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Direction=Name.R2L if sheet.rtl else Name.L2R
    )


def _mean_srgb(pdf: Pdf) -> None:
    profile = Stream(pdf, colours.srgb_profile(), N=3)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(colours.NAME),
        Info=String(colours.NAME),
        DestOutputProfile=profile,
    )
    pdf.Root.OutputIntents = Array([intent])


def _attach(pdf: Pdf, attachment: Attachment, about: About) -> None:
    """Attach the file as another form of what the page says (ISO 32000-2, 14.13)."""
    day = f"D:{about.made_on:%Y%m%d}000000Z"
    spec = AttachedFileSpec(
        pdf,
        attachment.content,
        filename=attachment.name,
        description=attachment.name,
        mime_type=attachment.mime,
        creation_date=day,
        mod_date=day,
        relationship=Name.Alternative,
    )
    pdf.attachments[attachment.name] = spec
    pdf.Root.AF = Array([pdf.attachments[attachment.name].obj])
