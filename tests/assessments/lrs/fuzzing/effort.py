"""How many examples are tried: few and always the same ones; PANAH_FUZZ=5000 asks for as many, and for new ones."""

import os

from hypothesis import HealthCheck, settings


def effort(examples: int) -> settings:
    given = os.environ.get("PANAH_FUZZ", "")
    return settings(
        max_examples=int(given) if given else examples,
        derandomize=not given,
        database=None,
        deadline=None,
        # A database per test, not per example: each example is rolled back.
        suppress_health_check=[
            HealthCheck.function_scoped_fixture,
            HealthCheck.too_slow,
            HealthCheck.data_too_large,
        ],
        print_blob=True,
    )
