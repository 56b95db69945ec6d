"""H5P packages sent as uploads and checked, through the acts."""

from hashlib import sha256
from tempfile import NamedTemporaryFile

from django.utils import timezone

from assessments.uploads.models import Upload
from assessments.uploads.taking.checking import check
from assessments.uploads.taking.receiving import Arrived, receive
from assessments.uploads.taking.storing import store
from assessments.uploads.taking.waiting import arriving
from tests.factories.h5p_packages import package


def send_package(
    *, by, at=None, data=None, replaces_key=None, seconds=None, name="package.h5p", **changes
) -> Upload:
    """Send a package (see h5p_packages.package for the changes) and return the upload, checked to the end.

    `seconds` is how long a portion of the check may take.
    """
    content = package(**changes) if data is None else data
    at = at or timezone.now()
    with NamedTemporaryFile(dir=arriving(), delete=False) as file:
        file.write(content)
    arrived = Arrived(file, name=name, size=len(content), digest=sha256(content).hexdigest())
    upload = receive(file=arrived, by=by, at=at, replaces_key=replaces_key)
    portion = {} if seconds is None else {"seconds": seconds}
    for _portion in range(1000):
        upload = check(upload=upload, at=at, **portion)
        if upload.state != Upload.State.RECEIVED:
            return upload
    raise AssertionError("The check does not end.")


def store_package(*, by, at=None, **changes) -> Upload:
    """Send a package and store it."""
    at = at or timezone.now()
    return store(upload=send_package(by=by, at=at, **changes), by=by, at=at)


def codes(upload: Upload, level=None) -> list[str]:
    """The codes of what was found, of one level or all."""
    return [found["code"] for found in upload.findings if level in (None, found["level"])]
