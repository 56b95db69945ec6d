"""The words of statements: verbs and activity types of the ADL vocabulary, extensions of our own.

The IRIs of extensions are the same on every installation, unlike those of activities: a store that gathers
the statements of several academies must find the same fact under the same name.
"""

from dataclasses import dataclass

ADL_VERBS = "http://adlnet.gov/expapi/verbs/"
ADL_ACTIVITIES = "http://adlnet.gov/expapi/activities/"
# The profile (see profile/): its IRI, and that of the version that new statements follow.
PROFILE = "https://w3id.org/xapi/panah"
PROFILE_VERSION = PROFILE + "/v1"

VERSION = "1.0.3"
PLATFORM = "Panah"


@dataclass(frozen=True)
class Verb:
    """A verb: its IRI, and its display in English as the vocabulary gives it (xAPI 1.0.3 part 2, 2.4.3)."""

    iri: str
    display: str


ANSWERED = Verb(ADL_VERBS + "answered", "answered")
ATTENDED = Verb(ADL_VERBS + "attended", "attended")
COMPLETED = Verb(ADL_VERBS + "completed", "completed")
EARNED = Verb("http://id.tincanapi.com/verb/earned", "earned")
EXPERIENCED = Verb(ADL_VERBS + "experienced", "experienced")
FAILED = Verb(ADL_VERBS + "failed", "failed")
INITIALIZED = Verb(ADL_VERBS + "initialized", "initialized")
PASSED = Verb(ADL_VERBS + "passed", "passed")
PROGRESSED = Verb(ADL_VERBS + "progressed", "progressed")
REGISTERED = Verb(ADL_VERBS + "registered", "registered")
SKIPPED = Verb("http://id.tincanapi.com/verb/skipped", "skipped")
VOIDED = Verb(ADL_VERBS + "voided", "voided")

VERBS = (
    ANSWERED,
    ATTENDED,
    COMPLETED,
    EARNED,
    EXPERIENCED,
    FAILED,
    INITIALIZED,
    PASSED,
    PROGRESSED,
    REGISTERED,
    SKIPPED,
    VOIDED,
)

# The kind of an ActivityRef -> the type in its definition. A scene or a question with an interaction is
# sent as cmi.interaction (part 2, 2.4.4.1).
ACTIVITY_TYPES = {
    "assessment": ADL_ACTIVITIES + "assessment",
    "certificate": PROFILE + "/activity-types/certificate",
    "cohort": PROFILE + "/activity-types/cohort",
    "course": ADL_ACTIVITIES + "course",
    "lesson": ADL_ACTIVITIES + "lesson",
    "module": ADL_ACTIVITIES + "module",
    "profile": ADL_ACTIVITIES + "profile",
    "question": ADL_ACTIVITIES + "question",
    "scenario": ADL_ACTIVITIES + "simulation",
    "scene": ADL_ACTIVITIES + "question",
}
CMI_INTERACTION = ADL_ACTIVITIES + "cmi.interaction"

# Extensions of results. What a value is like, the profile says with a schema.
CRITICAL_ERRORS = PROFILE + "/extensions/critical-errors"  # ["CE-REF"], [] for none
SEVERITY = PROFILE + "/extensions/severity"  # best, acceptable, poor, harmful or critical
# Extensions of contexts.
# {"code": "SC-01", "version": 3, "change": "minor", "scene": "d2", "step": 2}
SCENARIO = PROFILE + "/extensions/scenario"
TRY_NUMBER = PROFILE + "/extensions/try"  # number, from 1
# Not ours: which of the statements under one registration belong together (xAPI Profiles, part 2, 9.0).
SUBREGISTRATION = "https://w3id.org/xapi/profiles/extensions/subregistration"
