from django.contrib.auth.models import UserManager as DjangoUserManager


class UserManager(DjangoUserManager):
    """People, found by service number in any letter case."""

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)
