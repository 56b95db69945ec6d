"""Lists of people as personnel offices send them. `messy_list(path)` and `mended_list(path)` are the same 30 people."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

# number, surname, given name, patronymic, sex, born, language, country, rank, e-mail, superior's number.
_PEOPLE = """
2001|Абдрахманов|Ерлан|Серікұлы|м|31.12.1990|казахский|KZ|майор||
2002|Ахметова|Айгүл|Қайратқызы|ж|1992-03-14|казахский|KZ|капитан||2001
2003|Байжанов|Нұрлан|Ерболұлы|м|07.05.1988|казахский|KZ|ст. лейтенант||2001
2004|Васильева|Ольга|Петровна|ж|21/11/1991|русский|KZ|лейтенант|o.vasileva@example.org|2001
2005|Громов|Сергей|Иванович|м|02.02.1985|русский|KZ|капитан||2001
2006|Досжанова|Гүлмира|Болатқызы|ж|1994-07-30|казахский|KZ|лейтенант||2001
2007|Ержанов|Дәурен|Маратұлы|м|15.09.1993|казахский|KZ|лейтенант||2002
2008|Жакыпов|Бакыт|Асанович|м|28.02.1987|киргизский|KG|майор||
2009|Зиёев|Хуршед|Раҳимович|м|11.11.1990|таджикский|TJ|капитан||
2010|Исакова|Нургүл|Токтоевна|ж|1995-01-19|киргизский|KG|лейтенант||2008
2011|Каримов|Ўктам|Ботирович|м|23.06.1989|узбекский|UZ|капитан||
2012|Ким|Алла|Сергеевна|ж|30.08.1992|русский|KZ|лейтенант|a.kim@example.org|2005
2013|Құсайынов|Арман|Талғатұлы|м|1986-12-05|казахский|KZ|майор||
2014|Ли|Виктор|Павлович|м|13/10/1984|русский|KZ|майор||
2015|Мамедова|Лейла|Рашидовна|ж|04.04.1996|русский|KZ|лейтенант||2013
2016|Маматов|Азамат|Эркинович|м|17.03.1991|киргизский|KG|капитан||2008
2017|Назарова|Мадина|Саидовна|ж|1993-05-25|таджикский|TJ|лейтенант||2009
2018|Оразов|Мерет|Бегенчович|м|09.09.1988|туркменский|TM|капитан||
2019|Петренко|Николай|Андреевич|м|26.01.1990|русский|KZ|лейтенант||2014
2020|Раҳмонова|Гулчеҳра|Шарифовна|ж|12.12.1994|таджикский|TJ|лейтенант||2009
2021|Сатпаев|Қанат|Әлімұлы|м|1989-10-08|казахский|KZ|капитан|k.satpaev@example.org|2013
2022|Тоқтарова|Жанар|Ержанқызы|ж|18.07.1995|казахский|KZ|лейтенант||2021
2023|Уметалиева|Айзада|Жоомартовна|ж|05.06.1990|киргизский|KG|лейтенант||2008
2024|Федоров|Игорь|Николаевич|м|22.05.1987|русский|KZ|капитан||2014
2025|Ходжаев|Рустам|Алишерович|м|1992-09-01|узбекский|UZ|лейтенант||2011
2026|Цой|Марина|Владимировна|ж|14.02.1993|русский|KZ|лейтенант||2014
2027|Чарыева|Огулджан|Мередовна|ж|27.11.1991|туркменский|TM|лейтенант||2018
2028|Шарипова|Дилноза|Анваровна|ж|03.03.1997|узбекский|UZ|лейтенант||2011
2029|Эргашев|Шерзод|Комилович|м|20.10.1986|узбекский|UZ|майор||
2030|Юсупова|Сауле|Нұрланқызы|ж|1998-06-16|казахский|KZ|лейтенант||2021
"""
_FIELDS = (
    "number",
    "surname",
    "given",
    "patronymic",
    "sex",
    "born",
    "language",
    "country",
    "rank",
    "email",
    "superior",
)
# {number: {field: what is wrong}}: twelve kinds of mistakes in twelve rows, eighteen rows are in order.
MISTAKES = {
    "2004": {"email": "o.vasileva@example"},  # email
    "2006": {"superior": "9001"},  # superior_unknown
    "2012": {"given": "Aлла"},  # letters: a Latin A
    "2014": {"sex": "да", "born": "13.10.2984"},  # unknown_sex, date_future
    "2016": {"language": "французский"},  # unknown_language
    "2019": {"given": "Николай2"},  # name_digits
    "2023": {"born": "05/06/90"},  # date_ambiguous
    "2026": {"number": "2024"},  # number_twice, with the row of 2024
    "2027": {"surname": "Charyeva"},  # name_mixed
    "2028": {"number": ""},  # missing
    "2030": {"rank": '=CONCATENATE("лейте","нант")'},  # formula: never computed
}
KINDS = 12
BAD_ROWS, GOOD_ROWS = 12, 18
# The first person stands below a title, an empty row, two rows of headings and one that counts the columns.
FIRST_ROW = 7
NUMBERS = [line.split("|")[0] for line in _PEOPLE.split("\n") if line]


def people() -> list[dict[str, str]]:
    """Return the thirty people as they should be, {field: text}."""
    return [dict(zip(_FIELDS, line.split("|"), strict=True)) for line in _PEOPLE.split("\n") if line]


def messy_list(path: Path) -> Path:
    """Write the XLSX with twelve mistakes, 18 of its 30 rows are in order."""
    return _write(path, [{**one, **MISTAKES.get(one["number"], {})} for one in people()])


def mended_list(path: Path) -> Path:
    """Write the same XLSX with everything in order, as untidy as it was."""
    return _write(path, people())


def _write(path: Path, rows: list[dict[str, str]]) -> Path:
    book = Workbook()
    sheet = book.active
    sheet.title = "Слушатели"
    sheet["B1"] = "СПИСОК слушателей учебного сбора (весна)"
    sheet.merge_cells("B1:J1")
    heads = ["№ п/п", "Т/н", "ФИО", "", "", "", "Пол", "Дата\nрождения", "Язык обучения", "Страна", "Звание"]
    for column, head in enumerate([*heads, "Эл. почта", "Табельный номер начальника"], start=1):
        sheet.cell(3, column, head or None)
    for column, head in ((3, "Фамилия"), (4, "Имя"), (5, "Отчество")):
        sheet.cell(4, column, head)
    sheet.merge_cells("C3:E3")
    for column in (1, 2, *range(7, 14)):
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    for column in range(1, 14):
        sheet.cell(5, column, column)
    for order, one in enumerate(rows):
        # An empty row is left where a page ends.
        _row(sheet, FIRST_ROW + order + (order >= 15), order + 1, one)
    notes = book.create_sheet("Служебное")
    notes.append(["Не для рассылки"])
    notes.sheet_state = "hidden"
    book.save(path)
    return path


def _row(sheet, row: int, order: int, one: dict[str, str]) -> None:
    number = one["number"]
    # As typed: a number that became a float, text with an apostrophe, a blank that does not break.
    typed = float(number) if number and order % 3 else f"'{number}" if number and order % 2 else number
    born = one["born"]
    if order % 5 == 0 and "-" in born:
        born = datetime.combine(date.fromisoformat(born), datetime.min.time())
    values = [
        order,
        typed,
        f"\u00a0{one['surname']} ",
        one["given"],
        one["patronymic"],
        None,
        one["sex"],
        born,
    ]
    values += [one["language"], one["country"], one["rank"], one["email"], one["superior"]]
    for column, value in enumerate(values, start=1):
        sheet.cell(row, column, None if value == "" else value)


_SYLLABLES = ("ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu")


def numbered(count: int, *, first: int = 1) -> list[list[str]]:
    """Return a header and rows of as many people, no two with one name or number."""
    rows = [["Service number", "Name", "Sex"]]
    for number in range(first, first + count):
        word = "".join(_SYLLABLES[int(digit)] for digit in f"{number:05d}")
        rows.append([f"n-{number:05d}", f"Al{word} Is{word}", "f" if number % 2 else "m"])
    return rows


def xlsx(rows: list[list], title: str = "People") -> bytes:
    """Return the rows as an XLSX file."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    for row in rows:
        sheet.append([WriteOnlyCell(sheet, value) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def separated(rows: list[list[str]], *, separator: str = ";", encoding: str = "utf-8") -> bytes:
    """Return the rows as CSV."""
    out = StringIO(newline="")
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)
