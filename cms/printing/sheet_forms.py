"""How the sizes of paper are laid out. Everything is composed on A4 and enlarged."""

from dataclasses import dataclass, replace

from certificates.rendering.styles import SHEET, Style

ROOT_TWO = 2**0.5


@dataclass(frozen=True)
class Form:
    """How a size of paper is laid out; sizes of type are in points of A4, `enlarged` how much larger the paper is."""

    enlarged: float
    title: Style
    lead: float
    step: float
    band: float
    picture: float
    qr: float
    with_know: bool


SHEET_FORM = Form(
    enlarged=1,
    title=Style(29, SHEET, bold=True, lines=5, one_line=27, smallest=12, leading=1.22),
    lead=14,
    step=13,
    band=150,
    picture=118,
    qr=104,
    with_know=True,
)
POSTER_FORM = Form(
    enlarged=ROOT_TWO,
    title=Style(42, SHEET, bold=True, lines=6, one_line=40, smallest=16, leading=1.16),
    lead=20,
    step=18.5,
    band=222,
    picture=174,
    qr=118,
    with_know=False,
)
FORMS = {
    "a4": SHEET_FORM,
    "a3": POSTER_FORM,
    "a2": replace(POSTER_FORM, enlarged=2),
}
