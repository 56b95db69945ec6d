"""`python -m benchmarks.store.fill N`: bring the store of the environment to N statements, as a client's posts would.

Goes on where an earlier filling ended. Prints a key and a secret as JSON, for everything.
"""

import json
import sys
import time

import django

django.setup()

# Django has to be set up before its models are imported.
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402

from assessments.lrs.clients.granting import grant_key  # noqa: E402
from assessments.lrs.models import LrsKey, Statement  # noqa: E402
from assessments.lrs.store import receive  # noqa: E402
from benchmarks.store.statements import statement  # noqa: E402

BATCH = 2000
NAME = "bench"


def main(total: int) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    LrsKey.objects.filter(name=NAME).delete()
    client, secret = grant_key(name=NAME, scopes=["all"])
    started, first = time.monotonic(), Statement.objects.count()
    for number in range(first, total, BATCH):
        batch = [statement(one) for one in range(number, min(number + BATCH, total))]
        with transaction.atomic():
            receive(statements=batch, client=client)
        tell(number + len(batch), total, (number + len(batch) - first) / (time.monotonic() - started))
    if first < total:
        settle()
    json.dump([client.key, secret], sys.stdout)


def tell(done: int, total: int, rate: float) -> None:
    if sys.stderr.isatty() or done % 100_000 < BATCH:
        print(f"{done} of {total} statements, {rate:.0f}/s", file=sys.stderr)


def settle() -> None:
    """Do at once what PostgreSQL does by itself in the minutes after."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


if __name__ == "__main__":
    main(int(sys.argv[1]))
