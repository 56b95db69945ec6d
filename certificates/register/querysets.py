from django.db import models


class CertificateQuerySet(models.QuerySet):
    """Certificates, with the filters the rest of the house names."""

    def visible_to(self, user):
        """Return what the person may open: the own ones, or all with the permission to view certificates."""
        if user.has_perm("certificates.view_certificate"):
            return self
        return self.filter(holder=user)
