"""How many practice lessons wait for the marks of one person."""

from django.db.models import Exists, OuterRef

from courses.cohorts.models import Cohort
from courses.practice.models import PracticeLesson, RubricMarks


def count_to_mark(user) -> int:
    """Return how many lessons the person still has to mark. One query; none for who never marks."""
    if not user.has_perm("courses.add_rubricmarks"):
        return 0
    mine = RubricMarks.objects.filter(lesson=OuterRef("pk"), assessor=user).exclude(handed_in_at=None)
    lessons = PracticeLesson.objects.filter(assessors=user, enrolment__withdrawn_at=None)
    open_lessons = lessons.exclude(enrolment__cohort__state=Cohort.State.CLOSED)
    return open_lessons.exclude(Exists(mine)).count()
