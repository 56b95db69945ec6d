"""The names of fields, of what may stand in them, and the help beside them, for the editor's page."""

from django.utils.translation import gettext as _


def field_strings() -> dict[str, str]:
    """Return {key: text} in the active language."""
    return {**_fields(), **_kinds(), **_help()}


def _fields() -> dict[str, str]:
    return {
        "field.title": _("Title"),
        "field.summary": _("Summary"),
        "field.place": _("Place"),
        "field.notice": _("Content notice"),
        "field.heading": _("Heading"),
        "field.situation": _("Situation"),
        "field.speaker": _("Speaker"),
        "field.notes": _("Facilitator notes"),
        "field.principle": _("Principle"),
        "field.legal": _("Legal source"),
        "field.booth": _("At the booth"),
        "field.alt": _("Description of the picture"),
        "field.text": _("Text of the choice"),
        "field.consequence": _("Consequence"),
        "field.code": _("Code"),
        "field.minutes": _("Minutes"),
        "field.pass_percent": _("Pass mark, %"),
        "field.content_notice": _("Show a content notice before the scenario"),
        "field.modules": _("Modules"),
        "field.relearn": _("Lesson to read again after a critical error"),
        "field.policy": _("What it is for"),
        "field.tries": _("Tries"),
        "field.cooldown_minutes": _("Minutes between two tries"),
        "field.start": _("First scene"),
        "field.source_language": _("Language it is written in"),
        "field.sign_offs": _("Who must sign every scene off"),
        "field.rank": _("Place in the order"),
        "field.ending": _("Kind of scene"),
        "field.image": _("Picture"),
        "field.points": _("Points"),
        "field.severity": _("How good is this choice?"),
        "field.next": _("Leads to"),
        "field.critical_error": _("Critical error"),
        "field.sources": _("Sources"),
        "field.effects": _("Changes values"),
        "field.when": _("Offered only if"),
        "field.routes": _("Leads elsewhere if"),
        "part.words": _("What it tells"),
        "part.rules": _("How it is played"),
        "part.values": _("Values"),
        "part.duties": _("Rules of the work"),
        "kind_of_scene": _("Kind of scene"),
        "has_notice": _("This scene needs a content notice and may be skipped"),
        "relearn_default": _("If not passed"),
        "value_named": _("Value “%(name)s”"),
        "value_name": _("Name of the value"),
        "value_kind": _("Kind"),
        "value.start": _("Start"),
        "value.min": _("Lowest"),
        "value.max": _("Highest"),
        "value.start_yes": _("Is “yes” at the start"),
    }


def _kinds() -> dict[str, str]:
    return {
        "ending.none": _("Scene with choices"),
        "ending.good": _("Good ending"),
        "ending.mixed": _("Mixed ending"),
        "ending.critical": _("Critical ending"),
        "severity.best": _("Best"),
        "severity.acceptable": _("Acceptable"),
        "severity.poor": _("Poor"),
        "severity.harmful": _("Harmful"),
        "severity.critical": _("Critical error"),
        "policy.certifying": _("Certifying: counts, feedback at the end"),
        "policy.practice": _("Practice: feedback at once, as often as one likes"),
        "kind.integer": _("whole number"),
        "kind.yes_no": _("yes or no"),
        "effect.add": _("changes by"),
        "effect.set": _("becomes"),
        "becomes": _("becomes"),
        "is.at_least": _("is at least"),
        "is.at_most": _("is at most"),
        "is.equals": _("is"),
        "is.differs": _("is not"),
        "row.value": _("Value"),
        "row.act": _("What happens"),
        "row.amount": _("How much"),
        "row.comparison": _("Comparison"),
        "then_to": _("then to"),
    }


def _help() -> dict[str, str]:
    return {
        "help.summary": _("Two or three sentences for the list of scenarios. Do not give the answer away."),
        "help.scenario_notice": _("What may be hard to read, and that one may stop at any time."),
        "help.situation": _(
            "What the officer sees and hears. Short sentences; an empty line makes a paragraph."
        ),
        "help.ending": _("How it ends: what became of the people."),
        "help.speaker": _("Who speaks, if somebody does."),
        "help.notes": _("Only for those who teach: aim, questions for the group, what people often say."),
        "help.notice": _("For scenes that speak of violence, death or harm to a child."),
        "help.alt": _("What the picture shows, for those who do not see it. No “picture of”."),
        "help.consequence": _("What happens next because of this choice. No blame, no praise."),
        "help.legal": _("Several sources are parted by a semicolon."),
        "help.sources": _("Ids of the list of sources, parted by commas: P19, GK"),
        "help.tries": _("0: as many as one likes"),
        "help.modules": _("Ids of modules, parted by commas"),
        "help.relearn": _(
            "The lesson to open again, for each critical error. Empty: the lesson “If not passed”."
        ),
        "help.values": _(
            "A value remembers what was done: trust, time lost, whether the child was noticed. Choices change it, and "
            "later choices are offered or lead elsewhere because of it."
        ),
        "help.source_language": _("The other languages are translations of it."),
    }
