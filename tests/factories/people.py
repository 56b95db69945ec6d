from django.contrib.auth.models import Group
from django.utils import timezone

from cms.accounts.models import User
from tests.factories.academies import make_academy

PASSWORD = "a quiet river 7"


def make_person(*, username="k-1", role=None, language="ru", **fields) -> User:
    """Return a person with the role's group; every field can be overridden. Sign in with `client.force_login`."""
    defaults = {
        "name_native": "Айгүл Әлібекова",
        "name_latin": "ALIBEKOVA Aigul",
        "country": "KZ",
        "agency": "Test academy",
        "academy": make_academy(),
        "names_confirmed_at": timezone.now(),
    }
    user = User(username=username, language=language, **{**defaults, **fields})
    user.set_unusable_password()
    user.save()
    if role:
        user.groups.set([Group.objects.get(name=role)])
    return user
