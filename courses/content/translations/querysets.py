from django.conf import settings
from django.db.models import F, OuterRef, Q, QuerySet, Subquery


class TextStateQuerySet(QuerySet):
    def of_source(self):
        return self.filter(language=settings.LANGUAGE_CODE)

    def translated(self):
        return self.exclude(language=settings.LANGUAGE_CODE)

    def with_source(self):
        """Add `current_digest`: that of the source's words as they are now, None where there is no source."""
        source = self.model.objects.of_source().filter(key=OuterRef("key")).values("digest")[:1]
        return self.annotate(current_digest=Subquery(source))

    def stale(self):
        """Keep the translations whose source has changed since they were said to be true to it."""
        return self.translated().with_source().filter(~Q(source_digest=F("current_digest")))
