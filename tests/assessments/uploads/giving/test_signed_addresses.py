from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from assessments.uploads.giving.signing import BadToken, ExpiredToken, read, sign

NOON = datetime(2026, 12, 1, 12, 0, 1, tzinfo=UTC)
KEY = uuid4()


def test_a_token_says_kind_and_key():
    signed = read(sign("h5p", KEY, at=NOON), at=NOON)
    assert (signed.kind, signed.key) == ("h5p", str(KEY))


def test_a_token_holds_for_half_a_day_at_least_and_a_day_at_most():
    for minute in range(0, 24 * 60, 17):
        made = NOON + timedelta(minutes=minute)
        token = sign("h5p", KEY, at=made)
        assert read(token, at=made + timedelta(hours=12)).until > made + timedelta(hours=12)
        with pytest.raises(ExpiredToken):
            read(token, at=made + timedelta(hours=24))


def test_the_same_address_is_given_again_so_that_the_browser_has_the_file_already():
    assert sign("h5p", KEY, at=NOON) == sign("h5p", KEY, at=NOON + timedelta(hours=3))


def test_no_part_of_a_token_can_be_changed():
    token = sign("h5p", KEY, at=NOON)
    kind, key, end, seal = token.split(".")
    for other in (
        f"library.{key}.{end}.{seal}",
        f"h5p.{uuid4()}.{end}.{seal}",
        f"h5p.{key}.{int(end) + 1}.{seal}",
        f"h5p.{key}.{end}.{'A' * 43}",
        f"h5p.{key}.{end}",
        f"{token}x",
        f"h5p.{key}.{end}." + "é" * 43,
        "",
    ):
        with pytest.raises(BadToken):
            read(other, at=NOON)
    assert len({sign(name, KEY, at=NOON).split(".")[3] for name in ("h5p", "cmi5", "scorm")}) == 3


def test_a_token_of_another_site_is_none_here(settings):
    token = sign("h5p", KEY, at=NOON)
    settings.SECRET_KEY = "another"
    with pytest.raises(BadToken):
        read(token, at=NOON)


@pytest.mark.parametrize(("kind", "key"), [("h5p", "a.b"), ("H5P", "a"), ("h5p", "a/b"), ("h5p", "")])
def test_what_would_be_read_otherwise_is_never_signed(kind, key):
    with pytest.raises(ValueError, match="cannot say"):
        sign(kind, key, at=NOON)
