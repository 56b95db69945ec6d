"""Orders of one issue: what is the same for all its people is read once."""

from datetime import date
from functools import cached_property

from django.conf import settings

from certificates.designs.models import DesignVersion
from certificates.issuing.candidates import subject_for
from certificates.making.facts import freeze_facts
from certificates.making.orders import Order
from certificates.making.subjects import latest_of, next_cycle
from courses.cohorts.models import Cohort, Enrolment
from courses.progress.standings import courses_of


class OrderBook:
    """Makes the orders of one cohort and kind, in one design; `cohort` with its academy, rule and route."""

    def __init__(self, cohort: Cohort, kind: str, version: DesignVersion | None, second_language: str):
        self.cohort = cohort
        self.kind = kind
        self.version = version
        self.second_language = second_language
        self._courses: dict[str, list] = {}

    def courses(self, language: str) -> list:
        """Return the outlines of what the cohort takes, titled in the language."""
        if language not in self._courses:
            self._courses[language] = courses_of(self.cohort, language)
        return self._courses[language]

    @cached_property
    def subject(self) -> str:
        return subject_for(self.cohort, self.kind, self.courses("en"))

    def cycle_of(self, enrolment: Enrolment, on: date) -> int:
        """Return which cycle a certificate of the person opens. One query. Raises AlreadyCertified."""
        latest = latest_of([enrolment.user_id], self.subject)
        return next_cycle(latest.get(enrolment.user_id), on)

    def order(self, enrolment: Enrolment, *, cycle: int) -> Order:
        """Return the order of one person, whose transcript is frozen, with the names as they are at this moment."""
        enrolment.cohort = self.cohort
        person = enrolment.user
        return Order(
            kind=self.kind,
            academy=self.cohort.academy,
            transcript=enrolment.transcript,
            holder=person,
            subject=self.subject,
            cycle=cycle,
            facts=freeze_facts(
                enrolment=enrolment,
                # In all of them: whoever verifies it reads another language than whoever holds it.
                courses_by_language={code: self.courses(code) for code, _name in settings.LANGUAGES},
                kind=self.kind,
                second_language=self.second_language,
            ),
            language=person.language,
            version=self.version,
        )
