"""Addresses that take a form out of a lesson and have no page of their own."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import get_language

from courses.content.outline import find_lesson


def posted_from_lesson(view):
    """Let a POST through to the view; send a GET to the lesson that the form stands in.

    A GET comes from whoever had to sign in again after sending the form, switched the language on the answer to
    it, or opened the address anew: none of them should meet an error.
    """

    @wraps(view)
    @login_required
    def answer(request, lesson_key, **arguments):
        if request.method == "POST":
            return view(request, lesson_key, **arguments)
        found = find_lesson(lesson_key, get_language())
        if found is None:
            raise Http404
        _course, _module, lesson = found
        return redirect(lesson.url)

    return answer
