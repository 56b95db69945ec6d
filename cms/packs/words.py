"""The fixed words of a facilitator pack, in the language of its lessons."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import get_language_info, gettext_noop, ngettext, pgettext
from django.utils.translation import gettext as _

SIGN_IN = gettext_noop("Sign-in sheet")
STANDINGS = {
    "reviewed": gettext_noop("Reviewed text."),
    "draft": gettext_noop("Draft translation, not yet reviewed by a native speaker."),
    "stale": gettext_noop("Part of this translation is older than its source."),
}


@dataclass(frozen=True)
class PackWords:
    pack: str
    objectives: str
    duration: str
    language: str
    standing: str
    country: str
    plan: str
    plan_head: tuple[str, str, str]
    no_plan: str
    messages: str
    booth: str
    cards: str
    cases: str
    cut: str
    answers: str
    answers_head: tuple[str, str]
    for_lecturer: str
    questions: str
    debrief: str
    check: str
    right: str
    in_order: str
    sign_in: str
    sign_in_head: tuple[tuple[str, ...], ...]
    sign_in_fields: str
    nature: str


def pack_words(*, language: str, standing: str, minutes: int, session: int, country: str) -> PackWords:
    """Return the words; `minutes` are those of self-study, `session` those of the plan, 0 where there is none."""
    with translation.override(language):
        return PackWords(
            pack=_("Facilitator pack"),
            objectives=_("After this module you can"),
            duration=_duration(minutes, session),
            language=_("Language: %(name)s") % {"name": get_language_info(language)["name_local"]},
            standing=_(STANDINGS[standing]),
            country=_("Country: %(name)s") % {"name": country} if country else _("For every country"),
            plan=_("Session plan"),
            plan_head=(pgettext("column", "Time"), pgettext("column", "Minutes"), _("Step and notes")),
            no_plan=_("No session plan has been written for this module yet."),
            messages=_("Key messages and rules"),
            booth=_("At the booth"),
            cards=_("Exercise cards"),
            cases=_("Case"),
            cut=_(
                "Print one side only and cut along the dashed lines. The answers stand on the pages after the cards."
            ),
            answers=_("Answers to the exercises"),
            answers_head=(_("Card"), pgettext("column", "Answer")),
            for_lecturer=_("For the lecturer only: do not hand out."),
            questions=_("Questions"),
            debrief=_("Debrief"),
            check=_("Knowledge check with answers"),
            right=_("Right answer"),
            in_order=_("In this order:"),
            sign_in=_(SIGN_IN),
            sign_in_head=_columns(language),
            sign_in_fields=_(
                "Date: ____________   Place: ______________________   Lecturer: ______________________"
            ),
            nature=_(
                "Original training content written for this platform; not a reproduction of, "
                "nor endorsed by, UNHCR."
            ),
        )


def _duration(minutes: int, session: int) -> str:
    study = ngettext("Self-study: %(count)s minute", "Self-study: %(count)s minutes", minutes) % {
        "count": minutes
    }
    if not session:
        return study
    room = ngettext("in the classroom: %(count)s minute", "in the classroom: %(count)s minutes", session)
    return f"{study} · {room % {'count': session}}"


def _columns(language: str) -> tuple[tuple[str, ...], ...]:
    """Return the headings of the sign-in sheet, each in the language, then in Russian and English where these say
    something else: who signs need not read the language of the lesson."""
    told = []
    for code in (language, "ru", "en"):
        with translation.override(code):
            told.append(
                (
                    pgettext("sign-in sheet", "No."),
                    pgettext("sign-in sheet", "Name"),
                    pgettext("sign-in sheet", "Service"),
                    pgettext("sign-in sheet", "Signature"),
                )
            )
    return tuple(tuple(dict.fromkeys(column)) for column in zip(*told, strict=True))


def sign_in_everywhere() -> list[tuple[str, str]]:
    """Return (language, "sign-in sheet") in all languages of the site, each wording once."""
    found: dict[str, str] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found.setdefault(_(SIGN_IN), code)
    return [(code, text) for text, code in found.items()]
