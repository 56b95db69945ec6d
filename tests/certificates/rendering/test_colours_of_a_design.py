import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.lib.colors import HexColor, white

from certificates.rendering.design import PLAIN
from certificates.rendering.palette import contrast, palette
from certificates.rendering.styles import AMBER, INK, ON_TEAL_SOFT, SHEET, TEAL

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_the_plain_design_has_the_colours_of_the_site():
    plain = palette(PLAIN.primary, PLAIN.accent, filled=True)
    assert [plain.tint(colour) for colour in (TEAL, SHEET, AMBER, INK)] == [TEAL, SHEET, AMBER, INK]
    assert plain.panel == TEAL


@given(primary=COLOURS, accent=COLOURS)
def test_text_can_be_read_on_a_panel_of_any_colour_and_on_paper(primary, accent):
    colours = palette(primary, accent, filled=True)
    assert contrast(colours.on_panel, HexColor(primary)) >= 4.5
    assert contrast(colours.on_panel_soft, HexColor(primary)) >= 4.5
    assert contrast(colours.primary, white) >= 4.5


@given(primary=COLOURS, accent=COLOURS)
def test_ornaments_can_be_seen(primary, accent):
    colours = palette(primary, accent, filled=True)
    assert contrast(colours.accent, white) >= 1.7
    assert contrast(colours.accent_on_panel, HexColor(primary)) >= 1.7


@given(primary=COLOURS, accent=COLOURS)
def test_a_letter_has_dark_text_on_paper(primary, accent):
    colours = palette(primary, accent, filled=False)
    assert colours.panel is None
    assert all(contrast(colours.tint(colour), white) >= 4.5 for colour in (TEAL, SHEET, ON_TEAL_SOFT))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_is_that_of_wcag(one, other, expected):
    assert contrast(HexColor(one), HexColor(other)) == pytest.approx(expected, abs=0.01)
