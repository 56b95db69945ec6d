"""The classroom: begin a run, show it on a projector, follow it with notes on a second screen, print cards."""

from functools import partial
from io import BytesIO

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import FileResponse, Http404, HttpResponseBadRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from assessments.classroom import running
from assessments.classroom.cards.deck import deck_of
from assessments.classroom.cards.pdf import LAYOUTS, render_cards
from assessments.classroom.forms import ActForm, BeginForm
from assessments.classroom.models import ClassroomRun
from assessments.classroom.notes import all_notes
from assessments.classroom.presenting import Presenter, direction_of, language_of, languages_of
from assessments.classroom.strings import page_strings
from assessments.classroom.walking import walk
from assessments.scenarios.graph import Graph
from assessments.scenarios.models import Scenario, ScenarioVersion

RUNS_SHOWN = 50


def as_written(value, *, country: str, language: str):
    """Return a value without any country's words put in."""
    return value


class ClassroomMixin(PermissionRequiredMixin):
    """A view of one scenario for those who may run classes with it."""

    permission_required = "assessments.change_draft"
    raise_exception = True
    fill = staticmethod(as_written)

    @cached_property
    def scenario(self) -> Scenario:
        return get_object_or_404(Scenario, key=self.kwargs["key"])

    @property
    def filling(self):
        # A lecturer teaches the officials of the own country.
        return partial(self.fill, country=getattr(self.request.user, "country", ""))


class RunMixin(ClassroomMixin):
    """A view of one of the lecturer's own runs, in ?language= or the one it was last in."""

    @cached_property
    def run(self) -> ClassroomRun:
        rows = ClassroomRun.objects.select_related("version__scenario")
        return get_object_or_404(
            rows,
            key=self.kwargs["run"],
            version__scenario__key=self.kwargs["key"],
            lecturer=self.request.user,
        )

    @cached_property
    def language(self) -> str:
        wished = self.request.GET.get("language", "")
        return language_of(self.run, wished, self.request.user.language)

    @cached_property
    def presenter(self) -> Presenter:
        return Presenter(self.run, self.language, self.filling)

    def url(self, name: str, **query) -> str:
        address = reverse(name, args=[self.kwargs["key"], self.kwargs["run"]])
        return f"{address}?{urlencode(query)}" if query else address


class ClassroomPage(ClassroomMixin, WagtailAdminTemplateMixin, TemplateView):
    """GET: what can be begun and printed, and the lecturer's runs. POST begins a run."""

    template_name = "classroom/index.html"
    header_icon = "desktop"

    def get_page_title(self):
        return _("Classroom: %(code)s") % {"code": self.scenario.code}

    def get_breadcrumbs_items(self):
        trail = [{"url": reverse("studio_index"), "label": _("Scenarios")}]
        place = {"url": reverse("studio_edit", args=[self.scenario.key]), "label": self.scenario.code}
        return [*self.breadcrumbs_items, *trail, place, {"url": "", "label": _("Classroom")}]

    def get_context_data(self, form=None, **kwargs):
        runs = ClassroomRun.objects.filter(version__scenario=self.scenario, lecturer=self.request.user)
        return super().get_context_data(
            scenario=self.scenario,
            newest=self.newest,
            form=form or self.form(),
            layouts=[(name, layout.label) for name, layout in LAYOUTS.items()],
            languages=self.languages,
            runs=runs.select_related("version")[:RUNS_SHOWN],
            **kwargs,
        )

    def post(self, request, key):
        form = self.form(request.POST) if self.newest else None
        if form is None or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        given = form.cleaned_data
        version = get_object_or_404(self.scenario.versions, number=given["version"])
        run = running.begin(version=version, lecturer=request.user, group=given["group"], at=timezone.now())
        language = urlencode({"language": given["language"]})
        return redirect(f"{reverse('classroom_projector', args=[key, run.key])}?{language}")

    @cached_property
    def newest(self) -> ScenarioVersion | None:
        return self.scenario.versions.order_by("-number").first()

    @cached_property
    def languages(self) -> list[tuple[str, str]]:
        return [(link.code, link.name) for link in languages_of(self.newest, "")] if self.newest else []

    def form(self, data=None) -> BeginForm | None:
        if not self.newest:
            return None
        versions = self.scenario.versions.order_by("-number").values_list("number", flat=True)
        own = self.request.user.language
        return BeginForm(data, versions=list(versions), languages=self.languages, initial={"language": own})


