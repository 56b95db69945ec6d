"""Statements of QR codes under fixed keys, for the tests of Python and of JavaScript alike.

`python -m tests.factories.pocket` writes tests/js/pocket-vectors.json anew. A signature is another each time, so the
file is kept and not made by the tests.
"""

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric import ec

from certificates.signing.names import public_jwk
from certificates.verification.naming import readings
from certificates.verification.pocket import statement_for

VECTORS = Path(__file__).resolve().parents[1] / "js" / "pocket-vectors.json"
CODE = "7Q2M9XK4T0VBN3H8RJW5C1DZEY"
ACADEMY = UUID("4f1c2a90-0000-4000-8000-000000000001")
NAMES = [
    "Әлібекова Айгүл Қайратқызы",
    "ALIBEKOVA Aigul",
    "Oʻktam Gʻulomov",
    "O'ktam G’ulomov",
    "O´ktam Gulomov",
    "Ýazgulyýewa Ogulşirin",
    "Қурбонов Ҳасан",
    "Ибрагим-зода Муҳаммад",
    "Жээнбекова Айгүл",
    "نورالله کریمی",
    "كريمي نورالله",
    "عبد الله احمدزی",
    "محمد\u200cعلی رضایی",
    "İSMAİL ÖZ",
    "Ёлкин Й. П.",
    "一 二",
    "A",
    "",
    " - ",
    "a b c d e f g h i j k l m",
]
# Which of the names stands in the first statement, as people may type it, and others who are not the holder.
SAME = ["айгүл әлібекова қайратқызы", "Әлiбекова Айгyл Кайраткызы", "aigul alibekova", "ALIBEKOVA, Aigul"]
OTHER = ["Алибеков Айгүл Қайратқызы", "ALIBEKOVA", "ALIBEKOVA Aigula", "", "a"]


def make_signer(number: int):
    """Return keys of an academy with a fixed private key, as far as a statement needs them."""
    private = ec.derive_private_key(number, ec.SECP256R1())
    return SimpleNamespace(
        academy=SimpleNamespace(key=ACADEMY),
        es256=SimpleNamespace(private=private, kid=public_jwk(private.public_key())["kid"]),
    )


def make_paper(**fields):
    """Return what a statement needs of a certificate."""
    defaults = {
        "code": CODE,
        "number": "PAN-KZ01-2026-00017-3",
        "issued_on": date(2026, 4, 1),
        "valid_until": date(2029, 4, 1),
        "cycle": 1,
        "subject": "course:all:manual",
        "is_letter": False,
        "facts": {"name_native": NAMES[0], "name_latin": NAMES[1]},
    }
    return SimpleNamespace(**{**defaults, **fields})


def _key(signer, **fields) -> dict:
    public = public_jwk(signer.es256.private.public_key())
    told = {"kid": public["kid"], "x": public["x"], "y": public["y"], "academy": ACADEMY.hex[:8]}
    names = {"name": "Шекара академиясы", "name_english": "Border academy"}
    return told | names | {"from": "2026-01-01", "until": ""} | fields


def make_vectors() -> dict:
    now, retired, stranger = make_signer(20260401), make_signer(20230401), make_signer(666)
    old = {"issued_on": date(2024, 5, 2), "valid_until": date(2027, 5, 2)}
    return {
        "code": CODE,
        "keys": [_key(now), _key(retired, **{"from": "2023-01-01", "until": "2025-12-31"})],
        "statements": {
            "certificate": statement_for(make_paper(), now),
            "trainer": statement_for(make_paper(subject="trainer", cycle=2), now),
            "letter": statement_for(
                make_paper(is_letter=True, valid_until=None, facts={"name_native": "", "name_latin": "A B"}),
                now,
            ),
            "retired": statement_for(make_paper(**old), retired),
            "backdated": statement_for(make_paper(), retired),
            "stranger": statement_for(make_paper(), stranger),
        },
        "names": [{"name": name, "readings": readings(name)} for name in NAMES],
        "same": SAME,
        "other": OTHER,
    }


if __name__ == "__main__":
    VECTORS.write_text(json.dumps(make_vectors(), ensure_ascii=False, indent=1) + "\n")
