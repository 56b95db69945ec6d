"""The words of cmi5 (Quartz, first edition): verbs, categories, extensions. All of them are of the specification."""

from assessments.xapi.vocabulary import (
    ABANDONED,
    COMPLETED,
    FAILED,
    INITIALIZED,
    LAUNCH_MODE,
    LAUNCHED,
    PASSED,
    REASON,
    SATISFIED,
    TERMINATED,
    WAIVED,
)

__all__ = (
    "ABANDONED",
    "COMPLETED",
    "FAILED",
    "INITIALIZED",
    "LAUNCHED",
    "LAUNCH_MODE",
    "PASSED",
    "REASON",
    "SATISFIED",
    "TERMINATED",
    "WAIVED",
)

_W3ID = "https://w3id.org/xapi/"

CATEGORY = _W3ID + "cmi5/context/categories/cmi5"
CATEGORY_MOVE_ON = _W3ID + "cmi5/context/categories/moveon"

_CONTEXT = _W3ID + "cmi5/context/extensions/"
SESSION_ID = _CONTEXT + "sessionid"
MASTERY_SCORE = _CONTEXT + "masteryscore"
LAUNCH_URL = _CONTEXT + "launchurl"
MOVE_ON = _CONTEXT + "moveon"
LAUNCH_PARAMETERS = _CONTEXT + "launchparameters"

TYPE_BLOCK = _W3ID + "cmi5/activitytype/block"
TYPE_COURSE = _W3ID + "cmi5/activitytype/course"

# Names of documents (sections 10.1 and 11).
LAUNCH_DATA = "LMS.LaunchData"
PREFERENCES = "cmi5LearnerPreferences"
