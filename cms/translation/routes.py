"""The form of a learner route: which modules are on it, and its title and summary in every language."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from cms.translation.forms import translated_form
from courses.content.models import Route
from courses.content.outline import course_outlines


def module_choices(keys: list[str] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the modules by course, in the order of the site, and those of `keys` that nobody sees now."""
    found = [
        (course.title, [(str(module.key), f"{module.code} {module.title}") for module in course.modules])
        for course in course_outlines(get_language())
        if course.modules
    ]
    known = {key for _title, modules in found for key, _module in modules}
    hidden = [(key, key) for key in keys if key not in known]
    return [*found, (_("Not published"), hidden)] if hidden else found


class RouteForm(translated_form(Route)):
    """The modules that are ticked stay in the order they had; new ones come after them."""

    modules = forms.MultipleChoiceField(label=_("Modules"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["modules"] = self.instance.module_keys
        self.fields["modules"].choices = module_choices(self.instance.module_keys)

    def save(self, commit=True):
        chosen = self.cleaned_data["modules"]
        kept = [key for key in self.instance.module_keys if key in chosen]
        self.instance.module_keys = kept + [key for key in chosen if key not in kept]
        return super().save(commit)
