"""A certificate of somebody invented, to see a design by. Nothing of it is kept, and its code proves nothing."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import translation
from django.utils.translation import gettext

from certificates.making.terms import months_later
from certificates.register.models import Certificate
from courses.content.outline import course_outlines

NUMBER, CODE = "PAN-SAMPLE-2026-00000", "SAMPLESAMPLESAMPLESAMPLE22"
# {language: (native, Latin)}; nobody real.
NAMES = {
    "en": ("Anna Bergström", "BERGSTROEM Anna"),
    "ru": ("Ковалёва Мария Андреевна", "KOVALEVA Mariia"),
    "tg": ("Ҷӯраева Гулнора Саидовна", "JURAEVA Gulnora"),
    "kk": ("Әбдірахманова Гүлшат Қайратқызы", "ABDIRAKHMANOVA Gulshat"),
    "ky": ("Өмүралиева Жаңыл Турдубековна", "OMURALIEVA Zhanyl"),
    "uz": ("Gʻulomova Oygul Shuhrat qizi", "GULOMOVA Oygul"),
    "tk": ("Güljemal Öwezowa", "OWEZOVA Guljemal"),
    "fa-af": ("نورالله کریمی", "KARIMI Nurullah"),
}
LONG_NAMES = {
    "en": (
        "Wilhelmina Alexandrina Constantia van Oldenbarnevelt-Featherstonehaugh",
        "VAN OLDENBARNEVELT-FEATHERSTONEHAUGH Wilhelmina Alexandrina Constantia",
    ),
    "ru": (
        "Рождественская-Преображенская Александра-Елизавета Константиновна",
        "ROZHDESTVENSKAIA-PREOBRAZHENSKAIA Aleksandra-Elizaveta",
    ),
    "tg": (
        "Абдурраҳмонзода Муҳаммадҷалолиддини Мирзоабдуллоҳ ибни Шамсулмулк",
        "ABDURRAHMONZODA Muhammadjaloliddini Mirzoabdulloh",
    ),
    "kk": (
        "Нұрмұхаммедқызы-Әбдірахманова Гүлбаршын-Айнұр Қожаахметқызы",
        "NURMUKHAMMEDKYZY-ABDIRAKHMANOVA Gulbarshyn-Ainur Kozhaakhmetkyzy",
    ),
    "ky": (
        "Абдыкадырова-Өмүралиева Гүлжамал-Жаңылай Турдумаматовна",
        "ABDYKADYROVA-OMURALIEVA Gulzhamal-Zhanylai Turdumamatovna",
    ),
    "uz": (
        "Abdurahmonova-Gʻulomjonova Muhabbatxon Mirzaoʻlugʻbek Shamsuddin qizi",
        "ABDURAHMONOVA-GULOMJONOVA Muhabbatkhon Mirzaulugbek Shamsuddin qizi",
    ),
    "tk": (
        "Gurbangeldiýewa-Ýazmuhammedowa Ogulgerek-Güljahan Täçmyradowna",
        "GURBANGELDIYEVA-YAZMUHAMMEDOVA Ogulgerek-Guljahan Tachmyradovna",
    ),
    "fa-af": (
        "سید محمد عبدالرحمن جلال‌الدین نورالحق بن غلام‌محی‌الدین هاشمی بدخشانی",
        "HASHIMI BADAKHSHANI Sayed Mohammad Abdurrahman Jalaluddin Nurulhaq",
    ),
}
PLACE = ("Kanat", "Kanat, Training Centre of the Border Detachment, building 2")
COHORT = ("2026-1", "2026-1, joint course of the border detachments of the river and the pass")


@dataclass(frozen=True)
class Sample:
    """Which sample: the language, the second one printed, and whether everything in it is as long as it gets."""

    language: str
    second: str = "en"
    long: bool = False


def sample_certificate(
    *, sample: Sample, kind: str, academy: str, months: int | None, today: date
) -> Certificate:
    """Return a certificate that is in no register."""
    languages = tuple(dict.fromkeys((sample.language, sample.second)))
    return Certificate(
        kind=kind,
        number=NUMBER,
        code=CODE,
        language=sample.language,
        issued_on=today,
        valid_until=months_later(today, months) if months else None,
        facts=_facts(sample, kind, academy, languages, today),
    )


def _facts(sample: Sample, kind: str, academy: str, languages: tuple[str, ...], today: date) -> dict:
    native, latin = (LONG_NAMES if sample.long else NAMES)[sample.language]
    facts = {
        "second_language": sample.second,
        "title": {language: _title(language, kind) for language in languages},
        "name_native": native,
        "name_latin": latin,
        "academy": academy or _academy(sample.language),
        "country": "KZ",
        "place": PLACE[sample.long],
        "cohort": COHORT[sample.long],
        "courses": _courses(languages),
        "starts_on": (today - timedelta(days=18)).isoformat(),
        "ends_on": today.isoformat(),
        "hours": "80",
    }
    if kind == Certificate.Kind.ATTENDANCE:
        return facts | {"hours_attended": "66"}
    return facts | {
        "results": [
            {"kind": "attendance", "value": "94"},
            {"kind": "observed", "value": "3.40", "of": _topic(sample.language)},
            {"kind": "assessment_language", "value": sample.language},
        ]
    }


def _title(language: str, kind: str) -> str:
    with translation.override(language):
        if kind == Certificate.Kind.ATTENDANCE:
            return gettext("Letter of attendance")
        return gettext("Certificate of completion")


def _academy(language: str) -> str:
    with translation.override(language):
        return gettext("Academy of the Border Service")


def _topic(language: str) -> str:
    return next((one.title for course in course_outlines(language) for one in course.modules), "M1")


def _courses(languages: tuple[str, ...]) -> list[dict]:
    """Return the first two courses of the site by their real titles."""
    lines: dict = {}
    for language in languages:
        for course in course_outlines(language)[:2]:
            line = lines.setdefault(course.key, {"code": course.code, "titles": {}})
            line["titles"][language] = course.title
    return list(lines.values())
