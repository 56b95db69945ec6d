from django.db import models

# What makes its holder a trainer: a certificate of such a cohort, or of one whose rule certifies trainers.
_TRAINERS = (
    models.Q(transcript__enrolment__cohort__route__code="lecturer")
    | models.Q(transcript__enrolment__cohort__rule__code="trainer")
    | models.Q(subject="trainer")
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
            mine |= models.Q(academy_id=user.academy_id)
            mine |= models.Q(transcript__enrolment__cohort__academy_id=user.academy_id)
        return self.filter(mine)

    def kept_by(self, user):
        """Return those that somebody of the staff may revoke and reissue: what the own academy issued; all to a
        superuser. A holder who moved to another academy takes the certificate along, not the right to change it."""
        if user.is_superuser:
            return self
        if not user.academy_id:
            return self.none()
        issuer = models.Q(academy_id=user.academy_id)
        earlier = models.Q(academy=None, transcript__enrolment__cohort__academy_id=user.academy_id)
        return self.filter(issuer | earlier)

    def awards(self):
        """Return the certificates without the letters of attendance."""
        return self.filter(kind="certificate")

    def current(self):
        """Return the certificates that no other one has replaced."""
        return self.filter(replaced_by=None)

    def for_trainers(self):
        """Return the certificates of trainers: of cohorts on their route or under their rule, and of refreshers."""
        return self.awards().filter(_TRAINERS)

    def standing(self):
        """Return the certificates that were not revoked; the term of some may be over."""
        return self.filter(revoked_at=None)

    def valid_on(self, day):
        """Return the certificates that are valid on a day; the last day of their term counts."""
        return self.standing().filter(models.Q(valid_until=None) | models.Q(valid_until__gte=day))
