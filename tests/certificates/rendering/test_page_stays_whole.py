"""Nothing leaves the page, whatever people and academies are called."""

import pytest

from certificates.rendering.composing.sheet import Figure
from certificates.rendering.design import LANDSCAPE, PORTRAIT, Design
from certificates.rendering.facts import CourseLine, ResultLine, Signatory
from certificates.rendering.layout import MARGIN, SIGNATURE_BOX, SIZES, compose
from certificates.rendering.text import TextTooLong
from tests.factories.printed import COURSE, make_logo, make_printed_facts, make_signature

LAYOUTS = [LANDSCAPE, PORTRAIT]
KINDS = ["certificate", "attendance"]

LONG_TITLE = "Защита людей на границе и порядок работы с обращениями об убежище в условиях смешанных потоков"
NAMES = {
    "an ordinary name": "Каримова Нигора Рустамовна",
    "one letter": "Я",
    "120 letters in seven words": "Абдурахмангаджиева-Мухаммадшарипова Фатиматузахрохон Абдулваххобиддиновна "
    "Саидмуродзода Насриддинова Ибрагимходжаевна",
    "120 letters in one word": "Щ" * 120,
    "160 wide Latin letters": "W" * 160,
    "120 letters of Arabic script in one word": "محمدرضا" * 17,
    "forty short words": "Ли " * 40,
}


def overflowing(page) -> list[tuple[float, float, float]]:
    """Return (left, right, baseline) of every line that leaves the column or the panel it stands in."""
    wrong = []
    for line in page.lines:
        homes = [
            span
            for span in (page.column, page.panel)
            if span.left - 0.5 <= line.x and line.right <= span.right + 0.5
        ]
        if not homes or not MARGIN + 5 < line.y < page.height - MARGIN - 5:
            wrong.append((line.x, line.right, line.y))
    return wrong


def overlapping(page) -> list[tuple[float, float]]:
    """Return pairs of baselines that are closer than the smaller type is high, of lines one over the other."""
    return [
        (one.y, other.y)
        for index, one in enumerate(page.lines)
        for other in page.lines[index + 1 :]
        if abs(one.y - other.y) < 0.7 * min(one.size, other.size)
        and one.x < other.right - 0.01
        and other.x < one.right - 0.01
    ]


def covered(page) -> list[tuple[float, float]]:
    """Return (left, baseline) of lines on which a picture or the QR code stands."""
    figures = [thing for things in page.parts.values() for thing in things if isinstance(thing, Figure)]
    return [
        (line.x, line.y)
        for line in page.lines
        for figure in figures
        if figure.spot.left < line.right
        and line.x < figure.spot.left + figure.width
        and figure.spot.bottom - 0.7 * line.size < line.y < figure.spot.bottom + figure.spot.height
    ]


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["ru", "fa-af"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_of_any_length_stays_inside(fonts, name, language, layout):
    facts = make_printed_facts(name_native=name, name_latin=name, language=language)
    page = compose(facts, fonts, Design(layout=layout))
    assert overflowing(page) == []
    assert overlapping(page) == []
    assert covered(page) == []


def everything_long(**changes):
    return make_printed_facts(
        **{
            "title": "Сертификат тренера по вопросам защиты людей на границе и приграничной территории",
            "title_second": "Trainer in protection-sensitive border management along the green border",
            "name_native": NAMES["120 letters in seven words"],
            "name_latin": "ABDURAKHMANGADZHIEVA " * 5,
            "academy": "Государственная академия пограничной службы, факультет повышения квалификации " * 2,
            "place": "Учебный центр совместной подготовки, Алматы, улица Длинная, дом 112",
            "cohort": "Межведомственная группа повышения квалификации преподавателей, второй набор",
            "courses": (CourseLine(titles={"ru": LONG_TITLE, "en": LONG_TITLE[::-1]}),) * 6,
            "signatories": (
                Signatory(
                    "Абдурахмангаджиева " * 3, "Начальник управления подготовки кадров " * 3, make_signature()
                ),
            )
            * 2,
            "verify_url": "https://training.border-academy.government.example/panah/verify/"
            "7Q2M9XK4T1CB8WPR5VZ0HJ3DNE/",
        }
        | changes
    )


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("logo", [None, make_logo()], ids=["without a logo", "with a logo"])
def test_everything_long_at_once_stays_inside(fonts, layout, kind, logo):
    page = compose(everything_long(kind=kind, hours_attended=36), fonts, Design(layout=layout, logo=logo))
    assert overflowing(page) == []
    assert overlapping(page) == []
    assert covered(page) == []


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("language", ["kk", "fa-af"])
@pytest.mark.parametrize("second", ["en", "ru"])
def test_four_sign_beside_each_other_and_results_stay_inside(fonts, layout, language, second):
    facts = make_printed_facts(
        language=language,
        second_language=second,
        signatories=tuple(
            Signatory(f"Сериков Алан {number}", "Начальник управления подготовки кадров", make_signature())
            for number in range(4)
        ),
        results=(
            ResultLine("attendance", "92"),
            ResultLine("observed", "3.40", "Как выслушать ребенка, который пришел на границу без взрослых"),
            ResultLine("assessment_language", "ru"),
        ),
        courses=(COURSE,) * 3,
    )
    page = compose(facts, fonts, Design(layout=layout, logo=make_logo()))
    assert overflowing(page) == []
    assert overlapping(page) == []
    assert covered(page) == []
    figures = [part for part in page.parts if part.role == "Figure"]
    assert len(figures) == 6  # logo, four signatures, QR code


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("academy", "Академия пограничной службы " * 30),
        ("title", "Сертификат " * 60),
        ("name_native", "Каримова " * 120),
        ("name_latin", "KARIMOVA " * 120),
        ("place", "Учебный центр " * 60),
        ("cohort", "Поток " * 90),
        ("number", "PAN-KZ-2026-" * 12),
    ],
)
def test_what_fits_nowhere_is_named(fonts, layout, field, value):
    with pytest.raises(TextTooLong) as caught:
        compose(make_printed_facts(**{field: value}), fonts, Design(layout=layout))
    assert caught.value.field == field


