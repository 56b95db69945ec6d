"""People found however their names are spelled: Cyrillic or Latin, of today or as in the passport."""

import pytest
from django.urls import reverse

from cms.accounts.models import User
from cms.accounts.naming import confirm_names
from cms.accounts.spelling import name_key
from tests.factories.people import make_person
from tests.factories.progress import NOON

# Spellings of one name.
ALIKE = [
    ["Ғайрат Ўринов", "Gʻayrat Oʻrinov", "G'ayrat O`rinov", "GAYRAT ORINOV"],
    ["Шерзод Жўраев", "Sherzod Joʻrayev", "SHERZOD JORAEV"],
    ["Исҳоқ", "Isʼhoq", "ISHOQ"],
    ["Ёқубов", "Yoqubov"],
    ["Хасан", "Xasan", "Hasan", "KHASAN"],
    ["Қодиров", "QODIROV", "Qodirov"],
    ["Әлібекова Айгүл", "ALIBEKOVA Aigul", "Älibekova Aigül"],
    ["Жүнісов", "ZHUNISSOV", "Júnisov"],
    ["Жаңабай", "Zhangabay"],
    ["Нұрсұлтан", "Nursultan"],
    ["Евгений", "Yevgeniy", "EVGENII"],
    ["Täçmyradowa", "TACHMYRADOVA"],
    ["نورالله کریمی", "نورالله كريمي"],
]
DIFFERENT = [("Каримов", "Кадыров"), ("Алия", "Асия"), ("Жанар", "Шынар"), ("Сара", "Зара")]


@pytest.mark.parametrize("names", ALIKE, ids=lambda names: names[0])
def test_spellings_of_one_name_have_one_key(names):
    assert len({name_key(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_names_have_different_keys(one, other):
    assert name_key(one) != name_key(other)


@pytest.mark.parametrize("text", ["", "  ", "ʻ", "-", "\u200c"])
def test_without_a_letter_there_is_no_key(text):
    assert name_key(text) == ""


@pytest.fixture
def uzbek(db):
    return make_person(username="u-77", name_native="Gʻayrat Oʻrinov", name_latin="URINOV Gayrat")


@pytest.fixture
def kazakh(db):
    return make_person(username="q-78", name_native="Айгүл Әлібекова", name_latin="ALIBEKOVA Aigul")


@pytest.mark.parametrize("text", ["Ўринов", "ғайрат ўринов", "Гайрат", "orinov gayr", "urinov", "U-77"])
def test_an_uzbek_name_is_found_in_both_scripts(uzbek, kazakh, text):
    assert list(User.objects.named(text)) == [uzbek]


@pytest.mark.parametrize("text", ["Alibek", "Әлібекова", "алибекова айгуль", "Aigül", "q-78"])
def test_a_kazakh_name_is_found_in_both_scripts(uzbek, kazakh, text):
    assert list(User.objects.named(text)) == [kazakh]


@pytest.mark.parametrize("text", ["", "ʻ", "Ўринов Айгүл", "%", "_"])
def test_nobody_is_found_by_less_or_by_words_of_two_people(uzbek, kazakh, text):
    assert list(User.objects.named(text)) == []


def test_a_corrected_name_is_found_and_the_old_one_is_not(uzbek):
    confirm_names(user=uzbek, name_native="Ғани Турсунов", name_latin="TURSUNOV Gani", language="uz", at=NOON)
    assert list(User.objects.named("Gʻani Tursunov")) == [uzbek]
    assert list(User.objects.named("Oʻrinov")) == []


def test_the_list_of_people_in_the_admin_finds_either_script(client, administrator, uzbek, kazakh):
    client.force_login(administrator)
    page = client.get(reverse("wagtailusers_users:index"), {"q": "Ўринов"})
    assert page.status_code == 200
    assert "u-77" in page.text
    assert "q-78" not in page.text
    assert client.get(reverse("wagtailusers_users:index"), {"q": "Ўринов\x00"}).status_code == 200
