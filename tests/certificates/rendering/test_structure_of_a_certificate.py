"""The tags: what a screen reader, or a program that turns the page into a text, is told of its parts."""

from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Object, Pdf, parse_content_stream

from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.facts import ResultLine, Signatory
from certificates.rendering.pdf import render_certificate
from tests import pdf_tools
from tests.factories.printed import COURSE, make_logo, make_printed_facts, make_signature

LAYOUTS = [LANDSCAPE, PORTRAIT]


def everything(**changes):
    return make_printed_facts(
        **{
            "signatories": (
                Signatory("Сериков Алан", "Начальник", make_signature()),
                Signatory("Ветрова И."),
            ),
            "results": (ResultLine("attendance", "92"),),
            "courses": (COURSE, COURSE),
        }
        | changes
    )


def opened(facts, fonts, layout=LANDSCAPE) -> Pdf:
    return Pdf.open(BytesIO(render_certificate(facts, fonts, Design(layout=layout, logo=make_logo()))))


def elements(pdf: Pdf) -> list[Object]:
    """Return the elements in the order they are read."""
    found = []

    def walk(element: Object) -> None:
        found.append(element)
        for kid in element.K if isinstance(element.K, Array) else [element.K]:
            if isinstance(kid, Dictionary) and "/S" in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K)
    return found


def roles(pdf: Pdf) -> list[str]:
    return [str(element.S).lstrip("/") for element in elements(pdf)]


def marked(pdf: Pdf) -> list[tuple[str, int | None]]:
    """Return (tag, MCID) of each marked sequence; every sign and stroke has to be in one of them."""
    found, depth = [], 0
    for operands, operator in parse_content_stream(pdf.pages[0]):
        name = str(operator)
        if name in ("BDC", "BMC"):
            found.append((str(operands[0]), int(operands[1].MCID) if name == "BDC" else None))
            depth += 1
            assert depth == 1
        elif name == "EMC":
            depth -= 1
        elif name in ("Tj", "TJ", "f", "f*", "S", "B", "b", "Do"):
            assert depth == 1, f"{name} stands outside of what is marked"
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_has_one_heading_a_list_of_courses_figures_and_a_link(fonts, layout):
    found = roles(opened(everything(), fonts, layout))
    assert found[0] == "Document"
    assert (found.count("H1"), found.count("L"), found.count("LI"), found.count("LBody")) == (1, 1, 2, 2)
    assert (found.count("Figure"), found.count("Link")) == (3, 1)
    assert set(found) == {"Document", "P", "H1", "L", "LI", "LBody", "Span", "Figure", "Link"}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", ["certificate", "attendance"])
def test_all_that_is_drawn_is_a_part_or_an_artifact(fonts, layout, kind):
    pdf = opened(everything(kind=kind), fonts, layout)
    sequences = marked(pdf)
    numbers = [number for tag, number in sequences if tag != "/Artifact"]
    assert numbers == list(range(len(numbers)))
    owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
    assert len(owners) == len(numbers)
    for (tag, _number), owner in zip(
        [one for one in sequences if one[0] != "/Artifact"], owners, strict=True
    ):
        assert tag == owner.S


@pytest.mark.parametrize("layout", LAYOUTS)
def test_parts_stand_in_the_order_they_are_drawn(fonts, layout):
    pdf = opened(everything(), fonts, layout)
    read = [kid for one in elements(pdf) for kid in one.K if isinstance(kid, int)]
    assert read == sorted(read)


def test_each_figure_is_told_in_the_holders_language(fonts):
    pdf = opened(everything(language="en"), fonts)
    figures = [one for one in elements(pdf) if one.S == "/Figure"]
    assert [str(figure.Alt) for figure in figures] == [
        "Logo of Пограничная академия",
        "Signature of Сериков Алан",
        "QR code with the address of the page that verifies",
    ]


@pytest.mark.parametrize(("second", "tag"), [("en", "en"), ("ru", "ru")])
def test_what_is_said_in_the_second_language_tells_so(fonts, second, tag):
    pdf = opened(everything(language="fa-af", second_language=second), fonts)
    assert pdf.Root.Lang == "fa-AF"
    told = {str(one.Lang) for one in elements(pdf) if "/Lang" in one}
    assert told == {tag}
    assert all("/Lang" in one or "/ActualText" in one for one in elements(pdf) if one.S == "/Span")


def test_the_link_is_bound_to_its_annotation_and_back(fonts):
    pdf = opened(everything(), fonts)
    (link,) = [one for one in elements(pdf) if one.S == "/Link"]
    (annotation,) = pdf.pages[0].Annots
    assert link.K[1].Obj.objgen == annotation.objgen
    assert pdf.Root.StructTreeRoot.ParentTree.Nums[2] == annotation.StructParent
    assert pdf.Root.StructTreeRoot.ParentTree.Nums[3].objgen == link.objgen
    assert everything().verify_url == annotation.A.URI


@pytest.mark.parametrize("layout", LAYOUTS)
def test_dari_is_told_in_the_order_it_is_read_and_the_other_language_beside_it(fonts, layout):
    facts = everything(language="fa-af", second_language="en", name_native="محمد رضا کریم‌زاده")
    pdf = opened(facts, fonts, layout)
    told = [one for one in elements(pdf) if "/ActualText" in one]
    assert "محمد رضا کریم‌زاده" in [str(one.ActualText) for one in told]
    assert facts.courses[0].titles["fa-af"] in [str(one.ActualText) for one in told]
    # It stands for all that is inside the element, so nothing else may be there.
    assert all(isinstance(kid, int) for one in told for kid in one.K)
    # In the drawing itself it would spoil what poppler and pypdf find (decision 0036).
    assert b"ActualText" not in pdf.pages[0].Contents.read_bytes()


def test_what_is_drawn_as_it_is_read_is_not_said_twice(fonts):
    pdf = opened(everything(language="ru", second_language="en"), fonts)
    assert not [one for one in elements(pdf) if "/ActualText" in one]


def test_poppler_reads_the_tags(fonts, tmp_path):
    path = tmp_path / "certificate.pdf"
    path.write_bytes(render_certificate(everything(), fonts, Design(logo=make_logo())))
    lines = [line.strip() for line in pdf_tools.structure(path).splitlines()]
    assert lines[0] == "Document"
    heading = lines.index("H1 (block)")
    assert lines[heading + 1] == '"Сертификат "'
    assert lines.index("L (block)") < lines.index("LI (block)") < lines.index("LBody (block)")
    assert '"panah.example/verify/ 7Q2M9XK4T1CB8WPR5VZ0HJ3DNE "' in lines
