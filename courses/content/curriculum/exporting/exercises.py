"""Cases, cards to sort and knowledge checks -> the data: the inverse of curriculum.exercises."""

from courses.content.curriculum.exporting.names import Names
from courses.content.curriculum.exporting.telling import Told, cites, codes, given, ids

TRUE_FALSE = ["true", "false"]


def case(value, names: Names) -> Told:
    questions = codes(value["questions"])
    return Told(
        {"questions": len(questions), **cites(value)},
        {
            **given(heading=value.get("heading")),
            "situation": names.prose(value["situation"]),
            "questions": questions,
            "debrief": names.prose(value["debrief"]),
        },
        ids(value["questions"]),
    )


def sorting(value, names: Names) -> Told:
    groups = {names.of(item["id"]): item["value"]["text"] for item in value["categories"]}
    order = list(groups)
    cards = {names.of(item["id"]): item["value"] for item in value["cards"]}
    structure = [
        {"id": name, "right": [order[number - 1] for number in codes(card["right"]) if number <= len(order)]}
        for name, card in cards.items()
    ]
    return Told(
        {"categories": order, "cards": structure, **cites(value)},
        {
            **given(heading=value.get("heading")),
            "task": value["task"],
            "categories": groups,
            "cards": {name: {"text": card["text"], "answer": card["answer"]} for name, card in cards.items()},
            "debrief": names.prose(value["debrief"]),
        },
    )


def knowledge_check(value, names: Names) -> Told:
    structure, words = [], {}
    for item in value["questions"]:
        name = names.of(item["id"])
        told, words[name] = _question(item["value"], names)
        structure.append({"id": name, **told})
    return Told(
        {"pass_percent": value["pass_percent"], "tries": value["tries"], "questions": structure},
        {**given(heading=value.get("heading")), "questions": words},
    )


def _question(value, names: Names) -> tuple[dict, dict]:
    kind = value["kind"]
    options = {names.of(item["id"]): item["value"] for item in value["options"]}
    right = [name for name, option in options.items() if option.get("is_correct") and kind != "ordering"]
    structure = {"kind": kind, **given(objective=value.get("objective"))}
    if kind != "true_false" or list(options) != TRUE_FALSE:
        structure["options"] = list(options)
    if kind != "ordering":
        structure["correct"] = right if kind == "multiple" else "".join(right)
    cited = {name: codes(option.get("cites")) for name, option in options.items() if option.get("cites")}
    words = {
        "text": value["text"],
        "options": {name: option["text"] for name, option in options.items()},
        "feedback": _feedback(value, kind, options, right),
    }
    return structure | cites(value) | given(option_cites=cited or None), words


def _feedback(value, kind: str, options, right: list[str]) -> dict:
    """Return the feedback; what the data asks for is there even if it says nothing."""
    wrong = value.get("feedback_wrong") or ""
    found = {"correct": value.get("feedback_correct") or ""}
    found |= {"wrong": wrong} if kind == "ordering" else given(wrong=wrong)
    for name, option in options.items():
        text = option.get("feedback") or ""
        if text or (kind != "ordering" and name not in right):
            found[name] = text
    return found
