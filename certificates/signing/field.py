"""The place of the signature in the file: a form field with a small picture of its own, that readers can press."""

from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    IndirectObject,
    NumberObject,
    StreamObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

NAME = "Signature"
# In the margin of the page below the frame, in the middle: there it is in nobody's way, in either layout and direction.
SIZE, BOTTOM = 11, 7
# A padlock, drawn in the grey of small print; fonts are none of its business.
PADLOCK = (
    b".4 .45 .45 rg .4 .45 .45 RG 1.2 w 1.5 .5 8 5.5 re f "
    b"3.3 6 m 3.3 8 l 3.3 10.4 7.7 10.4 7.7 8 c 7.7 6 l S "
    b"1 1 1 rg 5 2.2 1 2.2 re f"
)
PRINTED_AND_LOCKED = 4 | 128  # ISO 32000-1, table 165; PDF/A wants it printed


class NotAnEmptyForm(Exception):
    """The file has a form already: it is not one that was rendered to be signed."""


def add_field(writer: IncrementalPdfFileWriter, *, said: str, box: tuple | None = None) -> None:
    """Add an empty signature field to the first page; `said` is what a screen reader says of it.

    `box` is its place as (left, bottom, right, top) in points. PDF/A asks for an appearance, a tagged file for a tag.
    """
    if "/AcroForm" in writer.root:
        raise NotAnEmptyForm
    page = writer.find_page_for_modification(0)[0]
    box = box or _below_the_frame(page.get_object())
    picture = StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): ArrayObject(map(NumberObject, (0, 0, SIZE, SIZE))),
            pdf_name("/Resources"): DictionaryObject(),
        },
        stream_data=PADLOCK,
    )
    widget = DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/Widget"),
            pdf_name("/FT"): pdf_name("/Sig"),
            pdf_name("/T"): pdf_string(NAME),
            pdf_name("/TU"): pdf_string(said),
            pdf_name("/F"): NumberObject(PRINTED_AND_LOCKED),
            pdf_name("/Rect"): ArrayObject(map(FloatObject, box)),
            pdf_name("/P"): page,
            pdf_name("/AP"): DictionaryObject({pdf_name("/N"): writer.add_object(picture)}),
        }
    )
    field = writer.add_object(widget)
    writer.register_annotation(page, field)
    form = DictionaryObject(
        {pdf_name("/Fields"): ArrayObject([field]), pdf_name("/SigFlags"): NumberObject(3)}
    )
    writer.root[pdf_name("/AcroForm")] = writer.add_object(form)
    writer.update_root()
    if "/StructTreeRoot" in writer.root:
        _tag(writer, widget, field, page)


def _below_the_frame(page) -> tuple[float, ...]:
    left, _bottom, right, _top = (float(edge) for edge in page["/MediaBox"])
    start = round((left + right - SIZE) / 2, 2)
    return start, BOTTOM, start + SIZE, BOTTOM + SIZE


def _tag(writer: IncrementalPdfFileWriter, widget, field: IndirectObject, page) -> None:
    """Put the field at the end of what is read (ISO 32000-1, sections 14.7.4.3 and 14.8.4.5)."""
    tree = writer.root["/StructTreeRoot"]
    kids, parents = tree["/K"], tree["/ParentTree"]
    document = kids[0] if isinstance(kids, ArrayObject) else kids
    element = writer.add_object(
        DictionaryObject(
            {
                pdf_name("/Type"): pdf_name("/StructElem"),
                pdf_name("/S"): pdf_name("/Form"),
                pdf_name("/P"): document.container_ref
                and IndirectObject(document.container_ref.idnum, document.container_ref.generation, writer),
                pdf_name("/Pg"): page,
                pdf_name("/K"): DictionaryObject(
                    {
                        pdf_name("/Type"): pdf_name("/OBJR"),
                        pdf_name("/Obj"): field,
                        pdf_name("/Pg"): page,
                    }
                ),
            }
        )
    )
    place = int(tree["/ParentTreeNextKey"])
    widget[pdf_name("/StructParent")] = NumberObject(place)
    parents["/Nums"].extend([NumberObject(place), element])
    tree[pdf_name("/ParentTreeNextKey")] = NumberObject(place + 1)
    document["/K"].append(element)
    for changed in (tree, parents["/Nums"], document["/K"]):
        writer.update_container(changed)
