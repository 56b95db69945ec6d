"""A lesson that is copied in the admin becomes a lesson of its own: its checks get keys of their own."""

from collections import defaultdict
from uuid import uuid4

from django.db import transaction
from wagtail.models import Page

from courses.content.models import LessonPage


@transaction.atomic
def give_own_keys(*, page: Page) -> list[LessonPage]:
    """Give new ids to the screens of the copied page and of the lessons below it; return these lessons.

    Wagtail copies block ids with the text. The id of a check is its key in the record of progress: two lessons that
    share one would share its tries and its pass. The copied revisions keep the old ids. An alias is left alone, it
    says word for word what its source says.
    """
    copied = LessonPage.objects.descendant_of(page, inclusive=True).filter(alias_of=None)
    return [_renew(lesson) for lesson in copied]


def _renew(lesson: LessonPage) -> LessonPage:
    keys: dict[str, str] = defaultdict(lambda: str(uuid4()))
    lesson.body = _with_keys(lesson.body, keys)
    lesson.save()
    # What an editor sees next is the latest revision, which may say more than the page does.
    draft = lesson.get_latest_revision_as_object()
    draft.body = _with_keys(draft.body, keys)
    revision = draft.save_revision(changed=False)
    if lesson.live and not lesson.has_unpublished_changes:
        revision.publish()
    return lesson


def _with_keys(body, keys) -> list[dict]:
    return [{**block, "id": keys[block["id"]]} for block in body.raw_data]
