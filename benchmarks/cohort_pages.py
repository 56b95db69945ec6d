"""Fill the site of the environment with two classes and measure their pages; see matrix.py."""

import gzip
import time

import django

django.setup()

# Django has to be set up before its models are imported.
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, setup_test_environment  # noqa: E402
from django.urls import reverse  # noqa: E402

from cms.accounts.models import User  # noqa: E402
from courses.content.outline import course_outlines  # noqa: E402
from tests.factories.following import make_class  # noqa: E402

SMALL, LARGE, TIMES = 2, 40, 7


def figure(name: str, value: float, unit: str) -> None:
    print(f"{name:<46}{value:>10.1f} {unit}", flush=True)


def main() -> None:
    setup_test_environment()  # the client tells what was rendered, and may ask
    lecturer = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser(
        username="bench-lecturer", name_native="Айгүл", name_latin="Aigul", password=None
    )
    client = Client()
    client.force_login(lecturer, backend=settings.AUTHENTICATION_BACKENDS[0])
    keys = [course.key for course in course_outlines("en")]
    for count in (SMALL, LARGE):
        cohort = make_class(course_keys=keys, count=count, route=None, title=f"{count} people")
        for address in ("cohort_overview", "cohort_questions"):
            measure(client, reverse(address, args=[cohort.pk]), f"{address}, {count} people")


def measure(client: Client, address: str, name: str) -> None:
    client.get(address)  # the process warms up
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    count = len(queries)  # the next request empties the log
    assert answer.status_code == 200, answer.status_code
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        client.get(address)
        took.append(time.perf_counter() - begun)
    figure(f"{name}: median of {TIMES}", 1000 * sorted(took)[TIMES // 2], "ms")
    figure("  queries", count, "")
    figure("  page as written", len(answer.content) / 1024, "KiB")
    figure("  page as sent, compressed", len(gzip.compress(answer.content, 6)) / 1024, "KiB")
    if answer.context and "overview" in answer.context:
        matrix = answer.context["overview"].matrix
        columns = matrix.unit_count + len(matrix.modules)
        figure("  people × columns", len(matrix.rows) * columns, f"cells, {columns} columns")


if __name__ == "__main__":
    main()
