from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from assessments.glossary.models import Term
from cms.translation.forms import LanguagesPanel, translated_form
from cms.translation.routes import RouteForm
from cms.translation.rules import RuleForm, requirement_panels
from cms.translation.terms import TermForm
from courses.content.models import CountryFact, QualificationRule, Route, Source


class CountryFactViewSet(SnippetViewSet):
    model = CountryFact
    icon = "globe"
    menu_label = _("Country facts")
    list_display = ["country", "token", "certainty", "source", "checked_on"]
    list_filter = ["country", "token", "certainty"]
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("country"), FieldPanel("token")], heading=_("Token")),
            LanguagesPanel(["value"], heading=_("Words in each language")),
            MultiFieldPanel(
                [FieldPanel("certainty"), FieldPanel("source"), FieldPanel("checked_on")],
                heading=_("Evidence"),
            ),
        ],
        base_form_class=translated_form(CountryFact),
    )


class SourceViewSet(SnippetViewSet):
    model = Source
    icon = "doc-full"
    menu_label = _("Sources")
    list_display = ["code", "title"]
    copy_view_enabled = False
    edit_handler = ObjectList(
        [FieldPanel("code"), LanguagesPanel(["title"], heading=_("Document in each language"))],
        base_form_class=translated_form(Source, required=settings.LANGUAGE_CODE),
    )


class RouteViewSet(SnippetViewSet):
    model = Route
    icon = "list-ol"
    menu_label = _("Learner routes")
    list_display = ["code", "__str__"]
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("code"), FieldPanel("position")], heading=_("Route")),
            LanguagesPanel(["title", "summary"], heading=_("Title and summary in each language")),
            FieldPanel("modules"),
        ],
        base_form_class=RouteForm,
    )


class RuleViewSet(SnippetViewSet):
    model = QualificationRule
    icon = "check"
    menu_label = _("Rules of qualification")
    list_display = ["code", "__str__"]
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            MultiFieldPanel([FieldPanel("code"), FieldPanel("position")], heading=_("Rule")),
            LanguagesPanel(["title"], heading=_("Title in each language")),
            *requirement_panels(),
            FieldPanel("suggested_for"),
        ],
        base_form_class=RuleForm,
    )


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "openquote"
    menu_label = _("Glossary")
    list_display = ["number", "__str__", "languages_to_review", "languages_without_word"]
    list_per_page = 100
    inspect_view_enabled = False
    copy_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("number"),
            LanguagesPanel(
                ["word", "also", "definition", "reviewed"], heading=_("Word and meaning in each language")
            ),
        ],
        base_form_class=TermForm,
    )

    def get_queryset(self, request):
        return Term.objects.prefetch_related("translations")


class ReferenceGroup(SnippetViewSetGroup):
    """What texts refer to: values of country tokens, documents behind facts, words to use."""

    items = (CountryFactViewSet, SourceViewSet, TermViewSet, RouteViewSet, RuleViewSet)
    menu_label = _("Reference")
    menu_icon = "globe"
    menu_order = 210
