"""Colours of paper that certificates do not have; the tokens of static/css/tokens.css, light theme."""

from reportlab.lib.colors import HexColor

AMBER_WASH = HexColor("#fbeed6")
TEAL_WASH = HexColor("#e2ece6")
SAND = HexColor("#e9dfcc")
CUT = HexColor("#8c8068")
