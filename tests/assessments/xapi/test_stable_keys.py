from uuid import UUID

import pytest

from assessments.xapi.keys import child_key, stable_key


def test_a_key_never_changes():
    # Written into statements and progress everywhere: if this fails, every installation loses its records.
    assert stable_key("lesson", "m4-1") == UUID("79f4a3d3-8d2a-5679-904c-2e8f67ec0ac6")
    assert child_key(stable_key("scenario", "sc-01"), "d1") == UUID("bc4ce2b1-c6b4-532e-9e76-0fb5f164b77d")


def test_keys_differ_by_kind_and_by_name():
    assert len({stable_key("lesson", "a"), stable_key("module", "a"), stable_key("lesson", "b")}) == 3


@pytest.mark.parametrize(("kind", "name"), [("lessons", "m4-1"), ("lesson", "")])
def test_an_unknown_kind_and_an_empty_name_are_refused(kind, name):
    with pytest.raises(ValueError, match="key"):
        stable_key(kind, name)
