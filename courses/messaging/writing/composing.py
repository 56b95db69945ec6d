"""A message as it would go out, before it does: who reads which text, and who is left out. Nothing is written."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from courses.attendance.models import Session
from courses.cohorts.models import Cohort, Enrolment
from courses.content.tree import with_fallbacks
from courses.messaging.filling import fill
from courses.messaging.writing.gathering import facts_of
from courses.messaging.writing.ready import BY_CODE


class Unreadable(Exception):
    """Some people can read none of the languages written: `languages` are theirs."""

    def __init__(self, languages: list[str]):
        super().__init__(", ".join(languages))
        self.languages = languages


@dataclass(frozen=True)
class DraftCopy:
    """What one person would get: in which language, and what fills the gaps."""

    person: object
    language: str
    facts: dict[str, str]


@dataclass(frozen=True)
class Sample:
    """The message as the first reader of a language gets it; `by_fallback` of its `people` have another language."""

    language: str
    subject: str
    body: str
    people: int
    by_fallback: int


@dataclass(frozen=True)
class Draft:
    """`texts` is {language: {"subject", "body"}}; `left_out` are people to whom a ready template does not apply."""

    template: str
    texts: dict[str, dict[str, str]]
    copies: tuple[DraftCopy, ...]
    left_out: tuple = ()

    @property
    def digest(self) -> str:
        """What was shown before sending is what is sent: the same draft has the same digest."""
        copies = sorted([copy.person.pk, copy.language, copy.facts] for copy in self.copies)
        plain = json.dumps([self.template, self.texts, copies], sort_keys=True)
        return hashlib.sha256(plain.encode()).hexdigest()

    @property
    def samples(self) -> list[Sample]:
        """Return the message in each language in which somebody reads it, most readers first."""
        readers = Counter(copy.language for copy in self.copies)
        return [self._sample(language, count) for language, count in readers.most_common()]

    @property
    def mail_count(self) -> int:
        return sum(bool(copy.person.email) for copy in self.copies)

    def _sample(self, language: str, count: int) -> Sample:
        copies = [copy for copy in self.copies if copy.language == language]
        text, facts = self.texts[language], copies[0].facts
        return Sample(
            language=language,
            subject=fill(text["subject"], facts) if self.template else text["subject"],
            body=fill(text["body"], facts) if self.template else text["body"],
            people=count,
            by_fallback=sum(copy.person.language != language for copy in copies),
        )


def compose_ready(
    *, template: str, cohort: Cohort, enrolments: list[Enrolment], session: Session | None = None
) -> Draft:
    """Return the draft of a ready template; everybody reads it in the own language."""
    facts = facts_of(template=template, cohort=cohort, enrolments=enrolments, session=session)
    copies = tuple(
        DraftCopy(one.user, one.user.language, facts[one.pk]) for one in enrolments if one.pk in facts
    )
    left_out = tuple(one.user for one in enrolments if one.pk not in facts)
    languages = sorted({copy.language for copy in copies})
    texts = {language: BY_CODE[template].text(language) for language in languages}
    return Draft(template, texts, copies, left_out)


def compose_own(*, texts: Mapping[str, dict[str, str]], enrolments: Iterable[Enrolment]) -> Draft:
    """Return the draft of own words. Raises Unreadable where somebody would get nothing that can be read."""
    people = [one.user for one in enrolments]
    languages = {person.language: reading_language(person.language, texts) for person in people}
    if unread := sorted(own for own, language in languages.items() if language is None):
        raise Unreadable(unread)
    copies = tuple(DraftCopy(person, languages[person.language], {}) for person in people)
    used = set(languages.values())
    return Draft("", {code: dict(text) for code, text in texts.items() if code in used}, copies)


def reading_language(own: str, written) -> str | None:
    """Return in which of the languages written somebody reads: the own one, else its first fallback, else None."""
    return next((language for language in with_fallbacks(own) if language in written), None)
