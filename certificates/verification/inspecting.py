"""Reads a PDF that a stranger sent, in a process of its own with little time and memory: it may be made to do harm.

The file comes on standard input and is kept nowhere; the answer goes to standard output as JSON, see `inspect`. What
cannot be read ends the process with an error. No Django here: it has to begin quickly.
"""

import json
import re
import resource
import sys
from base64 import urlsafe_b64encode
from hashlib import sha256
from io import BytesIO

import pypdfium2
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

MOST_SECONDS = 8
MOST_MEMORY = 768 * 1024 * 1024
MOST_PAGES, MOST_SIGNATURES, MOST_LETTERS = 3, 8, 20_000

# A code or a number as printed, perhaps over two lines.
_CODE = re.compile(r"(?<![0-9A-Z])(?:[0-9A-HJKMNP-TV-Z]\s{0,2}){26}(?![0-9A-Z])")
_NUMBER = re.compile(r"\bPAN-[A-Z0-9]{2,8}-\d{4}-\d{5,}-\d\b")


def main() -> None:
    _limit()
    json.dump(inspect(sys.stdin.buffer.read()), sys.stdout)


def inspect(pdf: bytes) -> dict:
    """Return {"signatures": …, "codes": […], "numbers": […], "has_text": bool}; codes and numbers as printed.

    A signature is {"certificate": x5t#S256 of the signer's certificate (RFC 7515, 4.1.8), "holds": whether it is right
    for the bytes it is for, "whole": whether these are the whole file}.
    """
    text = _text(pdf)
    # Not strictly: scanners and printers write files that are not quite right. What we signed is right to the byte.
    signatures = PdfFileReader(BytesIO(pdf), strict=False).embedded_regular_signatures[:MOST_SIGNATURES]
    return {
        "signatures": [_told(signature, len(pdf)) for signature in signatures],
        "codes": ["".join(found.split()) for found in _CODE.findall(text)],
        "numbers": _NUMBER.findall(text),
        "has_text": bool(text.strip()),
    }


def _told(signature: EmbeddedPdfSignature, size: int) -> dict:
    certificate = signature.signer_cert
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        certificate,
        expected_content_type="data",
        actual_digest=signature.compute_digest(),
    )
    return {
        "certificate": urlsafe_b64encode(sha256(certificate.dump()).digest()).rstrip(b"=").decode(),
        "holds": intact and valid,
        "whole": _covers(signature, size),
    }


def _covers(signature: EmbeddedPdfSignature, size: int) -> bool:
    """Tell whether all bytes are signed but those of the signature itself (ISO 32000-1, 12.8.1)."""
    ranges = list(signature.byte_range)
    # Written in hexadecimal digits, between angle brackets.
    gap = 2 * len(signature.pkcs7_content) + 2
    return (
        len(ranges) == 4 and ranges[0] == 0 and ranges[2] == ranges[1] + gap and ranges[2] + ranges[3] == size
    )


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    pages = (document[number] for number in range(min(MOST_PAGES, len(document))))
    return "\n".join(page.get_textpage().get_text_bounded()[:MOST_LETTERS] for page in pages)


def _limit() -> None:
    for what, most in (
        (resource.RLIMIT_CPU, MOST_SECONDS),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
