"""Every kind of screen -> the data: the inverse of curriculum.screens, figures and exercises."""

from datetime import date

from django.utils.translation import gettext as _

from courses.content.curriculum.exporting.exercises import case, knowledge_check, sorting
from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.telling import Teller, Told, Untellable, cites, codes, given, ids


def text(value, names: Names) -> Told:
    words = given(heading=value.get("heading"))
    return Told(cites(value), {**words, "body": names.prose(value["body"])})


def line(value, names: Names) -> Told:
    return Told(cites(value), {"text": value["text"]})


def booth_rule(value, names: Names) -> Told:
    return Told(cites(value), {**given(place=value.get("place")), "text": value["text"]})


def content_notice(value, names: Names) -> Told:
    return Told({}, {"text": value["text"], "alternative": value["alternative"]})


def facts(value, names: Names) -> Told:
    structure, words = [], {}
    for item in value["facts"]:
        fact, name = item["value"], names.of(item["id"])
        structure.append(
            {
                "id": name,
                "sources": codes(fact.get("sources")),
                **given(check=fact.get("needs_confirmation"), checked_on=day(fact.get("checked_on"))),
            }
        )
        words[name] = fact["text"]
    return Told({"facts": structure, **cites(value)}, {**given(heading=value.get("heading")), "facts": words})


def day(value) -> date | None:
    return date.fromisoformat(value) if value else None


def table(value, names: Names) -> Told:
    header = codes(value["header"])
    rows = [codes(item["value"]["cells"]) for item in value["rows"]]
    columns = max((len(row) for row in (header, *rows)), default=0)
    skeleton = tuple((item["id"], *ids(item["value"]["cells"])) for item in value["rows"])
    return Told(
        {"columns": columns, "rows": len(rows), **cites(value)},
        {
            "caption": value["caption"],
            "header": _filled(header, columns),
            "rows": [_filled(row, columns) for row in rows],
        },
        (ids(value["header"]), *skeleton),
    )


def _filled(row: list, columns: int) -> list:
    """Return the row as long as the others; an editor can leave cells out, the data cannot."""
    return [*row, *[""] * (columns - len(row))]


def picture(value, names: Names) -> Told:
    if not value.get("drawing"):
        raise Untellable(_("a picture that is no drawing of the course"))
    words = {"alt": value["alt"], **given(caption=value.get("caption"))}
    return Told({"file": value["drawing"], **cites(value)}, words)


def diagram(value, names: Names) -> Told:
    labels = {item["value"]["slot"]: item["value"]["text"] for item in value["labels"]}
    words = {"alt": value["alt"], **given(caption=value.get("caption")), "labels": labels}
    return Told({"file": value["drawing"], "labels": list(labels), **cites(value)}, words)


def chart(value, names: Names) -> Told:
    bars = {names.of(item["id"]): item["value"] for item in value["bars"]}
    structure = {
        "on": day(value["on"]),
        "sources": codes(value["sources"]),
        "bars": [{"id": name, "value": bar["value"]} for name, bar in bars.items()],
    }
    words = {
        "caption": value["caption"],
        "unit": value["unit"],
        "bars": {name: bar["label"] for name, bar in bars.items()},
        **given(note=value.get("note")),
    }
    return Told(structure | cites(value), words)


def scenario(value, names: Names) -> Told:
    if value["scenario"] not in names.scenarios:
        raise Untellable(_("a scenario that is not there"))
    return Told({"scenario": names.scenarios[value["scenario"]]}, {})


def h5p(value, names: Names) -> Told:
    if value["content"] not in names.h5p:
        raise Untellable(_("H5P content that is not there"))
    structure = {"h5p": names.h5p[value["content"]], "pass_percent": value["pass_percent"]}
    return Told(structure | _required(value), given(heading=value.get("heading")))


def package(value, names: Names) -> Told:
    if value["package"] not in names.packages:
        raise Untellable(_("a course package that is not there"))
    structure = {"package": names.packages[value["package"]]}
    return Told(structure | _required(value), given(heading=value.get("heading")))


def _required(value) -> dict:
    """Return what is said only of an exercise: a unit is else required."""
    return {} if value["is_required"] else {"required": False}


TELLERS: dict[str, Teller] = {
    "text": text,
    "key_message": line,
    "booth_rule": booth_rule,
    "facts": facts,
    "image": picture,
    "diagram": diagram,
    "chart": chart,
    "table": table,
    "content_notice": content_notice,
    "case": case,
    "sorting": sorting,
    "knowledge_check": knowledge_check,
    "scenario": scenario,
    "h5p": h5p,
    "package": package,
}
