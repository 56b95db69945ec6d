"""Pictures of scenes as the editor's page shows them: found by their fingerprint, or just chosen by their id."""

from collections.abc import Iterable

from wagtail.images import get_image_model
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.permissions import policy_registry

from assessments.studio.editor.access import DraftApi

FILTER = "max-480x360"


def pictures_by_hash(hashes: Iterable[str]) -> list[dict]:
    """Return [{"hash", "title", "url"}] of the pictures with these fingerprints; what is not there is left out."""
    images = get_image_model().objects.filter(file_hash__in=set(hashes)).prefetch_renditions(FILTER)
    return [_told(image) for image in images]


class PicturesView(DraftApi):
    """GET ?id=: the picture that was chosen, {"pictures": [{"hash", "title", "url"}]}; none that may not be chosen."""

    permission_required = "assessments.change_draft"

    def get(self, request, key):
        model = get_image_model()
        number = request.GET.get("id", "")
        if not number.isdecimal() or len(number) > 9:
            return self.answer({"pictures": []})
        allowed = policy_registry.get_by_type(model).instances_user_has_any_permission_for(
            request.user, ["choose", "change", "add"]
        )
        return self.answer({"pictures": [_told(image) for image in allowed.filter(pk=number)]})


def _told(image) -> dict:
    rendition = get_rendition_or_not_found(image, FILTER)
    return {"hash": image.get_file_hash(), "title": image.title, "url": rendition.url}
