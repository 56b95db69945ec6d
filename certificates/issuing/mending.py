"""The act of mending a name before it is printed."""

from django.contrib.auth import get_user_model
from django.db import transaction
from wagtail.log_actions import log

MAY_CHANGE = "accounts.change_user"


def people_to_mend(user):
    """Return the people whose names somebody may write: those of the own academy; a superuser all."""
    people = get_user_model().objects
    if not user.has_perm(MAY_CHANGE):
        return people.none()
    found = people.visible_to(user).filter(merged_into=None)
    return found if user.is_superuser else found.filter(is_superuser=False)


@transaction.atomic
def mend_names(*, person, native: str, latin: str, by) -> bool:
    """Write both spellings, in words separated by one space, into the profile; tell whether anything changed.

    A spelling somebody else wrote is not one the holder has confirmed: the confirmation is asked for again.
    """
    native, latin = " ".join(native.split()), " ".join(latin.split())
    if (person.name_native, person.name_latin) == (native, latin):
        return False
    person.name_native, person.name_latin, person.names_confirmed_at = native, latin, None
    person.save(update_fields=["name_native", "name_latin", "name_key", "names_confirmed_at"])
    log(instance=person, action="wagtail.edit", user=by, content_changed=True)
    return True
