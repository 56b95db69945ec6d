"""The practice lesson as the person who gives it sees it: when, who assesses, the rubric, and the result."""

from django.contrib.auth.decorators import login_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from courses.content.requirements import PRACTICE
from courses.practice.asking import needed_by
from courses.practice.lessons.anchors import RUBRIC
from courses.practice.lessons.presenting import lessons_shown
from courses.practice.models import PracticeLesson
from courses.practice.places import place_of
from courses.practice.rubric import in_digits


@login_required
@require_safe
def my_practice(request, registration):
    """Show the lesson and, once all assessors have handed in, its result and what to do next."""
    enrolment = place_of(request.user, registration, PRACTICE)
    needed = needed_by(enrolment.cohort)
    context = {
        "enrolment": enrolment,
        "lessons": lessons_shown(PracticeLesson.objects.filter(enrolment=enrolment)),
        "rubric": RUBRIC,
        "needed": needed,
        "needed_average": in_digits(needed.average),
    }
    return render(request, "practice/my_practice.html", context)
