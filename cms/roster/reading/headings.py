"""What columns of lists of people are called in eight languages, and which field a heading names. Pure."""

import re
import unicodedata

from cms.roster.fields import (
    BORN,
    COUNTRY,
    EMAIL,
    GIVEN,
    GIVEN_LATIN,
    LANGUAGE,
    LATIN,
    NAME,
    NUMBER,
    PATRONYMIC,
    RANK,
    SEX,
    SUPERIOR,
    SURNAME,
    SURNAME_LATIN,
    UNIT,
)

# en; ru; kk; ky; tg; tk; uz (Latin, Cyrillic); fa-af. Written as on paper, compared without signs and blanks.
_WORDS = {
    NUMBER: """
        service number|service no|service id|personnel number|personnel no|employee number|employee id|badge number
        |badge no|badge|staff number|number|id|no
        |табельный номер|табельный|таб номер|таб ном|т/н|таб. №|табель|личный номер|личный №|служебный номер
        |номер жетона|жетон|жетон №|номер удостоверения|идентификатор|табельный N|таб. N|служ. номер|сл. номер
        |табельдік нөмірі|табель нөмірі|қызметтік нөмірі|жеке нөмірі|нөмірі|қызметтік нөмір|жетон нөмірі
        |табелдик номери|кызматтык номери|кызматтык номер|табель номери|өздүк номери|номери
        |рақами табелӣ|рақами хизматӣ|рақами шахсӣ|рақам|нишони хизматӣ
        |gulluk belgisi|tabel belgisi|işgär belgisi|şahsy belgisi|belgisi|gulluk nomeri|tabel nomeri
        |xizmat raqami|tabel raqami|shaxsiy raqami|raqami|jeton raqami|xizmat raqam|tabel raqam
        |хизмат рақами|табель рақами|шахсий рақами|жетон рақами
        |شماره خدمت|نمبر خدمت|نمبر سرویس|شماره پرسونل|نمبر پرسونل|شماره کارمند|نمبر کارمندی|شماره کارت|شماره""",
    NAME: """
        full name|name|name and surname|surname and name|names|person|officer|participant
        |фио|ф.и.о.|фамилия имя отчество|фамилия, имя|фамилия и имя|имя и фамилия|фамилия и инициалы|полное имя
        |сотрудник|слушатель|участник
        |аты-жөні|тегі, аты, әкесінің аты|тегі аты|тегі, аты-жөні|аты жөні тегі|толық аты-жөні|тегі/аты-жөні
        |аты-жөнү|аты-жөнү фамилиясы|фамилиясы, аты, атасынын аты|фамилиясы аты|толук аты
        |ному насаб|насаб, ном|насаб, ном, номи падар|ному насаби пурра|номи пурра|насабу ном|ном ва насаб
        |ady we familiýasy|familiýasy, ady, atasynyň ady|familiýasy ady|ady familiýasy|doly ady|f.a.a.|faa
        |familiyasi, ismi, otasining ismi|familiyasi ismi|ism familiya|ism va familiya|to‘liq ismi|f.i.sh.|fish|f.i.o.
        |фамилияси, исми, отасининг исми|фамилияси исми|ф.и.ш.|тўлиқ исми|исм-шарифи|исми шарифи
        |نام و تخلص|نام کامل|اسم و تخلص|اسم مکمل|نام مکمل|نام و نام خانوادگی|شهرت مکمل""",
    SURNAME: """
        surname|last name|family name|фамилия|тегі|фамилиясы|тек|насаб|фамилияаш|familiýasy|familiýa|familiyasi
        |familiya|фамилияси|تخلص|نام خانوادگی|نام فامیلی|фамилия сотрудника""",
    GIVEN: """
        given name|given names|first name|forename|имя|аты|есімі|ысымы|ном|ady|ismi|ism|исми|نام|اسم""",
    PATRONYMIC: """
        patronymic|middle name|father's name|отчество|отч|әкесінің аты|атасынын аты|номи падар|насаби падар|ному падар
        |atasynyň ady|otasining ismi|отасининг исми|sharifi|шарифи""",
    SEX: """
        sex|gender|m/f|пол|м/ж|пол (м/ж)|жынысы|жыныс|жынысы (е/ә)|ҷинс|jyns|jynsy|jinsi|jins|жинси|жинс|جنس|جنسیت
        |جندر""",
    BORN: """
        date of birth|birth date|birthdate|born|born on|dob|birthday|дата рождения|д/р|д.р.|день рождения|дата рожд.
        |д. рожд.|родился|туған күні|туылған күні|туған күні, айы, жылы|туулган күнү|туулган датасы|санаи таваллуд
        |рӯзи таваллуд|таваллуд|doglan güni|doglan senesi|doglan wagty|tug‘ilgan sanasi|tug‘ilgan kuni
        |tug‘ilgan sana|туғилган санаси|туғилган куни|تاریخ تولد|تاریخ تولدی""",
    LANGUAGE: """
        language|preferred language|language of study|язык|язык обучения|родной язык|тілі|тіл|оқу тілі|тили|тил
        |окуу тили|забон|забони таҳсил|dili|dil|okuw dili|tili|til|ta’lim tili|таълим тили|زبان|لسان""",
    COUNTRY: """
        country|citizenship|страна|государство|гражданство|елі|ел|мемлекет|азаматтығы|өлкө|өлкөсү|мамлекет|жарандыгы
        |кишвар|мамлакат|шаҳрвандӣ|ýurt|ýurdy|döwlet|raýatlygy|davlat|davlati|mamlakat|fuqaroligi|давлат|давлати
        |фуқаролиги|کشور|مملکت|تابعیت""",
    UNIT: """
        unit|agency|agency or unit|department|organisation|organization|place of work|post of duty|duty station
        |подразделение|ведомство|место службы|место работы|отдел|управление|орган|застава|часть|отряд|организация
        |бөлімшесі|бөлім|қызмет орны|жұмыс орны|мекемесі|бөлүмү|бөлүм|кызмат орду|иштеген жери|мекемеси
        |воҳид|қисм|ҷойи хизмат|ҷои кор|шуъба|идора|ҷойи кор|bölümi|bölüm|gulluk ýeri|iş ýeri|edarasy
        |bo‘linmasi|bo‘linma|xizmat joyi|ish joyi|idorasi|бўлинмаси|бўлинма|хизмат жойи|иш жойи
        |اداره|قطعه|واحد|محل وظیفه|محل کار""",
    RANK: """
        rank|rank or post|position|post|title|звание|должность|звание, должность|звание/должность|воинское звание
        |спец. звание|специальное звание|атағы|лауазымы|әскери атағы|шені|наамы|кызматы|аскердик наамы|чини|рутба
        |унвон|вазифа|унвони ҳарбӣ|вазифааш|derejesi|wezipesi|harby ady|çini|unvoni|lavozimi|unvon|lavozim
        |унвони|лавозими|رتبه|وظیفه|بست""",
    EMAIL: """
        e-mail|email|mail|e-mail address|email address|эл. почта|электронная почта|почта|эл. адрес|имейл|емейл
        |электрондық пошта|эл. пошта|пошта|электрондук почта|почтаи электронӣ|почтаи элект.|elektron poçta|e-poçta
        |elektron pochta|электрон почта|ایمیل|ایمیل آدرس|پست الکترونیکی""",
    SUPERIOR: """
        superior|commander|supervisor|manager|line manager|superior's service number|руководитель|начальник|командир
        |непосредственный начальник|басшысы|командирі|бастығы|жетекчиси|командири|начальниги|роҳбар|сардор|фармондеҳ
        |ýolbaşçysy|komandiri|serkerdesi|rahbari|boshlig‘i|komandir|раҳбари|бошлиғи|آمر|قوماندان|مافوق""",
}
# A heading with one of these is about the superior, or in Latin letters, or about nothing that is asked for here.
_OF_SUPERIOR = re.compile(
    r"superior|supervisor|commander|manager|начальник|руководител|командир|басшы|бастығ|жетекчи|роҳбар|сардор"
    r"|фармондеҳ|ýolbaşçy|serkerde|rahbar|boshlig|раҳбар|бошлиғ|آمر|قوماندان|مافوق"
)
_IN_LATIN = re.compile(
    r"latin|passport|лат\b|латин|загран|паспорт|латын|лотин|lotin|pasport|لاتین|انگلیسی|پاسپورت|انگلیسی|англ"
)
_OF_PASSPORT_ITSELF = re.compile(
    r"номер паспорт|№ паспорт|паспорт №|паспорт номер|passport n|passport id|серия"
)
_ELSE = re.compile(
    r"телефон|phone|тел\b|моб|п/п|п\.п|выдач|документ|инн|иин|пинфл|стаж|примеч|подпис|signature|ردیف|\bرد\b|تلیفون|امضا|پدر\b"
)
_IN_BRACKETS = re.compile(r"[(\[].*?[)\]]")
# The apostrophes of Uzbek are letters to Unicode, and typed in many ways.
_NO_LETTERS = re.compile("[\\W_\u02bb\u02bc]+")
_LATIN_OF = {SURNAME: SURNAME_LATIN, GIVEN: GIVEN_LATIN, NAME: LATIN}
_LEAST_BEGINNING = 5


