from django.db import models

# A certificate of such a cohort makes its holder a trainer.
_TRAINERS = models.Q(transcript__enrolment__cohort__route__code="lecturer") | models.Q(
    transcript__enrolment__cohort__rule__code="trainer"
)


class CertificateQuerySet(models.QuerySet):
    """Certificates, with the filters the rest of the house names."""

    def visible_to(self, user):
        """Return what the person may open: the own ones; with the permission to view certificates also those of
        cohorts and people of the own academy; to a superuser all."""
        if user.is_superuser:
            return self
        mine = models.Q(holder=user)
        if user.academy_id and user.has_perm("certificates.view_certificate"):
            mine |= models.Q(holder__academy_id=user.academy_id)
            mine |= models.Q(transcript__enrolment__cohort__academy_id=user.academy_id)
        return self.filter(mine)

    def for_trainers(self):
        """Return the certificates of cohorts of trainers to be: on their route, or under their rule."""
        return self.filter(_TRAINERS)

    def standing(self):
        """Return the certificates that were not revoked; the term of some may be over."""
        return self.filter(revoked_at=None)

    def valid_on(self, day):
        """Return the certificates that are valid on a day; the last day of their term counts."""
        return self.standing().filter(models.Q(valid_until=None) | models.Q(valid_until__gte=day))
