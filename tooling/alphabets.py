"""The letters of the eight languages: what every font of Panah must be able to draw.

Pure data. Capital letters are derived, so that a small letter cannot stand without its capital.
Turkish-style dotless ı and Cyrillic Uzbek and Karakalpak are here because people's names use them.
"""

_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_ARABIC_DIGITS = "۰۱۲۳۴۵۶۷۸۹"

# Uzbek o' and g' take U+02BB, the tutuq belgisi is U+02BC (decree of 1995, as in today's press).
ALPHABETS = {
    "en": _ENGLISH,
    "ru": _RUSSIAN,
    "kk": _RUSSIAN + "әғқңөұүһі",
    "ky": _RUSSIAN + "ңөү",
    "tg": _RUSSIAN + "ғӣқӯҳҷ",
    "tk": "abçdeäfghijžklmnňoöprsştuüwyýz",
    "uz": _ENGLISH + "\u02bb\u02bc",
    # Dari, with the letters of Pashto: names of people and places in Afghanistan use both.
    "fa-af": (
        "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءأؤئةۀ"  # Dari
        "ټځڅډړږښګڼېۍيك"  # Pashto, and the two Arabic letters that keyboards still send
        "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0654\u0670"  # vowel signs, hamza above
        + _ARABIC_DIGITS
    ),
}
RIGHT_TO_LEFT = frozenset({"fa-af"})

# Letters of names in passports and of neighbouring alphabets, beyond the eight.
_CYRILLIC_NAMES = "ў"
_LATIN_NAMES = "ı" + "áǵíńóú" + "àâãåæçèéêëìîïñòôõöøùûüýÿßšžčćđğ"

_DIGITS = "0123456789"
_ASCII_SIGNS = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_EUROPEAN_SIGNS = "\u00a0«»“”„‘’‚‹›–—\u2011…№·•§©°×÷−±½′″‰€²³\u0301"
_ARABIC_SIGNS = "،؛؟٪٫٬ـ\u200c\u200d\u200e\u200f«»‹›–—…·"
_EASTERN_DIGITS = "٠١٢٣٤٥٦٧٨٩"


def _with_capitals(letters: str) -> set[str]:
    """Return the letters and their one-character capitals (ß has none)."""
    capitals = (letter.upper() for letter in letters)
    return set(letters) | {capital for capital in capitals if len(capital) == 1}


def required_letters(code: str) -> set[str]:
    """Return every letter that text in the language `code` may contain, in both cases."""
    return _with_capitals(ALPHABETS[code])


def text_characters() -> set[str]:
    """Return what the Latin and Cyrillic web font carries: letters, digits and signs."""
    letters = set().union(*(required_letters(code) for code in ALPHABETS if code not in RIGHT_TO_LEFT))
    names = _with_capitals(_CYRILLIC_NAMES + _LATIN_NAMES)
    return letters | names | set(_DIGITS + _ASCII_SIGNS + _EUROPEAN_SIGNS)


def arabic_characters() -> set[str]:
    """Return what the Arabic-script web font carries.

    ASCII signs and digits are among them, so that brackets and numbers inside a Dari line
    come from one font and keep its height.
    """
    letters = set().union(*(set(ALPHABETS[code]) for code in RIGHT_TO_LEFT))
    return letters | set(_EASTERN_DIGITS + _ARABIC_SIGNS + _DIGITS + _ASCII_SIGNS)
