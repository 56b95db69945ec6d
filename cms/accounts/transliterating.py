"""A spelling in Latin letters is proposed for a name that has none. Pure; the holder confirms or corrects it.

Russian, Kazakh and Kyrgyz names follow the table of passports (ICAO Doc 9303, part 3, section 6), with the letters of
their own that the table leaves to the state; Uzbek ones follow the alphabet of 1995, Tajik ones the habit of passports.
Dari writes no short vowels: what is proposed is right for common names and a guess for the others, and is said to be.
"""

import re
from dataclasses import dataclass

import iuliia
from anyascii import anyascii
from iuliia import Schema

_UZBEK = iuliia.schemas.get("uz")
_PASSPORT = iuliia.schemas.get("icao_doc_9303")
_TURKIC = {"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"}
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
# Names of fathers, which passports of the region leave out: Иванович, Ивановна, Қайратұлы, Қайратқызы, Ботир ўғли.
_PATRONYMIC = re.compile(
    r"\s+\S+(?:ович|евич|ич|овна|евна|ична|инична|ұлы|улы|қызы|кызы|ovich|evich|ovna|evna|uly|kyzy|qyzy)$"
    r"|\s+\S+\s+(?:ўғли|угли|оглы|оғлы|қизи|кизи|кызы|oʻgʻli|o'g'li|o‘g‘li|ogli|ogly|qizi|kizi|gyzy)$",
    re.IGNORECASE,
)
# Given names and surnames of Afghanistan that are met most, as its passports write them.
_DARI_NAMES = """
    احمد=Ahmad محمد=Mohammad محمود=Mahmood علی=Ali حسن=Hassan حسین=Hussain کریم=Karim کریمی=Karimi رحیم=Rahim
    رحیمی=Rahimi نور=Noor نورالله=Noorullah عبدالله=Abdullah
    عبدالرحمن=Abdulrahman عبدالحمید=Abdulhamid عبدالکریم=Abdulkarim
    عبدالرحیم=Abdulrahim عبدالقادر=Abdulqader عبدالواحد=Abdulwahid عبدل=Abdul حمید=Hamid حمیدی=Hamidi حبیب=Habib
    حبیبی=Habibi حبیب‌الله=Habibullah حبیبالله=Habibullah امین=Amin امینی=Amini امیر=Amir امیری=Amiri اکبر=Akbar
    اکبری=Akbari اسد=Asad اسدالله=Asadullah نجیب=Najib نجیب‌الله=Najibullah نجیبالله=Najibullah ذبیح=Zabih
    ذبیح‌الله=Zabihullah ذبیحالله=Zabihullah فرید=Farid فرهاد=Farhad فاطمه=Fatima زهرا=Zahra مریم=Maryam لیلا=Laila
    زینب=Zainab شکیلا=Shakila فرشته=Freshta نیلوفر=Nilofar پروین=Parwin نسرین=Nasrin شبنم=Shabnam رویا=Roya ثریا=Soraya
    حیدر=Haidar حیدری=Haidari رضا=Reza رضایی=Rezayee قاسم=Qasim قاسمی=Qasimi جواد=Jawad مصطفی=Mustafa مرتضی=Murtaza
    یوسف=Yousuf یوسفی=Yousufi ابراهیم=Ibrahim ابراهیمی=Ibrahimi اسماعیل=Ismail اسماعیلی=Ismaili ادریس=Idris
    شریف=Sharif شریفی=Sharifi صادق=Sadiq صدیق=Siddiq صدیقی=Siddiqi سلیم=Salim سمیع=Sami وحید=Wahid ولی=Wali
    هاشم=Hashim هاشمی=Hashimi عمر=Omar عثمان=Osman خالد=Khalid طارق=Tariq جمشید=Jamshid مسعود=Massoud احمدی=Ahmadi
    محمدی=Mohammadi حسینی=Hussaini حسنی=Hassani عزیز=Aziz عزیزی=Azizi غلام=Ghulam گل=Gul خان=Khan شاه=Shah
    سید=Sayed میر=Mir نظری=Nazari نوری=Noori موسوی=Mousavi میرزا=Mirza رسول=Rasool رسولی=Rasooli یعقوب=Yaqub
    یعقوبی=Yaqubi زمان=Zaman اکرم=Akram انور=Anwar اجمل=Ajmal بشیر=Bashir داود=Dawood فیض=Faiz هارون=Haroon
"""
_DARI = dict(pair.split("=") for pair in _DARI_NAMES.split())
_DARI_LETTERS = {
    **dict(zip("ابپتثجدذرزسصضطظفقکگلمنهآحعویكيأؤة", "abptsjdzrzsszztfqkglmnhahaoikiaoa", strict=True)),
    **{"چ": "ch", "خ": "kh", "ژ": "zh", "ش": "sh", "غ": "gh", "ئ": "y", "ء": "", "\u200c": ""},
}
# What says a vowel within a word is a consonant where it begins one.
_AT_THE_START = {"و": "w", "ی": "y", "ي": "y"}
_WORD = re.compile(r"[^\s\-.]+")
_VOWELS = "aiou"


