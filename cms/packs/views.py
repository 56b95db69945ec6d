from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from certificates.making.printing import fonts
from cms.packs.facts import pack_facts
from cms.packs.pages import render_pack
from cms.sheets.offering import chosen_country, country_name
from courses.content.outline import find_module
from courses.content.teaching import teaching_of

# Who sees groups teaches them: lecturers and administrators.
MAY_TEACH = "courses.view_cohort"


@login_required
@permission_required(MAY_TEACH, raise_exception=True)
@require_safe
def pack(request, key):
    """Send the facilitator pack of a module (its key) in the reader's language, for the chosen country or the own."""
    language = get_language()
    found = find_module(key, language)
    if found is None:
        raise Http404
    course, module = found
    country = chosen_country(request)
    facts = pack_facts(course=course, module=module, teaching=teaching_of(module, language), country=country)
    pdf = render_pack(facts, fonts(), country_name(country, facts.language))
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{facts.code}-{facts.language}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
