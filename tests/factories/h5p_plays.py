"""H5P content as rows, without a package: what is played, and by whom."""

from datetime import UTC, datetime
from uuid import uuid4

from assessments.h5p.models import H5PContent, H5PVersion, Library
from assessments.xapi.tracking import Tracking

BEFORE = datetime(2026, 11, 1, 9, tzinfo=UTC)


def library_row(name="H5P.MultiChoice", major=1, minor=16) -> Library:
    row, _created = Library.objects.get_or_create(
        machine_name=name,
        major=major,
        minor=minor,
        defaults={
            "patch": 0,
            "title": name,
            "is_runnable": True,
            "metadata": {},
            "digest": "0" * 64,
            "size": 1,
            "installed_at": BEFORE,
        },
    )
    return row


def h5p_content(params: dict, *, library="H5P.MultiChoice", title="Ask or refuse") -> H5PContent:
    """Return content with its first version; the one of that title, if it is there."""
    if found := H5PContent.objects.filter(title=title).first():
        return found
    content = H5PContent.objects.create(title=title, created_at=BEFORE)
    next_version(content, params, library=library)
    return content


def next_version(
    content: H5PContent, params: dict, *, library="H5P.MultiChoice", language="en"
) -> H5PVersion:
    return H5PVersion.objects.create(
        content=content,
        number=content.versions.count() + 1,
        title=content.title,
        language=language,
        main_library=library_row(library),
        package={"title": content.title, "mainLibrary": library},
        params=params,
        digest="0" * 64,
        created_at=BEFORE,
    )


def h5p_tracking(**changes) -> Tracking:
    return Tracking(**{"actor_key": uuid4(), "registration": uuid4(), "language": "en"} | changes)
