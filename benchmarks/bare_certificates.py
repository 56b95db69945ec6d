"""The yardstick of the batch: the libraries alone, without shaping, layout, database, numbers and badges.

reportlab sets the same texts with the same fonts and draws the QR code, pikepdf adds tags, XMP and Lang, pyHanko signs.
"""

import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import segno
from asn1crypto import keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pikepdf import Array, Dictionary, Name, Pdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore
from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from benchmarks.spending import spent

FONTS = Path(__file__).resolve().parents[1] / "build" / "fonts-pdf"
WORDS = [
    (27, "Сертификат о прохождении обучения"),
    (12, "Certificate of completion"),
    (9.5, "Настоящим подтверждается, что · This is to confirm that"),
    (33, "Абдиев Нур"),
    (15, "ABDIEV Nur"),
    (9.5, "завершил(а) следующее обучение · has completed the following training"),
    (12.5, "Пособие для сотрудников пограничных служб"),
    (9, "Manual for border officials"),
    (10.5, "02.03.2026 – 20.03.2026   16   Almaty   Spring cohort"),
    (7, "This is a training certificate. It confers no rank and is not an accreditation by UNHCR."),
]
URL = "https://panah.example/verify/{:026d}/"


def main() -> None:
    count = int(sys.argv[1])
    for name in ("regular", "bold"):
        path = next(path for path in FONTS.glob("*.ttf") if "Sans" in path.name and name in path.name.lower())
        pdfmetrics.registerFont(TTFont(name, path))
    signer = make_signer()
    with spent(f"bare prototype, {count} files", count):
        for number in range(count):
            file = sign(tag(draw(number)), signer)
    print(f"{'  size of a file':<46}{len(file) / 1024:>10.1f} KiB", flush=True)


def draw(number: int) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), initialFontName="regular", pageCompression=1, lang="ru")
    top = 540
    for size, text in WORDS:
        canvas.setFont("bold" if size > 20 else "regular", size)
        top -= size * 1.4
        canvas.drawString(60, top, f"{text} {number}")
    path = canvas.beginPath()
    for row, cells in enumerate(segno.make(URL.format(number), error="m", mask=3, micro=False).matrix):
        for column, dark in enumerate(cells):
            if dark:
                path.rect(650 + column * 3, 60 + row * 3, 3, 3)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def tag(file: bytes) -> bytes:
    with Pdf.open(BytesIO(file)) as pdf:
        root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        lines = [
            pdf.make_indirect(
                Dictionary(Type=Name.StructElem, S=Name.P, P=root, K=number, Pg=pdf.pages[0].obj)
            )
            for number in range(len(WORDS))
        ]
        root.K = Array(lines)
        pdf.Root.StructTreeRoot = root
        pdf.Root.MarkInfo = Dictionary(Marked=True)
        pdf.pages[0].StructParents = 0
        with pdf.open_metadata() as metadata:
            metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "1", "B"
            metadata["dc:title"] = "Certificate"
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def make_signer() -> signers.SimpleSigner:
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = certificates.Name([certificates.NameAttribute(certificates.NameOID.COMMON_NAME, "Bench")])
    made = (
        certificates.CertificateBuilder(name, name, key.public_key(), certificates.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return signers.SimpleSigner(
        signing_cert=x509.Certificate.load(made.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(private),
        cert_registry=SimpleCertificateStore(),
    )


def sign(file: bytes, signer: signers.SimpleSigner) -> bytes:
    how = signers.PdfSignatureMetadata(
        field_name="Signature", md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
    )
    writer = IncrementalPdfFileWriter(BytesIO(file))
    return signers.sign_pdf(writer, how, signer=signer, bytes_reserved=5120).getvalue()


if __name__ == "__main__":
    main()
