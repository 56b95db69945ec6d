"""Certificate numbers, running per country and year, and the code that nobody can guess."""

import secrets

from certificates.register.models import NumberSeries

# Crockford's base 32: no I, L, O, U, so a code read aloud or typed from paper comes through.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 26


def new_code() -> str:
    """Return 26 random characters of base 32 (130 bits)."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def normalise_code(typed: str) -> str:
    """Return the code as stored: upper case, look-alike letters read as digits, everything else left out.

    Of a whole address that was copied (https://…/verify/CODE/) the last part is taken.
    """
    code = typed.rpartition("/verify/")[2]
    plain = code.upper().translate(str.maketrans("OIL", "011"))
    return "".join(character for character in plain if character in ALPHABET)


def next_number(*, country: str, year: int) -> str:
    """Return the next number of the series, for example PAN-KZ-2026-00017-3. Call inside a transaction.

    The row is locked until the caller commits, so a number is given once and a failed issue leaves no gap.
    """
    prefix = f"PAN-{country or 'XX'}-{year}"
    NumberSeries.objects.get_or_create(prefix=prefix)
    series = NumberSeries.objects.select_for_update().get(prefix=prefix)
    series.last += 1
    series.save(update_fields=["last"])
    return f"{prefix}-{series.last:05d}-{check_digit(f'{prefix}{series.last:05d}')}"


def check_digit(text: str) -> str:
    """Return the ISO 7064 MOD 11,10 check digit over the text's letters and digits (letters count as base 36)."""
    product = 10
    for character in text:
        if character.isalnum():
            total = (product + int(character, 36)) % 10 or 10
            product = (total * 2) % 11
    return str((11 - product) % 10)