def _bare(text: str) -> str:
    return _NO_LETTERS.sub("", unicodedata.normalize("NFC", text).casefold().replace("ё", "е"))


_FIELDS = {_bare(word): field for field, words in _WORDS.items() for word in words.split("|")}
# The longest first: "табельный номер" before "таб".
_BEGINNINGS = sorted((word for word in _FIELDS if len(word) >= _LEAST_BEGINNING), key=len, reverse=True)


def field_of(heading: str) -> str:
    """Return the field that a heading names, "" for none: "ФИО (как в паспорте)", "Т/н", "Номи пурра"."""
    text = unicodedata.normalize("NFC", heading).casefold()
    # № is no letter to a name: "Таб. №" is a number, "№" and "№ п/п" count rows.
    bare = _bare(text)
    if not bare or len(text) > 120 or _OF_PASSPORT_ITSELF.search(text):
        return ""
    if _OF_SUPERIOR.search(text):
        return SUPERIOR
    if _IN_LATIN.search(text):
        return _in_latin(text)
    if bare in _FIELDS:
        return _FIELDS[bare]
    if _ELSE.search(text):
        return ""
    return _of_words(text)


def _of_words(text: str) -> str:
    short = _bare(_IN_BRACKETS.sub("", text))
    if short in _FIELDS:
        return _FIELDS[short]
    return next((_FIELDS[word] for word in _BEGINNINGS if short.startswith(word)), "")


