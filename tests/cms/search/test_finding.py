"""What a question finds in the database: the same rows in the same order on SQLite and on PostgreSQL."""

import pytest
from django.core.management import call_command

from assessments.glossary.models import Term
from cms.pages.models import InformationPage
from cms.search.finding import find
from cms.search.indexing import postponed, renew_search
from cms.search.models import SearchText

pytestmark = pytest.mark.django_db

# {language: {number: (word, definition)}}: terms that nobody else has words for.
TERMS = {
    "ru": {
        900: ("Ёлочка у заставы", "Ребёнок ждёт у шлагбаума. Собака спит."),
        901: ("шлагбаум", "Полосатый; поднимают его двое дежурных шлагбаумщиков."),
        902: ("засов 12/7", "Дверь, дверью, дверей: шлагбаума нет."),
    },
    "kk": {
        900: ("қарлығаштың ұясы", "Қарлығаштар күздің соңында ұшады."),
        901: ("қарлығаш", "Кішкентай құс."),
        902: ("қарға", "Қара құс, қарлығаш емес."),
    },
    "uz": {
        900: ("oʻrgimchak toʻri", "Oʻrgimchaklarning uyi; gʻalati narsa."),
        901: ("o‘rgimchak", "Sakkiz oyoqli."),
        902: ("gʻoz", "Katta qush, oʻrgimchak yemaydi."),
    },
    "tg": {
        900: ("тӯтии сабз", "Тӯтиҳо ва ҷуғзҳо парвоз мекунанд."),
        901: ("тӯтӣ", "Мурғи гапзан."),
        902: ("ҷуғз", "Шаб мепарад."),
    },
    "fa-af": {
        900: ("پرستوی مهاجر", "پرستوها در خزان می‌روند."),
        901: ("پرستو", "پرنده‌ای کوچک است."),
        902: ("کلاغ", "رنگ آن سیاه است؛ پرستو نیست."),
    },
}
# language, question, numbers in the order they are shown.
TABLE = [
    ("ru", "шлагбаум", [901, 900, 902]),
    ("ru", "ШЛАГБАУМУ", [901, 900, 902]),
    ("ru", "ребенок", [900]),
    ("ru", "РЕБЁНОК", [900]),
    ("ru", "елочка застава", [900]),
    ("ru", "дверь", [902]),
    ("ru", "12", [902]),
    ("ru", "шлагбаум попугай", []),
    ("ru", "(шлагбаум) AND -\"дверь*", []),
    ("ru", "шлагбаум: дверь!", [902]),
    ("kk", "қарлығаш", [901, 900, 902]),
    ("kk", "ҚАРЛЫҒАШТАРДЫҢ", [901, 900, 902]),
    ("kk", "құстар", [901, 902]),
    ("kk", "ұясы", [900]),
    ("uz", "oʻrgimchak", [901, 900, 902]),
    ("uz", "O'RGIMCHAKLAR", [901, 900, 902]),
    ("uz", "o’rgimchak", [901, 900, 902]),
    ("uz", "orgimchak", [901, 900, 902]),
    ("uz", "g`oz", [902]),
    ("uz", "g‘alati narsalar", [900]),
    ("tg", "тӯтӣ", [901, 900]),
    ("tg", "тутиҳо", [901, 900]),
    ("tg", "ҷуғз", [902, 900]),
    ("fa-af", "پرستو", [901, 900, 902]),
    ("fa-af", "كلاغ", [902]),
    ("fa-af", "سياه", [902]),
    ("fa-af", "میروند", [900]),
    ("fa-af", "می روند", [900]),
    ("fa-af", "می‌روند", [900]),
    ("fa-af", "پرنده ای", [901]),
]  # fmt: skip


@pytest.fixture
def terms(db):
    for number in (900, 901, 902):
        term = Term.objects.create(number=number)
        for language, words in TERMS.items():
            word, definition = words[number]
            term.translations.create(language_code=language, word=word, definition=definition)


def ours(rows):
    """Return the numbers of our own terms among what was found."""
    return [int(row.key) for row in rows if row.kind == "term" and int(row.key) >= 900]


@pytest.mark.parametrize(("language", "asked", "numbers"), TABLE)
def test_a_question_finds_the_same_in_every_database(terms, language, asked, numbers):
    found = find(asked, language)
    assert ours(found.rows) == numbers
    assert found.language == language or not numbers


def test_loading_makes_everything_findable_and_loading_again_changes_nothing():
    kinds = set(SearchText.objects.values_list("kind", flat=True))
    assert kinds == set(SearchText.Kind.values)
    assert renew_search() == 0


def test_the_search_of_wagtail_can_be_made_anew(terms):
    call_command("update_index", verbosity=0)
    assert ours(find("шлагбаум", "ru").rows) == [901, 900, 902]


def test_what_is_published_is_found_and_what_it_said_before_is_not():
    page = InformationPage.objects.filter(locale__language_code="en").first()
    page.summary = "Hippopotamus"
    page.save_revision().publish()
    assert [row.title for row in find("hippopotamuses", "en").rows] == [page.title]
    page.summary = "Crocodile"
    page.save_revision().publish()
    assert find("hippopotamus", "en").rows == ()
    assert [row.title for row in find("crocodile", "en").rows] == [page.title]


def test_a_term_that_is_gone_is_not_found(terms):
    term = Term.objects.get(number=901)
    term.translations.get(language_code="ru").delete()
    assert ours(find("шлагбаум", "ru").rows) == [900, 902]
    assert find("қарлығаш", "kk").rows[0].key == "901"
    term.delete()
    assert not SearchText.objects.filter(key="901").exists()


def test_who_changes_many_things_renews_the_search_at_the_end():
    page = InformationPage.objects.filter(locale__language_code="en").first()
    gone = InformationPage.objects.filter(locale__language_code="en").last()
    with postponed():
        page.summary = "Hippopotamus"
        page.save_revision().publish()
        gone.unpublish()
    assert find("hippopotamus", "en").rows == ()
    assert renew_search() == 2
    assert [row.title for row in find("hippopotamus", "en").rows] == [page.title]
    assert not SearchText.objects.filter(key=str(gone.translation_key), language="en").exists()
