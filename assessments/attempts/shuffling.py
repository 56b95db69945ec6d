"""The order in which choices and options are shown: fixed for one try, silent about what is right."""

from collections.abc import Sequence

from django.utils.crypto import salted_hmac


def shuffled(seed: str, keys: Sequence[str]) -> tuple[str, ...]:
    """Return `keys` in an order that depends on the seed and on the secret key of the site.

    Without the secret whoever reads this code could work out which place the first-listed (best) choice got.
    """
    return tuple(
        sorted(keys, key=lambda key: salted_hmac("assessments.attempts.shuffling", f"{seed}|{key}").digest())
    )
