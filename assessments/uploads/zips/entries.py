"""The entries of a zip's directory: which files there are, and which of them nobody should read."""

import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from assessments.uploads.findings import Finding, error, note, warning
from assessments.uploads.zips.directory import NoDirectory, data_offset, directory_of
from assessments.uploads.zips.limits import Limits
from assessments.uploads.zips.paths import alike, decoded, normal, trouble_of

_ENCRYPTED = 0x1 | 0x40 | 0x2000
_IS_UTF8 = 0x800
# zipfile reads other methods without a bound on what comes out of one chunk.
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# A package that is wrong throughout is told of by its first findings.
MOST_FINDINGS = 50


@dataclass(frozen=True)
class Entry:
    """One file inside: its path, its size unpacked and packed in bytes."""

    path: str
    size: int
    packed: int
    info: zipfile.ZipInfo | None = None


def entries_of(
    zipped: zipfile.ZipFile, file: BinaryIO, limits: Limits
) -> tuple[dict[str, Entry], list[Finding]]:
    """Return the files by path, and what is wrong. Raises NoDirectory where the directory contradicts the file."""
    directory = directory_of(file)
    infos = zipped.infolist()
    if len(infos) != directory.entries or zipped.start_dir != directory.offset:
        raise NoDirectory
    named = [(info, *_named(info)) for info in infos]
    entries: dict[str, Entry] = {}
    findings = list(_whole(infos, file, directory.offset, limits))
    findings += [finding for _info, _path, finding in named if finding is not None]
    for info, path, _finding in named:
        findings.extend(_troubles(info, path, limits))
        if not path.endswith("/"):
            entries[path] = Entry(path, info.file_size, info.compress_size, info)
    # The same bytes put in again under the same name, as some editors export a picture that was copied, are one file.
    once = dict.fromkeys((path, info.file_size, info.CRC) for info, path, _finding in named)
    findings.extend(_twins([path for path, _size, _crc in once]))
    return entries, _fewer(findings)


def _named(info: zipfile.ZipInfo) -> tuple[str, Finding | None]:
    is_utf8 = bool(info.flag_bits & _IS_UTF8)
    raw = info.orig_filename.encode("utf-8" if is_utf8 else "cp437")
    name = decoded(raw, is_utf8=is_utf8)
    if name is None:
        return normal(info.orig_filename), error("name-unreadable", normal(info.orig_filename))
    path = normal(name[0])
    return path, warning("name-guessed", path) if name[1] else None


def _troubles(info: zipfile.ZipInfo, path: str, limits: Limits) -> Iterator[Finding]:
    trouble = trouble_of(path, most_depth=limits.depth, most_length=limits.path)
    if trouble:
        yield error(trouble, path[: limits.path])
    if info.flag_bits & _ENCRYPTED:
        yield error("encrypted", path)
    elif info.compress_type not in _METHODS:
        yield error("packed-otherwise", path)
    if _is_special(info, path):
        yield error("not-a-file", path)
    yield from _sizes(info, path, limits)


def _is_special(info: zipfile.ZipInfo, path: str) -> bool:
    """Tell whether it is a link, a device, or a folder with content: by the mode of Unix, whatever system is named."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    if path.endswith("/"):
        return kind not in (0, stat.S_IFDIR) or info.file_size > 0
    return kind not in (0, stat.S_IFREG)


def _sizes(info: zipfile.ZipInfo, path: str, limits: Limits) -> Iterator[Finding]:
    if info.file_size > limits.one:
        yield error("file-size-too-large", path, size=info.file_size, most=limits.one)
    elif info.file_size >= limits.ratio_from and info.file_size > limits.ratio * info.compress_size:
        yield error("ratio-too-high", path, size=info.file_size, packed=info.compress_size)


def _whole(infos: list[zipfile.ZipInfo], file: BinaryIO, end: int, limits: Limits) -> Iterator[Finding]:
    if _overlap(infos, file, end):
        yield error("overlapping")
    size, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
    if size > limits.total:
        yield error("total-size-too-large", size=size, most=limits.total)
    elif size >= limits.total_ratio_from and size > limits.total_ratio * packed:
        yield error("ratio-too-high", size=size, packed=packed)


def _twins(paths: list[str]) -> Iterator[Finding]:
    """Yield what is there twice, also by letter case or Unicode form, and what lies below a file."""
    seen: dict[str, str] = {}
    for path in paths:
        key = alike(path.rstrip("/"))
        other = seen.get(key)
        # A folder that is named twice is no harm.
        if other is not None and not (other == path and path.endswith("/")):
            yield error("duplicate-path", path, other=other)
        seen.setdefault(key, path)
    files = {key for key, path in seen.items() if not path.endswith("/")}
    for key, path in seen.items():
        above = next((folder for folder in _folders(key) if folder in files), None)
        if above is not None:
            yield error("duplicate-path", path, other=seen[above])


def _folders(key: str) -> Iterator[str]:
    while "/" in key:
        key = key.rpartition("/")[0]
        yield key


def _overlap(infos: list[zipfile.ZipInfo], file: BinaryIO, end: int) -> bool:
    """Tell whether two entries share bytes (a bomb without nesting), or something else stands before the first."""
    ordered = sorted(infos, key=lambda info: info.header_offset)
    if ordered and ordered[0].header_offset != 0:
        return True
    begins = [info.header_offset for info in ordered[1:]] + [end]
    return any(
        data_offset(file, info.header_offset) + info.compress_size > begin
        for info, begin in zip(ordered, begins, strict=True)
    )


def _fewer(findings: list[Finding]) -> list[Finding]:
    if len(findings) <= MOST_FINDINGS:
        return findings
    findings.sort(key=lambda finding: finding.level)  # errors first
    return [*findings[:MOST_FINDINGS], note("and-more", count=len(findings) - MOST_FINDINGS)]
