"""A scenario of three scenes to begin a workbook with: what stands in each column, in the language of the reader."""

from django.utils.translation import gettext as _

from assessments.studio.drafting.document import CHOICE, SCENE, VALUE, empty


def example_document(*, language: str) -> dict:
    """Return the document of the example, its words in the active language, which is `language`."""
    doc = empty(code="SC-NEW", source_language=language)
    doc["head"] |= {"start": "d1"}
    doc["values"] = {"trust": VALUE | {"kind": "integer", "start": 0, "min": -2, "max": 2}}
    ask = _choice(1, points=2, severity="best", next="end-good", effects=[{"value": "trust", "add": 1}])
    wave = _choice(2, points=0, severity="poor", next="end-mixed", effects=[{"value": "trust", "add": -1}])
    doc["scenes"] = {
        "d1": SCENE | {"rank": 1, "choices": {"a": ask, "b": wave}},
        "end-good": SCENE | {"rank": 2, "ending": "good", "choices": {}},
        "end-mixed": SCENE | {"rank": 3, "ending": "mixed", "choices": {}},
    }
    doc["words"] = {language: _words()}
    return doc


def _choice(rank: int, **fields) -> dict:
    return CHOICE | {"rank": rank, "sources": ["P27"], "principle": False} | fields


def _words() -> dict:
    return {
        "": {
            "title": _("An example: replace every text"),
            "summary": _("What the scenario is about, in one sentence."),
            "place": _("Where it happens."),
        },
        "d1": {
            "heading": _("A woman at the counter"),
            "situation": _("A woman with a child puts two papers on the counter. She looks exhausted."),
            "notes": _("Ask the group what they see before they choose."),
        },
        "d1/a": {
            "text": _("Ask her calmly what she needs."),
            "consequence": _("She says that she cannot go back."),
        },
        "d1/b": {
            "text": _("Wave her on to the next counter."),
            "consequence": _("She waits for another hour."),
        },
        "end-good": {
            "heading": _("She was heard"),
            "situation": _("Her words were passed on to the office that decides."),
        },
        "end-mixed": {
            "heading": _("Late, but heard"),
            "situation": _("The colleague at the next counter listens to her."),
        },
    }
