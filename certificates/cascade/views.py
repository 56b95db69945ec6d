"""Where a certified trainer records the groups she trained; for everybody else there are no such pages (404)."""

from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from certificates.cascade.forms import GroupForm
from certificates.cascade.mine import groups_of
from certificates.cascade.models import OnwardGroup
from certificates.cascade.recording import (
    NotEditable,
    change_group,
    is_editable,
    record_group,
    restore_group,
    withdraw_group,
)
from certificates.cascade.trainers import is_trainer


def for_trainers(view):
    @login_required
    @wraps(view)
    def only_trainers(request, *args, **kwargs):
        if not is_trainer(request.user, on=timezone.localdate()):
            raise Http404
        return view(request, *args, **kwargs)

    return only_trainers


@for_trainers
@require_safe
def my_groups(request):
    """List what the trainer has taught onwards."""
    return render(request, "onward/mine.html", {"onward": groups_of(request.user, at=timezone.now())})


@for_trainers
def add_group(request):
    """Record a group."""
    started = {"country": request.user.country, "language": request.user.language}
    form = GroupForm(request.POST or None, trainer=request.user, initial=started)
    if request.method == "POST" and form.is_valid():
        record_group(trainer=request.user, key=form.cleaned_data["key"], at=timezone.now(), **form.facts())
        messages.success(request, _("The group is recorded. Thank you."))
        return redirect("my_onward")
    return render(request, "onward/edit.html", {"form": form}, status=422 if form.errors else 200)


@for_trainers
def edit_group(request, key):
    """Correct an entry of the last thirty days; an older one stands."""
    group = get_object_or_404(OnwardGroup.objects.of(request.user), key=key)
    if not is_editable(group, at=timezone.now()):
        return _too_late(request)
    form = GroupForm(request.POST or None, instance=group, trainer=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            change_group(group=group, at=timezone.now(), **form.facts())
        except NotEditable:
            return _too_late(request)
        messages.success(request, _("The entry is corrected."))
        return redirect("my_onward")
    context = {"form": form, "group": group}
    return render(request, "onward/edit.html", context, status=422 if form.errors else 200)


@for_trainers
@require_POST
def withdraw(request, key):
    """Take a group out of the count; the list offers to bring it back."""
    group = get_object_or_404(OnwardGroup.objects.of(request.user), key=key)
    withdraw_group(group=group, at=timezone.now())
    messages.success(request, _("The group is withdrawn and counts no more. You can bring it back below."))
    return redirect("my_onward")


@for_trainers
@require_POST
def restore(request, key):
    """Count a withdrawn group again."""
    group = get_object_or_404(OnwardGroup.objects.of(request.user), key=key)
    restore_group(group=group)
    messages.success(request, _("The group counts again."))
    return redirect("my_onward")


def _too_late(request):
    messages.error(
        request,
        _("An entry can be corrected for thirty days. If it is wrong, withdraw it and record it anew."),
    )
    return redirect("my_onward")
