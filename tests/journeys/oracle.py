"""What is right, read from the curriculum's own files: the page must not tell, so the tests have to know."""

from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT / "assessments" / "scenarios" / "library"
CURRICULUM = ROOT / "courses" / "content" / "curriculum"


def _load(path: Path) -> dict:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def language_of(scenario: str, *languages: str) -> str:
    """Return the first of these languages that the scenario has words in, drafts too."""
    return next(code for code in languages if (LIBRARY / scenario / f"{code}.yaml").exists())


class ScenarioOracle:
    """Knows each scene of a scenario by its heading in one language, and which choice of it is the best."""

    def __init__(self, name: str, language: str):
        structure = _load(LIBRARY / name / "structure.yaml")
        words = _load(LIBRARY / name / f"{language}.yaml")["scenes"]
        self.scenes = {}
        for scene in structure["scenes"]:
            texts = words[scene["id"]]
            self.scenes[texts["heading"]] = [
                (choice, _plain(texts["choices"][choice["id"]]["text"]))
                for choice in scene.get("choices", [])
            ]

    def best(self, heading: str) -> str:
        """Return how the text of the best choice begins (before the first country token)."""
        return self.scenes[heading][0][1]

    def critical(self, heading: str) -> str:
        return next(text for choice, text in self.scenes[heading] if choice.get("critical_error"))


def _plain(text: str) -> str:
    return " ".join(text.split("{{")[0].split())


def check_answers(module: str, lesson: str, language: str) -> list[tuple[dict, dict]]:
    """Return (structure, words) of each question of a module's knowledge check."""
    structure = _load(CURRICULUM / module / "structure.yaml")
    words = _load(CURRICULUM / module / f"{language}.yaml")["lessons"][lesson]["screens"]["check"][
        "questions"
    ]
    screens = next(one for one in structure["lessons"] if one["id"] == lesson)["screens"]
    questions = next(screen for screen in screens if screen["id"] == "check")["questions"]
    return [(question, words[question["id"]]) for question in questions]


def right_texts(question: dict, words: dict) -> list[str]:
    """Return the texts of the right options; for an ordering all of them in the right order."""
    if question["kind"] == "ordering":
        keys = question["options"]
    elif question["kind"] == "true_false":
        keys = [question["correct"]]
    else:
        keys = question["correct"]
    return [_plain(words["options"][key]) for key in keys]