@pytest.mark.parametrize("layout", LAYOUTS)
def test_more_courses_than_a_page_holds_are_named(fonts, layout):
    with pytest.raises(TextTooLong, match="courses"):
        compose(make_printed_facts(courses=(COURSE,) * 60), fonts, Design(layout=layout))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_many_courses_fit(fonts, layout):
    page = compose(make_printed_facts(courses=(COURSE,) * 10), fonts, Design(layout=layout))
    assert overflowing(page) == []
    assert overlapping(page) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_short_name_is_large_and_a_long_one_smaller(fonts, layout):
    def size_of_name(name: str) -> float:
        page = compose(make_printed_facts(name_native=name), fonts, Design(layout=layout))
        return max(line.size for line in page.lines if not line.line.glyphs[0].face.name.endswith("Regular"))

    assert size_of_name("Ли Анна") > size_of_name("Абдурахмангаджиева Фатиматузахрохон")


def test_a_right_to_left_page_is_the_mirror_of_the_other(fonts):
    russian, dari = (compose(make_printed_facts(language=language), fonts) for language in ("ru", "fa-af"))
    assert russian.panel.right == russian.width - MARGIN
    assert dari.panel.left == MARGIN
    assert dari.column.right == pytest.approx(dari.width - russian.column.left)
    assert round(russian.lines[0].x, 3) == round(russian.column.left, 3)
    assert round(dari.lines[0].right, 3) == round(dari.column.right, 3)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_the_qr_code_of_a_right_to_left_page_stands_where_reading_ends(fonts, layout, kind):
    def middle_of_code(language: str) -> float:
        page = compose(make_printed_facts(language=language, kind=kind), fonts, Design(layout=layout))
        codes = [things[0] for part, things in page.parts.items() if part.role == "Figure"]
        return (codes[-1].spot.left + codes[-1].width / 2) / page.width

    assert middle_of_code("ru") > 0.7
    assert middle_of_code("fa-af") == pytest.approx(1 - middle_of_code("ru"))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_set_where_the_signature_field_will_be(fonts, layout):
    _left, bottom, _right, top = SIGNATURE_BOX[layout]
    page = compose(everything_long(), fonts, Design(layout=layout))
    assert 0 < bottom < top < MARGIN
    assert all(line.y - line.size > top for line in page.lines)
    assert SIZES[layout] == (page.width, page.height)
