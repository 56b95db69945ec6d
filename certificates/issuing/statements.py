"""The statement of a certificate: `earned`."""

from assessments.xapi import vocabulary
from assessments.xapi.building import build_statement
from assessments.xapi.keys import stable_key
from assessments.xapi.tracking import ActivityRef
from courses.progress.statements import course_activity, tracking_at


def certificate_earned(*, certificate, enrolment, courses, at):
    """Return `earned` on the certificate, in the context of the courses it is for. The number is not a name."""
    activity = ActivityRef(
        kind="certificate", key=stable_key("certificate", certificate.code), names=certificate.facts["title"]
    )
    parents = tuple(course_activity(course) for course in courses)
    tracking = tracking_at(enrolment=enrolment, language=certificate.language, parents=parents)
    return build_statement(verb=vocabulary.EARNED, activity=activity, tracking=tracking, at=at)
