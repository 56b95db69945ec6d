"""Columns are found by what they are called, in eight languages and as they are abbreviated."""

import pytest
from django.conf import settings
from django.utils import translation

from cms.roster.fields import LABELS
from cms.roster.reading.headings import field_of, named_columns


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ФИО", "name"), ("Ф.И.О.", "name"), ("ФИО (полностью, как в паспорте)", "name"), ("Номи пурра", "name"),
        ("Тегі/аты-жөні", "name"), ("Аты-жөнү", "name"), ("Ady we familiýasy", "name"), ("F.I.Sh.", "name"),
        ("نام و تخلص", "name"), ("Full name", "name"), ("FAMILIYASI, ISMI, OTASINING ISMI", "name"),
        ("Т/н", "number"), ("Таб. №", "number"), ("Табельный номер", "number"), ("Service No.", "number"),
        ("Қызметтік нөмірі", "number"), ("Рақами хизматӣ", "number"), ("Xizmat raqami", "number"),
        ("Gulluk belgisi", "number"), ("شماره خدمت", "number"), ("Кызматтык номери", "number"),
        ("Фамилия\nлатиницей", "surname_latin"), ("ФИО (лат.)", "latin"), ("Name (as in passport)", "latin"),
        ("Дата рождения (дд.мм.гггг)", "born_on"), ("Туған күні", "born_on"), ("Tug'ilgan sanasi", "born_on"),
        ("Tugʻilgan sanasi", "born_on"), ("Кызматтык номер", "number"),
        ("تاریخ تولد", "born_on"), ("Д/р", "born_on"), ("Пол", "sex"), ("Ҷинс", "sex"), ("جنسیت", "sex"),
        ("Язык обучения", "language"), ("Тили", "language"), ("Гражданство", "country"), ("ýurdy", "country"),
        ("Место службы", "unit"), ("Воинское звание", "rank"), ("Лавозими", "rank"), ("Эл. почта", "email"),
        ("E-mail", "email"), ("Табельный номер начальника", "superior"), ("آمر", "superior"),
        ("№ п/п", ""), ("№", ""), ("Номер паспорта", ""), ("Номер телефона", ""), ("نام پدر", ""),
        ("Примечание", ""), ("Подпись", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_heading_names_its_field(heading, field):
    assert field_of(heading) == field


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (["Фамилия", "Имя", "Отчество"], {"surname": 0, "given": 1, "patronymic": 2}),
        (["Surname", "Name"], {"surname": 0, "given": 1}),
        (["Имя"], {"name": 0}),
        (["تخلص", "نام"], {"surname": 0, "given": 1}),
        (["ФИО", "Имя (лат.)"], {"name": 0, "latin": 1}),
        (["Т/н", "Табельный номер"], {"number": 0}),
    ],
)
def test_names_in_several_columns_belong_together(headings, columns):
    assert named_columns(headings) == columns


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_our_own_template_is_read_back_in_every_language(language):
    with translation.override(language):
        labels = {field: str(label) for field, label in LABELS.items()}
    # The name of the father is no part of a name in Dari.
    expected = {field: "" if (language, field) == ("fa-af", "patronymic") else field for field in labels}
    assert {field: field_of(label) for field, label in labels.items()} == expected
