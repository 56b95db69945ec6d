"""Looking at the pages of the explorer, as tests do."""

import re

from django.db import transaction
from django.urls import reverse
from django.utils.http import urlencode

from assessments.lrs.store import record
from tests.factories.playing import text_of

LIST = "explorer_statements"
PONDERED = "https://example.org/verbs/pondered"


def store(*statements, **fields):
    with transaction.atomic():
        return record(*statements, **fields)


def listed(desk, **asked) -> list[str]:
    """Return the ids of the statements on the list, in its order."""
    response = desk.get(f"{reverse(LIST)}?{urlencode(asked)}")
    assert response.status_code == 200
    return [str(line.statement_id) for line in response.context["lines"]]


def shown(desk, name, *args, **asked) -> str:
    """Return the words of a page; names are isolated, which is tested with the sentences."""
    response = desk.get(f"{reverse(name, args=args)}?{urlencode(asked)}")
    assert response.status_code == 200
    return re.sub("[\u2066\u2068\u2069]", "", text_of(response))
