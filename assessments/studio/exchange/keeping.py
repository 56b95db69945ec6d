"""A file between the look at what it would do and the doing: kept under its own fingerprint, for a day at most.

Nothing that a person saw can be another file when it is taken in: the token names the fingerprint, and is signed
for the one who brought it.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core import signing

_SALT = "assessments.studio.exchange"
_DAY = 24 * 60 * 60


class FileGone(LookupError):
    """The file is not kept any more, or was brought by somebody else."""


@dataclass(frozen=True)
class KeptFile:
    name: str
    content: bytes


def keep_file(*, name: str, content: bytes, by) -> str:
    """Keep a file and return the token to take it with."""
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    _forget_old(folder)
    digest = sha256(content).hexdigest()
    # Whole or not at all, also when two bring the same file in one moment.
    part = folder / f"{digest}.{time.monotonic_ns()}.part"
    part.write_bytes(content)
    part.replace(folder / digest)
    return signing.dumps({"digest": digest, "name": name[:200], "by": by.pk}, salt=_SALT)


def take_file(token: str, *, by) -> KeptFile:
    """Return the file of a token. Raises FileGone."""
    try:
        told = signing.loads(token, salt=_SALT, max_age=_DAY)
        content = (_folder() / told["digest"]).read_bytes()
    except (signing.BadSignature, OSError) as error:
        raise FileGone(str(error)) from error
    if told["by"] != by.pk:
        raise FileGone(told["digest"])
    return KeptFile(told["name"], content)


def _folder() -> Path:
    return Path(settings.PANAH_DATA) / "imports"


def _forget_old(folder: Path) -> None:
    yesterday = time.time() - _DAY
    for path in folder.iterdir():
        # Another import may take a file away, or give it its name, between the list and the look.
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < yesterday:
                path.unlink()
