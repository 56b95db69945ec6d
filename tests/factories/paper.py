"""What is printed on information sheets and in facilitator packs, made up; and what can be read from a file."""

import re
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from cms.packs.facts import (
    PackCard,
    PackCase,
    PackFacts,
    PackLesson,
    PackOption,
    PackQuestion,
    PackSorting,
    PackStep,
)
from cms.printing.sheet_facts import PrintedContact, SheetFacts
from cms.printing.text import Passage

WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")


def make_sheet_facts(**changes) -> SheetFacts:
    facts = {
        "code": "I9",
        "language": "ru",
        "title": "Мне нужна помощь. Куда обратиться?",
        "lead": "Обратитесь к любому сотруднику.",
        "steps": ("Скажите, что вам нужна помощь.", "Попросите переводчика."),
        "know": (Passage("Это бесплатно.", "•"),),
        "careful": "Никто не вправе брать за это деньги.",
        "picture": "sheet-i1.svg",
        "country": "Казахстан",
        "contacts": (PrintedContact("Орган", "Министерство", "ru"),),
        "checked_on": date(2026, 11, 29),
        "url": "https://panah.example/ru/sheets/help/?country=KZ",
        "is_draft": False,
    }
    return SheetFacts(**(facts | changes))


def make_pack_lesson(**changes) -> PackLesson:
    lesson = {
        "code": "M9.1",
        "title": "Two tracks",
        "language": "en",
        "messages": ("Safety and protection go side by side.",),
        "rules": ("I check and I listen.",),
        "cases": (make_case(),),
        "sortings": (make_sorting(),),
        "questions": (
            PackQuestion(
                text="Who decides?",
                is_ordering=False,
                options=(
                    PackOption("The booth", False, "It receives."),
                    PackOption("The authority", True, ""),
                ),
                right="Yes.",
                wrong="",
            ),
            PackQuestion(
                text="What comes first?",
                is_ordering=True,
                options=(PackOption("Stop", False, ""), PackOption("Listen", False, "")),
                right="",
                wrong="",
            ),
        ),
    }
    return PackLesson(**(lesson | changes))


def make_case(**changes) -> PackCase:
    case = {
        "heading": "A quiet man",
        "situation": (Passage("He waits until the others have gone."),),
        "questions": ("What do you ask?",),
        "debrief": (Passage("Ask openly."),),
    }
    return PackCase(**(case | changes))


def make_sorting(count: int = 9, **changes) -> PackSorting:
    sorting = {
        "heading": "Whose task?",
        "task": "Sort the cards.",
        "categories": ("Booth", "Authority"),
        "cards": tuple(
            PackCard(f"Deed {number}", ("Booth",), f"Because {number}.") for number in range(count)
        ),
        "debrief": (Passage("The booth receives."),),
    }
    return PackSorting(**(sorting | changes))


def make_pack_facts(**changes) -> PackFacts:
    facts = {
        "code": "M9",
        "title": "Security and protection",
        "course": "The Manual",
        "summary": "Two tracks at one booth.",
        "objectives": ("Name both tracks.",),
        "minutes": 110,
        "title_language": "en",
        "language": "en",
        "standing": "reviewed",
        "country": "KZ",
        "steps": (PackStep(10, "Welcome", (Passage("Greet everybody."),)), PackStep(75, "Inbox", ())),
        "steps_language": "en",
        "lessons": (make_pack_lesson(),),
        "day": date(2026, 11, 29),
    }
    return PackFacts(**(facts | changes))


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page with every break of line as a space."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages]


def words_of(text: str) -> set[str]:
    """Return the words of a text, without digits and signs: right to left these stand in another order."""
    return set(WORD.findall(text))
