"""What lists write for sex, language and country, in eight languages. Pure."""

import re

_NO_LETTERS = re.compile(r"[\W_]+")

_SEX = {
    "f": """f|female|woman|w|ж|жен|женский|женщина|әйел|ә|аял|а|зан|з|занона|aýal|zenan|z|ayol|аёл
        |زن|زنانه|مونث|مؤنث|اناث|қыз|кыз""",
    "m": """m|male|man|м|муж|мужской|мужчина|ер|еркек|е|ер адам|эркек|э|эр|мард|мардона|erkek|e|er|erkak|эркак
        |مرد|مردانه|مذکر|ذکور""",
}
_LANGUAGE = {
    "en": "en|eng|english|английский|англ|ағылшын|англис|англисӣ|inglis|iňlis|ingliz|инглиз|انگلیسی",
    "ru": "ru|rus|russian|русский|рус|русс|орыс|орус|русӣ|rus dili|rus tili|рус тили|روسی|орысша|орусча",
    "kk": "kk|kaz|kz|kazakh|казахский|каз|қазақ|қазақша|казакча|қазоқӣ|gazak|qozoq|қозоқ|قزاقی",
    "ky": "ky|kir|kyr|kg|kyrgyz|киргизский|кыргызский|кырг|кыргыз|кыргызча|қырғыз|қирғизӣ|gyrgyz|qirgʻiz|қирғиз|قرغزی",
    "tg": "tg|tgk|tj|tajik|таджикский|тадж|тоҷикӣ|тоҷики|тәжік|тажик|täjik|tojik|тожик|تاجیکی",
    "tk": "tk|tuk|tm|turkmen|туркменский|туркм|türkmen|түрікмен|түркмөн|туркманӣ|turkman|туркман|ترکمنی",
    "uz": "uz|uzb|uzbek|узбекский|узб|oʻzbek|oʻzbekcha|ўзбек|ўзбекча|өзбек|ӯзбекӣ|özbek|اوزبکی|ازبکی",
    "fa-af": "fa|fa-af|prs|dari|persian|дари|персидский|фарси|форсӣ|дарӣ|дари тілі|دری|فارسی",
}
_COUNTRY = {
    "KZ": """kz|kaz|kazakhstan|казахстан|республика казахстан|рк
        |қазақстан|қазақстон|qozogʻiston|қозоғистон|gazagystan|قزاقستان""",
    "KG": """kg|kgz|kyrgyzstan|kyrgyz republic|кыргызстан|киргизия|киргизстан|кыргызская республика|кр|қырғызстан
        |қирғизистон|qirgʻiziston|қирғизистон|gyrgyzystan|قرغزستان""",
    "TJ": """tj|tjk|tajikistan|таджикистан|республика таджикистан|рт
        |тоҷикистон|тәжікстан|тажикстан|tojikiston|тожикистон|täjigistan|تاجیکستان""",
    "TM": """tm|tkm|turkmenistan|туркменистан|туркмения
        |türkmenistan|түрікменстан|түркмөнстан|туркманистон|turkmaniston|ترکمنستان""",
    "UZ": """uz|uzb|uzbekistan|узбекистан|республика узбекистан|ру
        |oʻzbekiston|ўзбекистон|өзбекстан|ӯзбекистон|özbegistan|ازبکستان|اوزبکستان""",
}


def _bare(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold().replace("ё", "е").replace("ʻ", ""))


def _meanings(words: dict[str, str]) -> dict[str, str]:
    return {_bare(word): code for code, line in words.items() for word in line.split("|")}


_MEANINGS = {"sex": _meanings(_SEX), "language": _meanings(_LANGUAGE), "country": _meanings(_COUNTRY)}
_TONGUE = re.compile(r"\s*(язык|language|тілі|тили|забони|dili|tili|زبان)\s*")


def meaning(field: str, text: str) -> str:
    """Return the code of what is written for a sex, language or country; "" where it is none we know."""
    known = _MEANINGS[field]
    return known.get(_bare(text)) or known.get(_bare(_TONGUE.sub(" ", text.casefold())), "")
