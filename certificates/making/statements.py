"""The statement of a certificate: `earned`."""

from django.conf import settings
from django.utils import translation

from assessments.xapi import vocabulary
from assessments.xapi.building import build_result, build_statement
from assessments.xapi.keys import stable_key
from assessments.xapi.tracking import ActivityRef
from certificates.making.facts import title_of
from courses.progress.statements import course_activity, tracking_at


def certificate_earned(*, certificate, enrolment, courses, at):
    """Return `earned` on the certificate, in the context of the courses it is for. The number is not a name.

    Who issued it stands there as the instructor: that is the person of the staff the statement is related to.
    """
    activity = ActivityRef(
        kind="certificate",
        key=stable_key("certificate", certificate.code),
        names=_titles(enrolment.cohort) | certificate.facts["title"],
    )
    tracking = tracking_at(
        enrolment=enrolment,
        language=certificate.language,
        parents=tuple(course_activity(course) for course in courses),
        instructor=certificate.issued_by,
    )
    return build_statement(
        verb=vocabulary.EARNED,
        activity=activity,
        tracking=tracking,
        at=at,
        result=build_result(success=True, completion=True),
    )


def _titles(cohort) -> dict[str, str]:
    """Return {language: title} in all languages that have a word for it, as `facts` prints it."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = title_of(cohort)
    return {code: title for code, title in found.items() if code == "en" or title != found["en"]}
