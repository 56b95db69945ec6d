"""The tab "Practice" of a cohort: who has done what, planning lessons, their results, reading session plans."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages

from courses.cohorts.models import Enrolment
from courses.cohorts.pages import CohortView
from courses.practice.asking import asked_of, needed_by
from courses.practice.desk.overview import lines_of
from courses.practice.lessons.forms import PlanLessonForm, ReplaceForm
from courses.practice.lessons.planning import (
    MINUTES,
    AlreadyHandedIn,
    AssessorRefused,
    NoRepeat,
    WrongAssessors,
    plan_lesson,
    replace_assessor,
)
from courses.practice.lessons.presenting import lessons_shown
from courses.practice.models import OwnScenario, PracticeLesson, SessionPlan
from courses.practice.plans.forms import LookForm, stamp
from courses.practice.plans.views import lines_of as plan_lines
from courses.practice.plans.writing import (
    NoComment,
    PlanNotHandedIn,
    accept_plan,
    is_with_lecturer,
    return_plan,
)
from courses.practice.scenarios.reviewing import MayNotReview, OwnWork, pass_peer_review
from courses.practice.staff import acts_on, possible_assessors
from courses.practice.words import CLOSED, refusal


class PracticeTab(CohortView):
    """The people of the cohort with what its rule asks for besides modules and attendance."""

    permission_required = "courses.add_rubricmarks"
    template_name = "practice/desk/tab.html"
    tab = "cohort_practice"

    @cached_property
    def may_act(self) -> bool:
        return acts_on(self.request.user, self.cohort)

    def require_acting(self) -> None:
        if not self.may_act:
            raise PermissionDenied

    def place(self) -> Enrolment:
        places = self.cohort.enrolments.filter(withdrawn_at=None).select_related("user", "cohort__rule")
        return get_object_or_404(places, pk=self.kwargs["enrolment_pk"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(may_act=self.may_act, **kwargs)

    def back(self):
        return redirect("cohort_practice", pk=self.cohort.pk)


class PracticePage(PracticeTab):
    """The overview."""

    def get_context_data(self, **kwargs):
        kinds = asked_of(self.cohort)
        lines = lines_of(self.cohort) if kinds else []
        return super().get_context_data(kinds=kinds, lines=lines, **kwargs)


class PlanLessonView(PracticeTab):
    """Plan a practice lesson of one person, the first or its repeat."""

    template_name = "practice/desk/plan_lesson.html"

    def get(self, request, *args, **kwargs):
        self.require_acting()
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request, *args, **kwargs):
        self.require_acting()
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            lesson = plan_lesson(enrolment=self.place(), by=request.user, **form.cleaned_data)
        except (AssessorRefused, WrongAssessors) as error:
            form.add_error("assessors", refusal(error))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        except (NoRepeat, *CLOSED) as error:
            messages.error(request, refusal(error))
            return self.back()
        if lesson.minutes not in MINUTES:
            messages.warning(
                request, _("A practice lesson has 20 to 30 minutes; this one is planned otherwise.")
            )
        messages.success(request, _("The practice lesson is planned. Its assessors see it in their list."))
        return self.back()

    def get_context_data(self, **kwargs):
        return super().get_context_data(enrolment=self.place(), **kwargs)

    def _form(self, data=None) -> PlanLessonForm:
        people = possible_assessors(self.cohort).exclude(pk=self.place().user_id)
        return PlanLessonForm(data, people=people, count=needed_by(self.cohort).assessors)


class LessonView(PracticeTab):
    """One practice lesson: its result; while nobody has handed in, an assessor can be replaced."""

    template_name = "practice/desk/lesson.html"

    @cached_property
    def lesson(self) -> PracticeLesson:
        lessons = PracticeLesson.objects.filter(enrolment__cohort=self.cohort)
        return get_object_or_404(lessons.select_related("enrolment__user"), pk=self.kwargs["lesson_pk"])

    def post(self, request, *args, **kwargs):
        self.require_acting()
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            replace_assessor(lesson=self.lesson, by=request.user, **form.cleaned_data)
        except (AssessorRefused, WrongAssessors) as error:
            form.add_error("coming", refusal(error))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        except (AlreadyHandedIn, *CLOSED) as error:
            messages.error(request, refusal(error))
        else:
            messages.success(request, _("The assessor is replaced."))
        return redirect("cohort_practice_lesson", pk=self.cohort.pk, lesson_pk=self.lesson.pk)

    def get_context_data(self, form=None, **kwargs):
        shown = lessons_shown(PracticeLesson.objects.filter(pk=self.lesson.pk))[0]
        if form is None and self.may_act and not shown.has_marks:
            form = self._form()
        return super().get_context_data(lesson=self.lesson, shown=shown, form=form, **kwargs)

    def _form(self, data=None) -> ReplaceForm:
        present = self.lesson.assessors.all()
        others = possible_assessors(self.cohort).exclude(pk=self.lesson.enrolment.user_id)
        return ReplaceForm(data, present=present, people=others.exclude(pk__in=present.values("pk")))


class PlanView(PracticeTab):
    """The session plan of one person: a lecturer accepts it, or returns it with a comment."""

    template_name = "practice/desk/session_plan.html"

    @cached_property
    def plan(self) -> SessionPlan:
        handed_in = SessionPlan.objects.exclude(handed_in_at=None).select_related("looked_at_by")
        return get_object_or_404(handed_in, enrolment=self.place())

    def post(self, request, *args, **kwargs):
        self.require_acting()
        form = LookForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        act, told = (
            (accept_plan, _("The plan is accepted."))
            if "accept" in request.POST
            else (return_plan, _("The plan is returned to its writer with your comment."))
        )
        try:
            act(
                plan=self.plan,
                handed_in_at=form.handed_in_at(),
                comment=form.cleaned_data["comment"],
                by=request.user,
                at=timezone.now(),
            )
        except NoComment as error:
            form.add_error("comment", refusal(error))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        except (PlanNotHandedIn, *CLOSED) as error:
            messages.error(request, refusal(error))
            return redirect(
                "cohort_session_plan", pk=self.cohort.pk, enrolment_pk=self.kwargs["enrolment_pk"]
            )
        messages.success(request, told)
        return self.back()

    def get_context_data(self, form=None, **kwargs):
        waits = is_with_lecturer(self.plan) and self.plan.accepted_at is None
        if form is None and waits and self.may_act:
            form = LookForm(initial={"handed_in": stamp(self.plan.handed_in_at)})
        # While it is with its writer nobody else reads along.
        lines = plan_lines(self.plan) if is_with_lecturer(self.plan) else []
        return super().get_context_data(
            enrolment=self.place(), plan=self.plan, lines=lines, form=form, **kwargs
        )


class PeerReviewView(PracticeTab):
    """Pass the peer review of the scenario of one person."""

    http_method_names = ["post"]

    def post(self, request, *args, **kwargs):
        self.require_acting()
        scenario = get_object_or_404(OwnScenario, enrolment=self.place())
        try:
            pass_peer_review(scenario=scenario, by=request.user, at=timezone.now())
        except (OwnWork, MayNotReview, *CLOSED) as error:
            messages.error(request, refusal(error))
        else:
            messages.success(request, _("The review of “%(title)s” is passed.") % {"title": scenario.title})
        return self.back()
