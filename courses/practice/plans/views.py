"""The session plan as its writer sees it: a form that keeps drafts, what the lecturer said, a page to print."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.content.requirements import PLAN
from courses.practice.models import SessionPlan
from courses.practice.places import is_open, place_of
from courses.practice.plans.fields import FIELDS, vague_objectives
from courses.practice.plans.forms import PlanForm, stamp
from courses.practice.plans.writing import (
    PlanConflict,
    PlanIncomplete,
    PlanIsWithLecturer,
    is_with_lecturer,
    save_plan,
)
from courses.practice.words import CLOSED, refusal


@login_required
def my_plan(request, registration):
    """Show the plan as a form while it is with its writer, else as it was handed in; take drafts and hand in."""
    enrolment = place_of(request.user, registration, PLAN)
    if request.method == "POST":
        return _take(request, enrolment)
    plan = _plan_of(enrolment)
    if not is_open(enrolment) or (plan and is_with_lecturer(plan)):
        return render(request, "practice/plan_read.html", _page(enrolment, plan))
    return _form(request, enrolment, plan, PlanForm.of(plan))


@login_required
@require_safe
def my_plan_paper(request, registration):
    """Show the plan as one page to print."""
    enrolment = place_of(request.user, registration, PLAN)
    plan = _plan_of(enrolment)
    if plan is None:
        raise Http404
    return render(request, "practice/plan_paper.html", _page(enrolment, plan))


def lines_of(plan: SessionPlan | None) -> list[dict]:
    """Return the ten fields with their texts, for templates that only show them."""
    texts = plan.fields if plan else {}
    return [{"name": field.name, "text": texts.get(field.code, "")} for field in FIELDS]


def _plan_of(enrolment) -> SessionPlan | None:
    return SessionPlan.objects.filter(enrolment=enrolment).select_related("looked_at_by").first()


def _page(enrolment, plan, **more) -> dict:
    return {"enrolment": enrolment, "plan": plan, "lines": lines_of(plan), **more}


def _form(request, enrolment, plan, form, *, conflict=(), status=200):
    context = _page(
        enrolment,
        plan,
        form=form,
        conflict=conflict,
        vague=vague_objectives(plan.fields.get("objectives", "")) if plan else (),
    )
    return render(request, "practice/plan.html", context, status=status)


def _take(request, enrolment):
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _form(request, enrolment, _plan_of(enrolment), form, status=422)
    handing_in = "hand_in" in request.POST
    try:
        plan = _save(form, enrolment, handing_in=handing_in)
    except PlanConflict as error:
        return _conflicted(request, enrolment, form, error.plan)
    except PlanIncomplete as error:
        for code in error.codes:
            form.add_error(code, _("This field is empty. A plan is handed in with all ten."))
        plan = _save(form, enrolment, handing_in=False)
        return _form(request, enrolment, plan, _with_errors(form, plan), status=422)
    except (PlanIsWithLecturer, *CLOSED) as error:
        messages.warning(request, refusal(error))
        return redirect("my_plan", registration=enrolment.registration)
    if "quiet" in request.POST:
        return HttpResponse(status=204, headers={"Panah-Saved-At": stamp(plan.saved_at)})
    messages.success(request, _("The plan is handed in.") if handing_in else _("The draft is saved."))
    return redirect("my_plan", registration=enrolment.registration)


def _save(form: PlanForm, enrolment, *, handing_in: bool) -> SessionPlan:
    return save_plan(
        enrolment=enrolment,
        fields=form.texts(),
        language=get_language(),
        opened=form.opened_at(),
        at=timezone.now(),
        handing_in=handing_in,
    )


def _with_errors(form: PlanForm, plan: SessionPlan) -> PlanForm:
    """Return the form with its errors, which now begins with the plan as it was saved with it."""
    renewed = form.renewed(plan)
    for code, errors in form.errors.items():
        renewed.add_error(code, errors)
    return renewed


def _conflicted(request, enrolment, form: PlanForm, plan: SessionPlan):
    """Show both: what was sent in the form, beside it what was saved elsewhere in the meantime (409)."""
    if "quiet" in request.POST:
        return HttpResponse(status=409)
    texts = form.texts()
    differing = [
        {"code": field.code, "name": field.name, "text": plan.fields.get(field.code, "")}
        for field in FIELDS
        if plan.fields.get(field.code, "") != texts[field.code].replace("\r\n", "\n").strip()
    ]
    return _form(request, enrolment, plan, form.renewed(plan), conflict=differing, status=409)
