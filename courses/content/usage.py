"""Which lessons show a thing that is chosen in a block, in which languages: what the desks below are told."""

from collections import defaultdict
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language_info
from wagtail.models import Page, ReferenceIndex

from assessments.h5p.desk.usage import Edition, LessonUse
from courses.content.models import LessonPage
from courses.content.tree import with_fallbacks


def lessons_with(model: type[models.Model], language: str) -> dict[int, list[LessonUse]]:
    """Return {pk of the model: [LessonUse]} by the code of the lesson. Two queries.

    What counts is the page as it was last published; a draft that was never published counts as it was begun.
    """
    pairs = set(
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(model),
            base_content_type=ContentType.objects.get_for_model(Page),
        ).values_list("to_object_id", "object_id")
    )
    pages = {
        str(page.pk): page
        for page in LessonPage.objects.filter(pk__in={page for _pk, page in pairs})
        .select_related("locale")
        .only("pk", "code", "title", "translation_key", "live", "locale__language_code")
    }
    by_lesson: dict[int, dict[UUID, list[LessonPage]]] = defaultdict(lambda: defaultdict(list))
    for pk, page in pairs:
        if page in pages:
            by_lesson[int(pk)][pages[page].translation_key].append(pages[page])
    return {
        pk: [_use(editions, language) for editions in sorted(lessons.values(), key=_code)]
        for pk, lessons in by_lesson.items()
    }


def _use(pages: list[LessonPage], language: str) -> LessonUse:
    by_language = {page.locale.language_code: page for page in pages}
    order = [*with_fallbacks(language), *sorted(by_language)]
    shown = next(by_language[code] for code in order if code in by_language)
    return LessonUse(
        title=f"{shown.code} {shown.title}",
        editions=tuple(_edition(code, by_language[code]) for code in sorted(by_language)),
    )


def _edition(language: str, page: LessonPage) -> Edition:
    return Edition(
        language=language,
        name=get_language_info(language)["name_local"],
        url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
        is_live=page.live,
    )


def _code(pages: list[LessonPage]) -> tuple[str, str]:
    return min(page.code for page in pages), str(pages[0].translation_key)
