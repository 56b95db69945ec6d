"""Certificate numbers, running per academy and year, and the code that nobody can guess."""

import re
import secrets
import unicodedata
from itertools import count

from certificates.register.models import NumberSeries
from courses.academies.models import Academy

# Crockford's base 32: no I, L, O, U, so a code read aloud or typed from paper comes through.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 26
# Letters that are read as another: those the code has not got, and Cyrillic ones that look like one it has.
_READ_AS = str.maketrans("OILUАВЕКМНОРСТУХІЗ", "011VABEKMH0PCTYX13")


def new_code() -> str:
    """Return 26 random characters of base 32 (130 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def normalise_code(typed: str) -> str:
    """Return the code as stored: upper case, look-alikes read as what they look like, everything else left out.

    Of a whole address that was copied (https://…/verify/CODE/#…) the part after "verify" is taken.
    """
    _before, address, after = typed.rpartition("/verify/")
    code = re.split("[/?#]", after, maxsplit=1)[0] if address else typed
    # Digits of every script by their value, for phones that type ۱۲۳.
    digits = (str(unicodedata.decimal(one, one)) for one in code.upper())
    plain = "".join(digits).translate(_READ_AS)
    return "".join(character for character in plain if character in ALPHABET)


def next_number(*, academy: Academy, year: int) -> str:
    """Return the next number of an academy and year, for example PAN-KZ01-2026-00017-3. Call inside a transaction.

    The row is locked until the caller commits, so a number is given once and a failed issue leaves no gap.
    """
    series = NumberSeries.objects.select_for_update().filter(academy=academy, year=year).first()
    if series is None:
        prefix = f"PAN-{_code_of(academy)}-{year}"
        NumberSeries.objects.get_or_create(academy=academy, year=year, defaults={"prefix": prefix})
        series = NumberSeries.objects.select_for_update().get(academy=academy, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    prefix = series.prefix
    return f"{prefix}-{series.last:05d}-{check_digit(f'{prefix}{series.last:05d}')}"


def is_well_formed(number: str) -> bool:
    """Tell whether the check digit of a number is right: a mistyped digit, or two that changed places, is not."""
    body, _dash, digit = number.strip().upper().rpartition("-")
    prefix, dash, running = body.rpartition("-")
    return bool(dash and running.isdigit()) and digit == check_digit(f"{prefix}{running}")


def _code_of(academy: Academy) -> str:
    """Return the academy's code, giving it one (KZ01, KZ02, …) if it has none. The academy's row is locked."""
    locked = Academy.objects.select_for_update(of=("self",)).get(pk=academy.pk)
    if not locked.code:
        country = locked.country or "XX"
        taken = set(Academy.objects.filter(code__startswith=country).values_list("code", flat=True))
        locked.code = next(code for n in count(1) if (code := f"{country}{n:02d}") not in taken)
        locked.save(update_fields=["code"])
    return locked.code


def check_digit(text: str) -> str:
    """Return the ISO 7064 MOD 11,10 check digit over the text's letters and digits (letters count as base 36)."""
    product = 10
    for character in text:
        if character.isalnum():
            total = (product + int(character, 36)) % 10 or 10
            product = (total * 2) % 11
    return str((11 - product) % 10)
