"""The pages of an assessor, made for a phone: which lessons to mark, the rubric of one, its evidence files."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.practice.lessons import evidence, marking
from courses.practice.lessons.forms import RubricForm
from courses.practice.lessons.planning import AlreadyHandedIn, AssessorRefused, require_open
from courses.practice.lessons.presenting import lesson_shown, sheet_of
from courses.practice.models import PracticeLesson, RubricMarks
from courses.practice.rubric import RubricIncomplete
from courses.practice.staff import sees_marks
from courses.practice.words import CLOSED, refusal


def _lessons_of(user):
    if not user.has_perm("courses.add_rubricmarks"):
        return PracticeLesson.objects.none()
    mine = PracticeLesson.objects.filter(assessors=user)
    return mine.select_related("enrolment__user", "enrolment__cohort__rule")


@login_required
@require_safe
def index(request):
    """List the practice lessons that the person assesses, those to be marked first."""
    lessons = list(_lessons_of(request.user).order_by("-held_on", "-pk"))
    mine = RubricMarks.objects.filter(assessor=request.user, lesson__in=lessons).exclude(handed_in_at=None)
    done = set(mine.values_list("lesson_id", flat=True))
    context = {
        "waiting": [lesson for lesson in lessons if lesson.pk not in done],
        "done": [lesson for lesson in lessons if lesson.pk in done],
    }
    return render(request, "practice/teach_index.html", context)


@login_required
def mark(request, key):
    """Show the rubric to an assessor of the lesson, take the draft or the marks; afterwards show what was given."""
    lesson = get_object_or_404(_lessons_of(request.user), key=key)
    row = lesson.marks.filter(assessor=request.user).select_related("assessor").first()
    if row is not None and row.handed_in_at is not None:
        context = {"lesson": lesson, "sheet": sheet_of(row, lesson), "shown": lesson_shown(lesson)}
        return render(request, "practice/marked.html", context)
    try:
        require_open(lesson.enrolment)
    except CLOSED as error:
        messages.warning(request, refusal(error))
        return redirect("teach_practice")
    if request.method == "POST":
        return _take(request, lesson, row)
    return _rubric(request, lesson, row, RubricForm(initial=RubricForm.initial_of(row)))


def _rubric(request, lesson, row, form, status=200):
    context = {"lesson": lesson, "row": row, "form": form}
    return render(request, "practice/rubric.html", context, status=status)


def _take(request, lesson, row):
    """Hand in or keep a draft; what cannot be handed in is kept as a draft and shown with what is missing (422)."""
    form = RubricForm(request.POST, request.FILES)
    form.is_valid()
    arguments = {
        "lesson": lesson,
        "assessor": request.user,
        "given": form.given(),
        "at": timezone.now(),
    }
    try:
        if "hand_in" in request.POST and form.is_valid() and _handed_in(form, arguments):
            return redirect("teach_practice_lesson", key=lesson.key)
        row = marking.save_draft(**arguments)
    except (AlreadyHandedIn, marking.NotTheAssessor, *CLOSED) as error:
        messages.warning(request, refusal(error))
        return redirect("teach_practice")
    if "quiet" in request.POST:
        return HttpResponse(status=204)
    if form.errors:
        return _rubric(request, lesson, row, form, status=422)
    messages.success(request, _("The draft is saved. Hand it in when you are done."))
    return redirect("teach_practice_lesson", key=lesson.key)


def _handed_in(form: RubricForm, arguments: dict) -> bool:
    """Hand in; return False with the errors in the form where something is missing."""
    try:
        marking.hand_in(**arguments)
    except RubricIncomplete as error:
        for code in error.criteria:
            form.add_error(f"mark_{code}", _("Choose a level."))
    except marking.NotSaidWhatWasWrong:
        form.add_error("wrong_words", _("Write down what was said and what is right."))
    except marking.NotDeclared:
        form.add_error("is_no_superior", _("Nobody marks an own subordinate. Tick this if it is so."))
    except AssessorRefused as error:
        form.add_error(None, refusal(error))
    return not form.errors


@login_required
@require_safe
def evidence_file(request, key, pk):
    """Send an evidence file to who may see the marks it belongs to; to anybody else there is none (404)."""
    rows = RubricMarks.objects.select_related("lesson__enrolment__cohort__rule", "lesson__enrolment__user")
    row = get_object_or_404(rows, pk=pk, lesson__key=key)
    if not row.evidence or not may_see(request.user, row):
        raise Http404
    try:
        file, content_type = evidence.opened(row.evidence)
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=row.evidence_name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def may_see(user, row: RubricMarks) -> bool:
    """Return whether the person may see these marks: the assessor, and once both are in the person and the staff."""
    if row.assessor_id == user.pk:
        return True
    lesson = row.lesson
    if not lesson_shown(lesson).result.is_complete:
        return False
    is_assessor = lesson.assessors.filter(pk=user.pk).exists()
    return lesson.enrolment.user_id == user.pk or is_assessor or sees_marks(user, lesson.enrolment.cohort)
