"""What a list of people can say about a person, in the order it is shown."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NUMBER, NAME, SURNAME, GIVEN, PATRONYMIC = "number", "name", "surname", "given", "patronymic"
LATIN, SURNAME_LATIN, GIVEN_LATIN = "latin", "surname_latin", "given_latin"
SEX, BORN, LANGUAGE, COUNTRY = "sex", "born_on", "language", "country"
UNIT, RANK, EMAIL, SUPERIOR = "unit", "rank", "email", "superior"

LABELS = {
    NUMBER: _("Service number"),
    NAME: pgettext_lazy("of a person", "Name"),
    SURNAME: _("Surname"),
    GIVEN: _("Given name"),
    PATRONYMIC: _("Patronymic"),
    LATIN: _("Name in Latin letters"),
    SURNAME_LATIN: _("Surname in Latin letters"),
    GIVEN_LATIN: _("Given name in Latin letters"),
    SEX: _("Sex"),
    BORN: _("Date of birth"),
    LANGUAGE: _("Language"),
    COUNTRY: _("Country"),
    UNIT: _("Unit"),
    RANK: _("Rank or post"),
    EMAIL: _("E-mail"),
    SUPERIOR: _("Superior’s service number"),
}
# A name can stand in any of these; one of them has to be there.
NAMES = (NAME, SURNAME, GIVEN, LATIN, SURNAME_LATIN)
# What is told of nobody once a list has ended.
PERSONAL = frozenset(LABELS) - {SEX, LANGUAGE, COUNTRY}
