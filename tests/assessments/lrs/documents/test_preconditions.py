"""Entity tags of documents: 1.0.3 part 3, 3.1 (XAPI-00322, XAPI-00323); 2.0, 4.1.4."""

import pytest

from assessments.lrs.documents.preconditions import (
    PreconditionFailed,
    PreconditionMissing,
    Preconditions,
    UnseenDocument,
    check,
    check_put,
    etag,
)

NOW = etag("a" * 64)


@pytest.mark.parametrize(
    ("seen", "current"),
    [
        (Preconditions(), None),
        (Preconditions(), NOW),
        (Preconditions(if_match=NOW), NOW),
        (Preconditions(if_match="*"), NOW),
        (Preconditions(if_match=f'"other", {NOW}'), NOW),
        (Preconditions(if_match=f"W/{NOW}"), NOW),
        (Preconditions(if_match="a" * 64), NOW),
        (Preconditions(if_none_match="*"), None),
        (Preconditions(if_none_match='"other"'), NOW),
        (Preconditions(if_none_match=NOW), None),
    ],
)
def test_what_the_client_has_seen_is_there(seen, current):
    check(seen, current)


@pytest.mark.parametrize(
    ("seen", "current"),
    [
        (Preconditions(if_match='"other"'), NOW),
        (Preconditions(if_match=""), NOW),
        (Preconditions(if_match=NOW), None),
        (Preconditions(if_match="*"), None),
        (Preconditions(if_none_match="*"), NOW),
        (Preconditions(if_none_match=f'"other", {NOW}'), NOW),
        (Preconditions(if_match=NOW, if_none_match=NOW), NOW),
    ],
)
def test_what_the_client_has_seen_is_no_longer_there(seen, current):
    with pytest.raises(PreconditionFailed):
        check(seen, current)


@pytest.mark.parametrize(
    ("version", "is_profile", "current", "refusal"),
    [
        ("1.0.3", True, NOW, UnseenDocument),
        ("1.0.3", True, None, PreconditionMissing),
        ("1.0.3", False, NOW, None),
        ("1.0.3", False, None, None),
        ("2.0.0", True, NOW, UnseenDocument),
        ("2.0.0", True, None, None),
        ("2.0.0", False, NOW, UnseenDocument),
        ("2.0.0", False, None, None),
    ],
)
def test_a_put_without_a_header_overwrites_only_what_the_version_lets_it(
    version, is_profile, current, refusal
):
    def put():
        check_put(Preconditions(), current, is_profile=is_profile, version=version)

    if refusal is None:
        put()
    else:
        with pytest.raises(refusal):
            put()


def test_a_put_with_a_header_may_overwrite_what_it_has_seen():
    check_put(Preconditions(if_match=NOW), NOW, is_profile=True, version="1.0.3")
