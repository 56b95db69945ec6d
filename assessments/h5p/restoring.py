"""An earlier version of content is taken up again: as the newest one, with all that was in it."""

from datetime import datetime

from django.db import transaction

from assessments.h5p import auditing
from assessments.h5p.models import H5PContent, H5PFile, H5PVersion
from assessments.uploads.shelf import ChangedMeanwhile


@transaction.atomic
def restore(*, version: H5PVersion, seen: int, by, at: datetime) -> H5PVersion:
    """Insert a copy of the version behind the newest one, whose number the person saw. Tries stay on theirs.

    Raises ChangedMeanwhile when there is a newer one by now. Taking the newest one up again returns it as it is.
    """
    content = H5PContent.objects.select_for_update().get(pk=version.content_id)
    newest = content.versions.order_by("-number").first()
    if newest.number != seen:
        raise ChangedMeanwhile
    if newest.pk == version.pk:
        return newest
    copy = H5PVersion.objects.create(
        content=content,
        number=newest.number + 1,
        title=version.title,
        language=version.language,
        main_library=version.main_library,
        package=version.package,
        params=version.params,
        removed=version.removed,
        digest=version.digest,
        created_at=at,
        created_by=by,
        restores=version,
    )
    copy.libraries.set(version.libraries.all())
    H5PFile.objects.bulk_create(
        [
            H5PFile(
                version=copy,
                path=file.path,
                digest=file.digest,
                size=file.size,
                media_type=file.media_type,
            )
            for file in version.files.all()
        ],
        batch_size=500,
    )
    # A title that somebody gave by hand stays.
    if content.title == newest.title:
        content.title = copy.title
        content.save(update_fields=["title"])
    auditing.write_down(
        action=auditing.RESTORED, instance=content, by=by, version=copy.number, restored=version.number
    )
    return copy
