"""CSV in the encodings and with the separators of the region."""

import pytest

from cms.roster.reading.lists import read_list
from cms.roster.reading.refused import ListRefused
from tests.factories.lists import separated

ROWS = [
    ["Табельный номер", "ФИО", "Звание"],
    ["00123", "Иванов Пётр Сергеевич", "майор"],
    ["00124", "Ахметова Дина Маратовна", "старший лейтенант"],
    ["00125", "Юсупов Шерзод", "капитан"],
]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1251", "Windows-1251"),
        ("cp866", "CP866"),
        ("koi8_r", "KOI8-R"),
        ("mac_cyrillic", "MacCyrillic"),
    ],
)
def test_encoding_and_separator_are_told_by_evidence(encoding, told, separator):
    read = read_list(separated(ROWS, encoding=encoding, separator=separator))
    assert read.rows == [(number, row) for number, row in enumerate(ROWS[1:], start=2)]
    assert read.columns == {"number": 0, "name": 1, "rank": 2}
    assert (read.source["encoding"], read.source["separator"]) == (told, separator)


def test_capitals_are_told_from_small_letters_of_another_table():
    rows = [["Т/Н", "ФИО"], ["1", "ИВАНОВ ПЁТР"], ["2", "ЮСУПОВ ШЕРЗОД"], ["3", "ЩЕГЛОВА АЛЛА"]]
    for encoding in ("cp1251", "koi8_r", "cp866", "mac_cyrillic"):
        assert read_list(separated(rows, encoding=encoding)).rows[0] == (2, ["1", "ИВАНОВ ПЁТР"]), encoding


def test_kazakh_letters_of_their_own_table_and_turkmen_ones():
    kazakh = [["Т/н", "Аты-жөні"], ["1", "Әлібекова Айгүл Қайратқызы"], ["2", "Құсайынов Нұрлан"]]
    assert read_list(separated(kazakh, encoding="kz1048")).rows[0][1][1] == "Әлібекова Айгүл Қайратқызы"
    turkmen = [["Tabel belgisi", "Ady we familiýasy"], ["1", "Öwezow Çary"], ["2", "Ýazmyradow Şöhrat"]]
    assert read_list(separated(turkmen, encoding="cp1250")).rows[1][1][1] == "Ýazmyradow Şöhrat"


def test_the_line_that_names_the_separator_is_no_row():
    content = 'sep=,\r\nТ/н,ФИО\r\n7,"Ким; Алла"\r\n'.encode()
    read = read_list(content)
    # Rows count as a spreadsheet shows them: it hides that line.
    assert read.rows == [(2, ["7", "Ким; Алла"])]


def test_text_formulas_and_apostrophes_keep_leading_zeros():
    content = 'Т/н;ФИО\r\n="00123";Ким Алла\r\n\'00124;Ли Виктор\r\n"=""00125""";Цой Марина\r\n'.encode()
    assert [cells[0] for _row, cells in read_list(content).rows] == ["00123", "00124", "00125"]


def test_quoted_line_breaks_stay_in_one_row():
    content = '"Т/н";"ФИО\nполностью"\n7;"Ким\nАлла"\n8;Ли Виктор\n'.encode()
    assert read_list(content).rows == [(2, ["7", "Ким Алла"]), (3, ["8", "Ли Виктор"])]


@pytest.mark.parametrize("content", [b"", b"\n\n ;;\n", b"   "])
def test_a_file_of_nothing_is_refused(content):
    with pytest.raises(ListRefused, match="nothing"):
        read_list(content)
