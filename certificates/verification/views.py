from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from certificates.register.numbering import normalise_code
from certificates.verification.lookup import UNKNOWN, lookup


@never_cache
def verify(request, code):
    """Say what a certificate is worth, to anybody who has its code. An unknown code is told as 404."""
    result = lookup(code, language=get_language(), today=timezone.localdate())
    status = 404 if result.state == UNKNOWN else 200
    return render(request, "verification/verify.html", {"result": result, "code": code}, status=status)


def verify_form(request):
    """Take a code typed from paper."""
    code = normalise_code(request.GET.get("code", ""))
    if code:
        return redirect("verify_localised", code=code)
    return render(request, "verification/form.html")
