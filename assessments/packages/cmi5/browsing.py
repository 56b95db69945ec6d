"""Who looks after packages looks at a unit: it is launched in mode Browse (cmi5, section 10.2.2), and nothing counts.

Each look is a registration of its own, which belongs to no enrolment: it begins with empty states, and stands in no
count of learners. What the unit states is in the record under who looked.
"""

from datetime import datetime

from django.db import transaction

from assessments.packages.cmi5 import launching
from assessments.packages.cmi5.launching import Launched
from assessments.packages.models import AssignableUnit, Launch
from assessments.packages.trying import begin_for_agent
from assessments.xapi import actors, vocabulary


@transaction.atomic
def browse(*, unit: AssignableUnit, user, language: str, at: datetime) -> Launched:
    """Open a session of a unit for somebody who only looks; moveOn is never evaluated under its registration."""
    agent = actors.learner(user.actor_key).as_version(vocabulary.VERSION)
    registration, _is_new = begin_for_agent(version=unit.version, actor=agent, at=at)
    mode = Launch.Mode.BROWSE
    return launching.launch(
        registration=registration, unit=unit, mode=mode, language=language, return_url="", at=at
    )
