"""What the register can be narrowed down to."""

from datetime import date, timedelta

import django_filters
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet

from certificates.keeping.reminding import TERMS
from certificates.register.models import EXPIRED, REPLACED, REVOKED, VALID, Certificate
from courses.academies.models import Academy

EXPIRING = "expiring"
STATES: dict[str, Promise] = {
    VALID: _("valid"),
    EXPIRING: _("expires within 90 days"),
    EXPIRED: _("expired"),
    REPLACED: _("replaced"),
    REVOKED: _("revoked"),
}


def in_state(certificates, state: str, today: date):
    """Return the certificates in one of STATES on a day; what expires soon is valid as well."""
    standing = certificates.standing()
    return {
        VALID: certificates.valid_on(today),
        EXPIRING: standing.filter(valid_until__range=(today, today + timedelta(days=max(TERMS)))),
        EXPIRED: standing.filter(valid_until__lt=today),
        REPLACED: certificates.exclude(replaced_by=None),
        REVOKED: certificates.filter(replaced_by=None).exclude(revoked_at=None),
    }[state]


class RegisterFilterSet(WagtailFilterSet):
    year = django_filters.ChoiceFilter(label=_("Year"), field_name="issued_on", lookup_expr="year")
    state = django_filters.ChoiceFilter(label=_("State"), choices=list(STATES.items()), method="by_state")
    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=Certificate.Kind.choices)
    academy = django_filters.ModelChoiceFilter(label=_("Academy"), queryset=Academy.objects.all())

    class Meta:
        model = Certificate
        fields: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Of the own academy there is one only.
        if not self.request.user.is_superuser:
            del self.filters["academy"]
        years = self.queryset.order_by("-issued_on__year").values_list("issued_on__year", flat=True)
        self.filters["year"].extra["choices"] = [(year, str(year)) for year in years.distinct()]

    def by_state(self, certificates, _name, state):
        return in_state(certificates, state, timezone.localdate())