def _in_latin(text: str) -> str:
    named = _of_words(_IN_LATIN.sub("", text)) or next(
        (_FIELDS[word] for word in _BEGINNINGS if word in _bare(text) and _FIELDS[word] in _LATIN_OF), ""
    )
    # "(как в паспорте)" is in the native script where the heading is; "passport" in English asks for its Latin line.
    as_in_passport = re.search(r"паспорт|passport|pasport|پاسپورت", text)
    if as_in_passport and not re.search(r"лат|latin|lotin|лотин|загран|لاتین", text):
        return (LATIN if text.isascii() else NAME) if named == NAME else named
    return _LATIN_OF.get(named, "" if named else LATIN)


def named_columns(headings: list[str]) -> dict[str, int]:
    """Return {field: index of the column} of a row of headings; of two columns for one field the first counts."""
    found: dict[str, int] = {}
    for index, heading in enumerate(headings):
        field = field_of(heading)
        if field and field not in found:
            found[field] = index
    return _parted(found)


def _parted(found: dict[str, int]) -> dict[str, int]:
    """A column "name" beside a surname is the given name; one "given name" without a surname is the whole name."""
    moved = dict(found)
    if SURNAME in moved and NAME in moved and GIVEN not in moved:
        moved[GIVEN] = moved.pop(NAME)
    if GIVEN in moved and SURNAME not in moved and NAME not in moved:
        moved[NAME] = moved.pop(GIVEN)
    if SURNAME_LATIN in moved and LATIN in moved and GIVEN_LATIN not in moved:
        moved[GIVEN_LATIN] = moved.pop(LATIN)
    if GIVEN_LATIN in moved and SURNAME_LATIN not in moved and LATIN not in moved:
        moved[LATIN] = moved.pop(GIVEN_LATIN)
    return moved
