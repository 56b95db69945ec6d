"""The address of a unit: RFC 1738, relative or whole, and no parameter that the launch adds itself (8.1, 13.1.4)."""

import re
from collections.abc import Container, Iterator
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from assessments.packages.cmi5.reading import faults
from assessments.packages.cmi5.reading.faults import Fault, fault

PARAMETERS = ("endpoint", "fetch", "actor", "registration", "activityId")
# RFC 1738, section 5: what may stand in an address as it is; the fragment is said by "#".
_LETTERS = re.compile(r"(?:[A-Za-z0-9$\-_.+!*'(),;/?:@&=~#]|%[0-9A-Fa-f]{2})+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_OPENED = ("http", "https")


def is_whole(address: str) -> bool:
    """Tell whether an address is fully qualified, whatever its scheme."""
    return bool(_SCHEME.match(address))


def path_of(address: str) -> str:
    """Return the path in the package that a relative address names: decoded, without query and fragment."""
    found: list[str] = []
    for part in unquote(urlsplit(address).path).split("/"):
        # As a browser takes the dots out before it asks (RFC 3986, section 5.2.4).
        if part == ".." and found:
            found.pop()
        elif part != ".":
            found.append(part)
    return "/".join(found)


def is_insecure(address: str) -> bool:
    """Tell whether a browser on a page of https will refuse to show it in a frame."""
    return address.lower().startswith("http:")


def check_address(address: str, line: int, *, inside: Container[str] | None) -> Iterator[Fault]:
    """Yield what is wrong with the address of a unit; `inside` are the paths of the package, None for a bare file."""
    split = _split(address)
    if split is None or not _LETTERS.fullmatch(address):
        yield fault(faults.URL_SYNTAX, line, url=address)
        return
    if is_whole(address):
        yield from _check_whole(address, split, line)
    elif inside is None:
        yield fault(faults.RELATIVE, line, url=address)
    elif path_of(address) not in inside or address.startswith("/"):
        yield fault(faults.NOT_INSIDE, line, url=address, path=path_of(address))
    names = [name for name, _value in parse_qsl(split.query, keep_blank_values=True)]
    for name in PARAMETERS:
        if name in names:
            yield fault(faults.PARAMETER_CONFLICT, line, url=address, name=name)


def _check_whole(address: str, split: SplitResult, line: int) -> Iterator[Fault]:
    if split.scheme not in _OPENED:
        yield fault(faults.SCHEME, line, url=address, scheme=split.scheme)
    elif not split.hostname:
        yield fault(faults.URL_SYNTAX, line, url=address)


def _split(address: str) -> SplitResult | None:
    try:
        split = urlsplit(address)
        _ = split.port
    except ValueError:
        return None
    return split
