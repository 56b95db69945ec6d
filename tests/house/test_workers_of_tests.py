"""How tests are shared among processes: journeys first and each as a whole, all else one by one."""

from types import SimpleNamespace

from tests import apart

WALK = ["tests/journeys/test_walk.py::test_begin", "tests/journeys/test_walk.py::test_end"]
OTHERS = ["tests/cms/test_b.py::test_one", "tests/cms/test_a.py::test_two"]


def test_journeys_come_first_and_nothing_else_changes_its_place():
    items = [SimpleNamespace(nodeid=nodeid) for nodeid in (*OTHERS, *WALK)]
    apart.pytest_collection_modifyitems(items)
    assert [item.nodeid for item in items] == [*WALK, *OTHERS]


def test_only_a_walk_is_kept_together():
    scope = apart.Walks._split_scope
    assert len({scope(None, nodeid) for nodeid in WALK}) == 1
    assert len({scope(None, nodeid) for nodeid in OTHERS}) == len(OTHERS)
