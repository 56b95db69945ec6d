"""The academy's signature on a PDF: PAdES B-B (ETSI EN 319 142-1), by pyHanko."""

import asyncio
from datetime import datetime
from functools import lru_cache
from io import BytesIO

from asn1crypto import pem, x509
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject
from pyhanko.sign.signers.pdf_cms import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from certificates.signing.field import NAME, add_field
from certificates.signing.keys import AcademyKeys, LoadedKey

DIGEST = "sha256"
# A signature by an elliptic curve is a few bytes longer or shorter each time.
SPARE = 8


def sign_pdf(pdf: bytes, keys: AcademyKeys, *, at: datetime, box: tuple | None = None) -> bytes:
    """Return the file signed by the academy, as of `at`; readers say that any later change breaks it.

    `box` is where the signature can be pressed: left, bottom, right, top in points. The file stays the PDF/A it was.
    """
    signer = _signer(keys.paper)
    writer = _Writer(BytesIO(pdf))
    add_field(writer, said=keys.academy.name, box=box)
    steps = PdfCMSEmbedder().write_cms(NAME, writer, existing_fields_only=True)
    next(steps)
    placeholder = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, name=keys.academy.name, bytes_reserved=signer.room
    )
    locked = SigMDPSetup(DIGEST, certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(placeholder, mdp_setup=locked))
    prepared, output = steps.send(SigIOSetup(DIGEST))
    steps.send(signer.signed(prepared.document_digest))
    return output.getvalue()


class _Writer(IncrementalPdfFileWriter):
    """What is added to a file, and nothing else: the file keeps its version of PDF, too."""

    output_version = (1, 4)

    def _update_meta(self) -> None:
        """Leave the metadata: pyHanko would write them anew in a form that PDF/A does not allow."""


class _Signer(Signer):
    """A signer that keeps its private key: pyHanko's own loads it again at each signature."""

    def __init__(self, key: LoadedKey):
        certificates = [
            x509.Certificate.load(der)
            for _kind, _headers, der in pem.unarmor(
                (key.row.certificate_pem + key.row.chain_pem).encode(), multiple=True
            )
        ]
        store = SimpleCertificateStore()
        store.register_multiple(certificates[1:])
        super().__init__(signing_cert=certificates[0], cert_registry=store)
        self.private = key.private
        # Counted in hexadecimal digits; the size is that of a signature made by way of trial.
        self.room = 2 * (len(self.signed(bytes(32))) + SPARE)

    def signed(self, digest: bytes) -> bytes:
        """Return the signature of a digest, with the certificates: the DER of CMS SignedData."""
        return asyncio.run(self.async_sign(digest, DIGEST, use_pades=True)).dump()

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if isinstance(self.private, RSAPrivateKey):
            return self.private.sign(data, PKCS1v15(), SHA256())
        return self.private.sign(data, ECDSA(SHA256()))


@lru_cache(maxsize=64)
def _signer(key: LoadedKey) -> _Signer:
    return _Signer(key)
