"""Cases, cards to sort and knowledge checks: what they need, the words they have, the blocks they become."""

from collections.abc import Mapping

from courses.content.curriculum.items import cited, items, numbered, plain_item
from courses.content.curriculum.markdown import to_rich_text
from courses.content.curriculum.shape import BLANK, OPTIONAL, TEXT


class Case:
    needs = ("questions",)

    def shape(self, screen):
        return {
            "heading": OPTIONAL,
            "situation": TEXT,
            "questions": [TEXT] * screen["questions"],
            "debrief": TEXT,
        }

    def value(self, screen, words, key, units):
        return {
            "heading": words.get("heading", ""),
            "situation": to_rich_text(words["situation"]),
            "questions": numbered(key, "question", words["questions"]),
            "debrief": to_rich_text(words["debrief"]),
            "cites": cited(key, screen),
        }


class Sorting:
    needs = ("categories", "cards")

    def shape(self, screen):
        card = {"text": TEXT, "answer": TEXT}
        return {
            "heading": OPTIONAL,
            "task": TEXT,
            "categories": dict.fromkeys(screen["categories"], TEXT),
            "cards": {card_data["id"]: card for card_data in screen["cards"]},
            "debrief": TEXT,
        }

    def value(self, screen, words, key, units):
        groups = {name: {"text": words["categories"][name].strip()} for name in screen["categories"]}
        number = {name: place for place, name in enumerate(screen["categories"], start=1)}
        cards = {}
        for card in screen["cards"]:
            told = words["cards"][card["id"]]
            cards[card["id"]] = {
                "text": told["text"].strip(),
                "right": [plain_item(key, f"{card['id']}/{name}", number[name]) for name in card["right"]],
                "answer": told["answer"].strip(),
            }
        return {
            "heading": words.get("heading", ""),
            "task": words["task"].strip(),
            "categories": items(key, {f"group/{name}": group for name, group in groups.items()}),
            "cards": items(key, cards),
            "debrief": to_rich_text(words["debrief"]),
            "cites": cited(key, screen),
        }


class Check:
    needs = ("pass_percent", "tries", "questions")

    def shape(self, screen):
        questions = {question["id"]: self._question_shape(question) for question in screen["questions"]}
        return {"heading": OPTIONAL, "questions": questions}

    def _question_shape(self, question):
        answered = ["wrong"] if question["kind"] == "ordering" else wrong_options(question)
        may_be = dict.fromkeys(["wrong", *options(question)], OPTIONAL)
        return {
            "text": TEXT,
            "options": dict.fromkeys(options(question), TEXT),
            "feedback": may_be | dict.fromkeys(["correct", *answered], BLANK),
        }

    def value(self, screen, words, key, units):
        questions = {
            question["id"]: self._question(question, words["questions"][question["id"]], key)
            for question in screen["questions"]
        }
        return {
            "heading": words.get("heading", ""),
            "pass_percent": screen["pass_percent"],
            "tries": screen["tries"],
            "questions": items(key, questions),
        }

    def _question(self, question, words, key):
        answers = {
            f"{question['id']}/{option}": {
                "text": words["options"][option].strip(),
                "is_correct": option in right_options(question),
                "feedback": words["feedback"].get(option, "").strip(),
                "cites": cited(key, _of_option(question, option), f"{question['id']}/{option}/"),
            }
            for option in options(question)
        }
        return {
            "kind": question["kind"],
            "text": words["text"].strip(),
            "options": items(key, answers),
            "feedback_correct": words["feedback"]["correct"].strip(),
            "feedback_wrong": words["feedback"].get("wrong", "").strip(),
            "objective": question.get("objective"),
            "cites": cited(key, question, f"{question['id']}/"),
        }


def _of_option(question: Mapping, option: str) -> Mapping:
    return {"cites": question.get("option_cites", {}).get(option, [])}


def options(question: Mapping) -> list[str]:
    """Return the ids of the answers; those of true or false need no other than these, the first means true."""
    return question.get("options", ["true", "false"] if question["kind"] == "true_false" else [])


def right_options(question: Mapping) -> list[str]:
    if question["kind"] == "ordering":
        return []
    right = question["correct"]
    return [right] if isinstance(right, str) else right


def wrong_options(question: Mapping) -> list[str]:
    return [option for option in options(question) if option not in right_options(question)]
