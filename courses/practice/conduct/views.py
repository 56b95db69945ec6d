"""The code of conduct as the learner reads, signs and prints it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from courses.content.requirements import CONDUCT
from courses.practice.conduct.commitments import digest_in, words_in
from courses.practice.conduct.signing import WordsHaveChanged, sign_conduct
from courses.practice.models import ConductSignature
from courses.practice.places import is_open, place_of
from courses.practice.words import CLOSED, refusal


@login_required
def my_conduct(request, registration):
    """Show the commitments, in the language they were signed in once they are; take the signature."""
    enrolment = place_of(request.user, registration, CONDUCT)
    signature = ConductSignature.objects.filter(enrolment=enrolment).first()
    if request.method == "POST" and signature is None:
        return _sign(request, enrolment)
    language = signature.language if signature else get_language()
    digest = digest_in(language)
    context = {
        "enrolment": enrolment,
        "signature": signature,
        "words_have_changed": signature is not None and signature.digest != digest,
        "principles": words_in(language),
        "language": language,
        "digest": digest,
        "may_sign": is_open(enrolment),
    }
    return render(request, "practice/conduct.html", context)


def _sign(request, enrolment):
    if "agreed" not in request.POST:
        messages.error(request, _("Tick that you have read the commitments and will keep them."))
        return redirect("my_conduct", registration=enrolment.registration)
    try:
        sign_conduct(
            enrolment=enrolment,
            language=get_language(),
            digest=request.POST.get("digest", ""),
            at=timezone.now(),
        )
    except (WordsHaveChanged, *CLOSED) as error:
        messages.warning(request, refusal(error))
    else:
        messages.success(request, _("You have signed the code of conduct."))
    return redirect("my_conduct", registration=enrolment.registration)
