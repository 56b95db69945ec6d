"""What the questions of a lesson say, in every language the lesson is there in: for statements."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from assessments.attempts.statements import QuestionTexts
from courses.content.checks import QuestionWords
from courses.content.models import LessonPage
from courses.content.outline import checks_in
from courses.content.stamp import Remembered
from courses.content.tree import tree


@Remembered
def question_texts(lesson_key: UUID) -> Mapping[str, QuestionTexts]:
    """Return {question key: its texts} of all checks of a lesson. One query, and that only after a change."""
    versions = {node.pk: code for code, node in tree().by_key.get(lesson_key, {}).items()}
    found: dict[str, dict[str, QuestionWords]] = defaultdict(dict)
    for page in LessonPage.objects.filter(pk__in=versions).only("body"):
        for check in checks_in(page).values():
            for key, words in check.words.items():
                found[key][versions[page.pk]] = words
    return {key: _texts(by_language) for key, by_language in found.items()}


def _texts(by_language: Mapping[str, QuestionWords]) -> QuestionTexts:
    options: dict[str, dict[str, str]] = defaultdict(dict)
    for code, words in by_language.items():
        for key, text in words.options.items():
            options[key][code] = text
    return QuestionTexts(names={code: words.text for code, words in by_language.items()}, options=options)