@dataclass(frozen=True)
class Proposal:
    """A spelling in Latin letters; `is_rough` where it is a guess that has to be compared with the passport."""

    text: str
    is_rough: bool = False


class _Own:
    """A table of iuliia with letters of one language put in."""

    def __init__(self, base: Schema, letters: dict[str, str]):
        self._base, self._letters = base, letters

    def translate(self, text: str) -> str:
        for letter, latin in self._letters.items():
            text = text.replace(letter, latin).replace(letter.upper(), latin.capitalize())
        return self._base.translate(text)


_TABLES = {
    "ru": _PASSPORT,
    "kk": _Own(_PASSPORT, _TURKIC),
    "ky": _Own(_PASSPORT, _TURKIC),
    "uz": _UZBEK,
    "tg": _Own(
        _UZBEK,
        {
            "ҷ": "j",
            "ӣ": "i",
            "ӯ": "u",
            "ғ": "gh",
            "ж": "zh",
            "х": "kh",
            "ц": "ts",
            "щ": "shch",
            "ъ": "",
            "ь": "",
        },
    ),
}
# Whose letters these are, where nobody said which language a name is in.
_OWN_LETTERS = (("tg", "ҷӣӯ"), ("uz", "ў"), ("kk", "әұһі"), ("ky", "өүң"))


def propose_latin(name: str, language: str = "", *, patronymic: str = "") -> Proposal:
    """Return the name in Latin letters without the father's name; a name that is Latin already stays.

    `language` is that of the name where it is known; `patronymic` is what follows the name, where it is told apart.
    """
    kept = name.removesuffix(patronymic).strip() if patronymic else _without_patronymic(name)
    if _ARABIC.search(kept):
        return _from_dari(kept)
    if not _CYRILLIC.search(kept):
        return Proposal(kept)
    table = _TABLES.get(_language_of(kept, language), _PASSPORT)
    return Proposal(_WORD.sub(lambda word: _spelled(word[0], table), kept))


def _spelled(word: str, table) -> str:
    """Return a word in Latin letters; one in capitals stays in capitals, ШЕРЗОД is no ShERZOD."""
    is_loud = len(word) > 1 and word.isupper()
    latin = table.translate(word.lower() if is_loud else word)
    # A letter that no table has is told by its look, so that nothing of another alphabet is left.
    latin = "".join(anyascii(one) if _CYRILLIC.match(one) else one for one in latin)
    return latin.upper() if is_loud else latin


def _without_patronymic(name: str) -> str:
    return _PATRONYMIC.sub("", name) if len(name.split()) > 2 else name


def _language_of(name: str, language: str) -> str:
    own = (code for code, letters in _OWN_LETTERS if any(one in letters for one in name.lower()))
    return language if language in _TABLES and language != "ru" else next(own, "ru")


def _from_dari(name: str) -> Proposal:
    words = [_DARI.get(word) or _DARI.get(word.replace("\u200c", "")) for word in name.split()]
    guessed = [known or _guess(word) for known, word in zip(words, name.split(), strict=True)]
    return Proposal(" ".join(guessed), is_rough=not all(words))


def _guess(word: str) -> str:
    """Return a word letter by letter, with an "a" between consonants that nothing parts."""
    first = _AT_THE_START.get(word[0]) or _DARI_LETTERS.get(word[0], anyascii(word[0]))
    sounds = [first, *(_DARI_LETTERS.get(letter, anyascii(letter)) for letter in word[1:])]
    spelled = ""
    for sound in filter(None, sounds):
        parted = not spelled or spelled[-1] in _VOWELS or sound[0] in _VOWELS
        spelled += sound if parted else "a" + sound
    return spelled.capitalize()
