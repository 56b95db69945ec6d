from functools import reduce
from operator import and_

from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db.models import Q

from cms.accounts.spelling import name_key


class UserManager(DjangoUserManager):
    """People, found by service number in any letter case, and by name in either script."""

    def named(self, text: str, people=None):
        """Return the people whose name, in either script and any spelling, or service number has what was typed.

        `people` is a queryset to look in, everybody if it is left out. Without a letter or digit: nobody.
        """
        found = self.all() if people is None else people
        keys = name_key(text).split()
        by_name = reduce(and_, (Q(name_key__contains=key) for key in keys)) if keys else Q(pk__in=[])
        return found.filter(by_name | Q(username__icontains=text.strip()) if text.strip() else by_name)

    def visible_to(self, user, people=None):
        """Return the people of the person's academy (of `people`, everybody if it is left out); to a superuser all."""
        found = self.all() if people is None else people
        if user.is_superuser:
            return found
        return found.filter(academy_id=user.academy_id) if user.academy_id else found.none()

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)
