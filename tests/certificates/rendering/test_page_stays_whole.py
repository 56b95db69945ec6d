"""Nothing leaves the page, whatever people and academies are called."""

import pytest

from certificates.rendering.facts import CourseLine, Signatory
from certificates.rendering.layout import MARGIN, PAGE_HEIGHT, PAGE_WIDTH, compose
from tests.factories.printed import make_printed_facts

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
        if not homes or not MARGIN + 5 < line.y < PAGE_HEIGHT - MARGIN - 5:
            wrong.append((line.x, line.right, line.y))
    return wrong


def overlapping(page) -> list[tuple[float, float]]:
    """Return pairs of baselines of the column that are closer than the smaller type is high."""
    lines = [line for line in page.lines if page.column.left - 1 <= line.x < page.column.right]
    return [
        (one.y, other.y)
        for index, one in enumerate(lines)
        for other in lines[index + 1 :]
        if abs(one.y - other.y) < 0.7 * min(one.size, other.size)
        and one.x < other.right
        and other.x < one.right
    ]


@pytest.mark.parametrize("language", ["ru", "fa-af"])
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_of_any_length_stays_inside(fonts, name, language):
    page = compose(make_printed_facts(name_native=name, name_latin=name, language=language), fonts)
    assert overflowing(page) == []
    assert overlapping(page) == []


def test_everything_long_at_once_stays_inside(fonts):
    page = compose(
        make_printed_facts(
            title="Сертификат тренера по вопросам защиты людей на границе и приграничной территории",
            name_native=NAMES["120 letters in seven words"],
            name_latin="ABDURAKHMANGADZHIEVA " * 5,
            academy="Государственная академия пограничной службы, факультет повышения квалификации " * 2,
            place="Учебный центр совместной подготовки, Алматы, улица Длинная, дом 112",
            cohort="Межведомственная группа повышения квалификации преподавателей, второй набор",
            courses=(CourseLine(titles={"ru": LONG_TITLE, "en": LONG_TITLE[::-1]}),) * 6,
            signatories=(Signatory("Абдурахмангаджиева " * 3, "Начальник управления подготовки кадров " * 3),)
            * 2,
            verify_url="https://training.border-academy.government.example/panah/verify/7Q2M9XK4T1CB8WPR5VZ0HJ3DNE/",
        ),
        fonts,
    )
    assert overflowing(page) == []
    assert overlapping(page) == []


def test_a_short_name_is_large_and_a_long_one_smaller(fonts):
    def size_of_name(name: str) -> float:
        page = compose(make_printed_facts(name_native=name), fonts)
        return max(line.size for line in page.lines if not line.line.glyphs[0].face.name.endswith("Regular"))

    assert size_of_name("Ли Анна") > size_of_name("Абдурахмангаджиева Фатиматузахрохон")


def test_a_right_to_left_page_is_the_mirror_of_the_other(fonts):
    russian, dari = (compose(make_printed_facts(language=language), fonts) for language in ("ru", "fa-af"))
    assert russian.panel.right == PAGE_WIDTH - MARGIN
    assert dari.panel.left == MARGIN
    assert dari.column.right == pytest.approx(PAGE_WIDTH - russian.column.left)
    assert {round(line.x, 3) for line in russian.lines[:4]} == {round(russian.column.left, 3)}
    assert {round(line.right, 3) for line in dari.lines[:4]} == {round(dari.column.right, 3)}
