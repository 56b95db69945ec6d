"""What a word of a language may end with, so that an inflected word finds its term. Pure.

Not a stemmer: a few endings per language, enough for nouns and adjectives. Slavic words change their last letters
(беженец, беженцами), so term and text are cut alike. Turkic, Tajik and Dari words grow at the end (босқындардың),
so only the text is cut, step by step, and the term is what must remain; a Tajik term may end with a link that goes
too (шахси бешаҳрванд).
"""

from dataclasses import dataclass, field

# Shorter beginnings say nothing.
SHORTEST = 3
# Plural, possessive and case make three; one more for participles and the like.
STEPS = 4


def _split(endings: str) -> tuple[str, ...]:
    return tuple(sorted(endings.split(), key=len, reverse=True))


_RUSSIAN = _split(
    """
    ами ями ьми ов ев ей ам ям ах ях ом ем ой ою ею ью
    ого его ому ему ыми ими ых их ым им ый ий ая яя ое ее ые ие ую юю
    ия ие ию ии ием ией иями иях иям
    а я о е ы и у ю ь й
    """
)
_KAZAKH = _split(
    """
    лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке на не ны ні ды ді ты ті н да де та те нда нде
    дан ден тан тен нан нен мен бен пен ы і сы сі ым ім ыңыз іңіз м ғы гі дағы дегі тағы тегі лық лік дық дік тық тік
    """
)
_KYRGYZ = _split(
    """
    лар лер лор лөр дар дер дор дөр тар тер тор төр нын нин нун нүн дын дин дун дүн тын тин тун түн
    га ге го гө ка ке ко кө на не но нө а е о ө ны ни ну нү ды ди ду дү ты ти ту тү н
    да де до дө та те то тө нда нде дан ден дон дөн тан тен тон төн нан нен ы и у ү сы си су сү
    дагы деги тагы теги
    """
)
_UZBEK = _split(
    "lar ning ni ga ka qa da dan i si im ing imiz ingiz lari larning m gacha dagi lik likni cha niki siz li"
)
_TURKMEN = _split(
    """
    lar ler yň iň uň üň nyň niň y i u ü ny ni a e ä na ne da de nda nde dan den ndan nden sy si su sü ym im
    daky däki laryň leriň lary leri lyk lik
    """
)
_TAJIK = _split("ҳо ҳои ҳоро ҳоеро он гон ён вон и ро е у ю яш аш ат ям ам анд онро они гони ёни")
_DARI = _split("ها های هایی هایش هایشان ان انی یان گان گانی ین ی یی ش شان ات ام را")


@dataclass(frozen=True)
class Endings:
    """How the words of one language are cut.

    cut_terms: the term loses its ending too. steps: how many endings may follow each other.
    fold: letters that stand for each other. irregular: {cut word: cut word it belongs to}.
    """

    endings: tuple[str, ...] = ()
    cut_terms: bool = False
    steps: int = STEPS
    fold: dict[int, str] = field(default_factory=dict)
    irregular: dict[str, str] = field(default_factory=dict)


# One sign for all that is written in place of the Uzbek ʻ and ʼ; marks that Dari may leave out.
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʻʼ`´"), "'")
_ARABIC = str.maketrans("يىكۀ", "ییکه") | dict.fromkeys(
    [0x200C, 0x200D, 0x0640, *range(0x064B, 0x0653), 0x0670], ""
)

LANGUAGES = {
    "en": Endings(
        _split("'s s' s es"),
        steps=1,
        fold=_APOSTROPHES,
        irregular={"children": "child", "people": "person", "bodies": "body", "authorities": "authority"},
    ),
    "ru": Endings(
        _RUSSIAN,
        cut_terms=True,
        steps=1,
        fold=str.maketrans("ё", "е"),
        irregular={"дет": "ребенк", "люд": "человк"},
    ),
    "kk": Endings(_KAZAKH),
    "ky": Endings(_KYRGYZ, irregular={"балдар": "бала"}),
    "tg": Endings(_TAJIK, cut_terms=True, fold=str.maketrans("ӣӯ", "иу")),
    "tk": Endings(_TURKMEN),
    "uz": Endings(_UZBEK, fold=_APOSTROPHES),
    "fa-af": Endings(_DARI, fold=_ARABIC, irregular={"اطفال": "طفل"}),
}
# Last consonants that grow soft before an ending (құқық, құқығы), the vowel that flees (беженец, беженца).
_SOFT = {
    "kk": (("ғ", "қ"), ("г", "к"), ("б", "п")),
    "ky": (("г", "к"), ("б", "п")),
    "tk": (("g", "k"), ("b", "p"), ("d", "t"), ("j", "ç")),
    "uz": (("g'", "q"), ("g", "k")),
}
_FLEEING = ("ок", "ек", "ец")


def term_key(word: str, language: str) -> str:
    """Return what a word of a term is known by."""
    rules = LANGUAGES.get(language, Endings())
    folded = _folded(word, rules)
    if rules.cut_terms:
        folded = next((cut for cut in _cuts(folded, rules)), folded)
    return rules.irregular.get(folded) or _bare(folded, language)


def text_keys(word: str, language: str) -> set[str]:
    """Return every key (see term_key) that a word in a text may belong to."""
    rules = LANGUAGES.get(language, Endings())
    folded = _folded(word, rules)
    found = reached = {folded}
    for _step in range(rules.steps):
        reached = {cut for one in reached for cut in _cuts(one, rules)} - found
        found = found | reached
    keys = {rules.irregular.get(one) or _bare(one, language) for one in found}
    return keys | {_bare(rules.irregular[one], language) for one in found & rules.irregular.keys()}


def _folded(word: str, rules: Endings) -> str:
    return word.casefold().translate(rules.fold)


def _cuts(word: str, rules: Endings):
    """Yield the word without each ending it has, the longest ending first."""
    for ending in rules.endings:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            yield word[: -len(ending)]


def _bare(word: str, language: str) -> str:
    if language == "ru" and len(word) > SHORTEST + 1 and word.endswith(_FLEEING):
        return word[:-2] + word[-1]
    if language == "fa-af" and len(word) > SHORTEST:
        return word.removesuffix("ه")
    for soft, hard in _SOFT.get(language, ()):
        if word.endswith(soft):
            return word.removesuffix(soft) + hard
    return word
