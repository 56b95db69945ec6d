"""Names of months and forms of numbers, as the languages of the region have them (CLDR 45)."""

import pytest
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.formats import number_format

NAMES = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ky": "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
    "tg": "январ феврал март апрел май июн июл август сентябр октябр ноябр декабр",
    "tk": "ýanwar fewral mart aprel maý iýun iýul awgust sentýabr oktýabr noýabr dekabr",
    "uz": "yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr",
}


@pytest.mark.parametrize("language", NAMES)
def test_months_are_named_in_the_language(language):
    with translation.override(language):
        assert [str(MONTHS[number]).lower() for number in range(1, 13)] == NAMES[language].split()


@pytest.mark.parametrize("language", ["ru", "kk", "ky", "tg", "tk", "uz"])
def test_a_number_has_a_comma_and_its_thousands_stand_apart(language):
    with translation.override(language):
        assert number_format(1234567.5, force_grouping=True).replace("\xa0", " ") == "1 234 567,5"


def test_a_number_in_dari_has_a_point_as_its_digits_are_latin():
    with translation.override("fa-af"):
        assert number_format(1234567.5, force_grouping=True) == "1,234,567.5"
