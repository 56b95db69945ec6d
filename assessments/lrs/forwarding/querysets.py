from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

_WAITING = Q(settled_at=None)
# By a person; what the other store took after all is settled by nobody.
_LET_BE = Q(settled_by__isnull=False)


class ParkedQuerySet(QuerySet):
    """Parked statements by what has become of them."""

    def waiting(self):
        """Those that somebody has to look at."""
        return self.filter(_WAITING)

    def let_be(self):
        """Those that a person has settled: they do not go out."""
        return self.filter(_LET_BE)

    def not_taken(self):
        """Both: all that has not arrived after all."""
        return self.filter(_WAITING | _LET_BE)

    def first_of_each(self, number: int):
        """The first of those not taken at each destination, as many of the waiting as of those let be."""
        is_let_be = ExpressionWrapper(_LET_BE, output_field=BooleanField())
        place = Window(RowNumber(), partition_by=[F("destination"), F("is_let_be")], order_by="id")
        return self.not_taken().annotate(is_let_be=is_let_be).annotate(place=place).filter(place__lte=number)
