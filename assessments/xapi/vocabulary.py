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
RESUMED = Verb(ADL_VERBS + "resumed", "resumed")
SCORED = Verb(ADL_VERBS + "scored", "scored")
SKIPPED = Verb("http://id.tincanapi.com/verb/skipped", "skipped")
SUSPENDED = Verb(ADL_VERBS + "suspended", "suspended")
TERMINATED = Verb(ADL_VERBS + "terminated", "terminated")
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
    RESUMED,
    SCORED,
    SKIPPED,
    SUSPENDED,
    TERMINATED,
    VOIDED,
)

# Not of our profile: what the LMS of a cmi5 course states (9.3 there). Units state verbs of the list above.
_CMI5_VERBS = "https://w3id.org/xapi/adl/verbs/"
LAUNCHED = Verb(ADL_VERBS + "launched", "launched")
ABANDONED = Verb(_CMI5_VERBS + "abandoned", "abandoned")
WAIVED = Verb(_CMI5_VERBS + "waived", "waived")
SATISFIED = Verb(_CMI5_VERBS + "satisfied", "satisfied")
VERBS_OF_CMI5 = (LAUNCHED, ABANDONED, WAIVED, SATISFIED)

# The kind of an ActivityRef -> the type in its definition. A scene, a question or a part of H5P content with an
# interaction is sent as cmi.interaction (part 2, 2.4.4.1).
ACTIVITY_TYPES = {
    "assessment": ADL_ACTIVITIES + "assessment",
    "certificate": PROFILE + "/activity-types/certificate",
    "cohort": PROFILE + "/activity-types/cohort",
    "course": ADL_ACTIVITIES + "course",
    "h5p": PROFILE + "/activity-types/interactive-content",
    "h5p-part": ADL_ACTIVITIES + "question",
    "lesson": ADL_ACTIVITIES + "lesson",
    "module": ADL_ACTIVITIES + "module",
    "package": PROFILE + "/activity-types/package",
    "profile": ADL_ACTIVITIES + "profile",
    "question": ADL_ACTIVITIES + "question",
    "scenario": ADL_ACTIVITIES + "simulation",
    "scene": ADL_ACTIVITIES + "question",
    "unit": PROFILE + "/activity-types/unit",
    "unit-question": ADL_ACTIVITIES + "question",
}
CMI_INTERACTION = ADL_ACTIVITIES + "cmi.interaction"

# Extensions of results. What a value is like, the profile says with a schema.
CRITICAL_ERRORS = PROFILE + "/extensions/critical-errors"  # ["CE-REF"], [] for none
SCORED_BY = PROFILE + "/extensions/scored-by"  # server: counted from the content; browser: only reported
SEVERITY = PROFILE + "/extensions/severity"  # best, acceptable, poor, harmful or critical
# Not ours: of cmi5; a whole number from 0 to 100.
PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
# The same: why a unit was waived, in words.
REASON = "https://w3id.org/xapi/cmi5/result/extensions/reason"
# Extensions of contexts.
# {"version": 3, "library": "H5P.MultiChoice", "part": its subContentId}
H5P = PROFILE + "/extensions/h5p"
# {"standard": "scorm12", "version": 3, "session": UUID}
PACKAGE = PROFILE + "/extensions/package"
# {"code": "SC-01", "version": 3, "change": "minor", "scene": "d2", "step": 2}
SCENARIO = PROFILE + "/extensions/scenario"
TRY_NUMBER = PROFILE + "/extensions/try"  # number, from 1
# Not ours: of cmi5; Normal, Browse or Review.
LAUNCH_MODE = "https://w3id.org/xapi/cmi5/context/extensions/launchmode"
# Not ours: which of the statements under one registration belong together (xAPI Profiles, part 2, 9.0).
SUBREGISTRATION = "https://w3id.org/xapi/profiles/extensions/subregistration"
