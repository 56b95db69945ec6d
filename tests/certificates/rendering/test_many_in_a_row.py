"""Five hundred are issued in one process: what is remembered has to be bounded."""

import gc
import tracemalloc

from certificates.rendering.design import Design
from certificates.rendering.facts import Attachment, Signatory
from certificates.rendering.pdf import render_certificate
from certificates.rendering.text import Typesetter, _line
from tests.factories.printed import make_logo, make_printed_facts, make_signature

BADGE = Attachment("badge.json", "application/json", b"{}" * 1000)
REMEMBERED = 512


def test_memory_does_not_grow_with_the_number_of_certificates(fonts):
    design, signature = Design(logo=make_logo()), make_signature()

    def render(places) -> None:
        for place in places:
            facts = make_printed_facts(
                name_native=f"Каримова {place}",
                name_latin=f"KARIMOVA {place}",
                number=f"PAN-KZ-2026-{place:05d}-3",
                signatories=(Signatory("Ли", "Начальник", signature),),
            )
            render_certificate(facts, fonts, design, BADGE)

    tracemalloc.start()
    try:
        setter = Typesetter(fonts, rtl=False)
        for place in range(REMEMBERED):  # all that may be
            setter.line(f"Каримова Нигора Рустамовна {place}", bold=True)
        assert _line.cache_info().currsize == REMEMBERED
        render(range(5))
        gc.collect()
        before = tracemalloc.get_traced_memory()[0]
        render(range(100, 115))
        gc.collect()
        grown = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    # Lines remembered differ in length; a page or a file that was kept would be thrice as much.
    assert grown < 15 * 12 * 1024
