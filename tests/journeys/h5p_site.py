"""H5P content in a lesson of a running site: called by `manage.py shell`, in a process beside the site's own."""

import json
from uuid import uuid4

from assessments.h5p.models import H5PVersion
from courses.content.models import LessonPage
from tests.factories.h5p import make_version
from tests.factories.h5p_packages import CHOICE, NOTE, h5p_json, library_files, to_json, zipped

# A lesson off the route of the demo cohort: it can be read and played, and no other journey passes it.
SLUG = "why-people-move"
LESSON = f"/manual/m1-region-of-movement/{SLUG}/"
HOSTILE = "H5P.PanahHostile-1.0"


def put_good() -> None:
    """A series, a question of its own and a note: three players on one page."""
    _put(
        make_version(),
        make_version(main=CHOICE, h5p={"title": "One question"}),
        make_version(main=NOTE, h5p={"title": "A note"}),
    )


def put_hostile(*others: str) -> None:
    """Content that attacks what is around it, and the addresses of `others`."""
    told = {"machineName": "H5P.PanahHostile", "majorVersion": 1, "minorVersion": 0}
    package = zipped(
        {
            "h5p.json": to_json(
                h5p_json(title="Hostile", mainLibrary="H5P.PanahHostile", preloadedDependencies=[told])
            ),
            "content/content.json": to_json({"others": list(others)}),
            **library_files(HOSTILE),
        }
    )
    _put(make_version(data=package))


def _put(*versions: H5PVersion) -> None:
    """Let the lesson hold these contents and no others, in every language, as an editor publishes it."""
    ids = [str(uuid4()) for _ in versions]
    for page in LessonPage.objects.filter(slug=SLUG):
        blocks = [block for block in page.body.raw_data if block["type"] != "h5p"]
        for block_id, version in zip(ids, versions, strict=True):
            value = {
                "heading": "",
                "content": version.content_id,
                "pass_percent": 60,
                "is_required": version == versions[0],
            }
            blocks.append({"type": "h5p", "id": block_id, "value": value})
        page.body = LessonPage.body.field.to_python(json.dumps(blocks))
        page.save_revision().publish()