class RunPage(RunMixin, TemplateView):
    """A page of a run, in the language of the run and not of the admin."""

    def get(self, request, **kwargs):
        # The group reads the buttons too.
        with translation.override(self.language):
            return super().get(request).render()

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            run=self.run,
            scenario=self.run.version.scenario,
            language=self.language,
            direction=direction_of(self.language),
            languages=languages_of(self.run.version, self.language),
            strings=page_strings(),
            act_url=self.url("classroom_act"),
            state_url=self.url("classroom_state"),
            notes_url=self.url("classroom_notes", language=self.language),
            all_notes_url=self.url("classroom_all_notes", language=self.language),
            projector_url=self.url("classroom_projector", language=self.language),
            classroom_url=reverse("classroom", args=[self.kwargs["key"]]),
            **kwargs,
        )


class ProjectorView(RunPage):
    """One scene at a time, for the back row."""

    template_name = "classroom/projector.html"

    def get_context_data(self, **kwargs):
        screen = self.presenter.screen()
        ending = self.presenter.ending() if screen.phase == "ended" else None
        return super().get_context_data(screen=screen, ending=ending, name="projector", **kwargs)


class NotesView(RunPage):
    """The same screen for the lecturer alone: notes, severity, what comes next."""

    template_name = "classroom/notes.html"

    def get_context_data(self, **kwargs):
        screen = self.presenter.screen()
        options = self.presenter.options_with_ways(screen)
        return super().get_context_data(screen=screen, options=options, name="notes", **kwargs)


class AllNotesView(RunPage):
    """Every scene with its notes, to print before the class."""

    template_name = "classroom/all_notes.html"

    def get_context_data(self, **kwargs):
        notes = all_notes(self.run.version, self.language, self.filling)
        return super().get_context_data(notes=notes, **kwargs)


class StateView(RunMixin, View):
    """The little that the other screen asks for every few seconds."""

    def get(self, request, key, run):
        graph = Graph.from_structure(self.run.version.structure)
        position = walk(graph, self.run.path).position
        return JsonResponse({"position": position, "votes": self.run.votes})


class ActView(RunMixin, View):
    """POST of one act; afterwards the screen it came from is shown as it then is. Asked for JSON, answers in JSON."""

    def post(self, request, key, run):
        form = ActForm(request.POST)
        if not form.is_valid():
            return HttpResponseBadRequest(form.errors.as_text())
        given = form.cleaned_data
        try:
            self._act(form, given)
        except running.NoMajority:
            messages.warning(request, _("Nobody is ahead. Choose with which choice the group goes on."))
        except (running.ChoiceNotOffered, running.NothingToSkip):
            messages.warning(request, _("This is not possible here."))
        if request.headers.get("Accept") == "application/json":
            return JsonResponse({"kept": True})
        return redirect(self.url(f"classroom_{given['screen']}", language=given["language"]))

    def _act(self, form: ActForm, given: dict) -> None:
        at = {"run": self.run, "position": given["position"]}
        language, now = given["language"][:8], timezone.now()
        acts = {
            ActForm.VOTES: lambda: running.count_votes(**at, votes=form.votes),
            ActForm.DECIDE: lambda: running.decide(
                **at, choice=given["choice"], votes=form.votes, language=language
            ),
            ActForm.ON: lambda: running.go_on(**at, at=now),
            ActForm.BACK: lambda: running.step_back(**at),
            ActForm.SKIP: lambda: running.skip(**at, language=language, at=now),
        }
        acts[given["act"]]()


class CardsView(ClassroomMixin, View):
    """The scenario as cards to print: ?version=&language=&layout=."""

    def get(self, request, key):
        number, language = request.GET.get("version", ""), request.GET.get("language", "")
        layout = LAYOUTS.get(request.GET.get("layout", "two"))
        is_number = number.isdecimal() and len(number) < 10
        version = self.scenario.versions.filter(number=number).first() if is_number else None
        if (
            version is None
            or layout is None
            or language not in [one.code for one in languages_of(version, "")]
        ):
            raise Http404
        with translation.override(language):
            content = render_cards(deck_of(version, language, self.filling), layout)
        name = f"{self.scenario.code}-{language}-cards.pdf"
        # Only what can be read like a file gets its name into the answer.
        return FileResponse(BytesIO(content), content_type="application/pdf", filename=name)
