"""Who trained whom: pure rules, by trees written as text."""

from datetime import date

from certificates.cascade.tree.growing import COHORT, GROUPS, TRAINER, Onward, Person, Taught, grow

NAMES = "ABCDEFGH"
PEOPLE = {pk: Person(pk, name, f"n-{pk}") for pk, name in enumerate(NAMES, start=1)}
A, B, C, D = 1, 2, 3, 4


def cohort(pk, lecturers, trainers, year=2020):
    return Taught(pk, f"c{pk}", date(year + pk, 1, 1), 20, tuple(lecturers), tuple(trainers))


def written(node):
    """A trainer by name, a cohort by title, groups by their number, a reference with *; children in brackets."""
    name = {TRAINER: "name", COHORT: "title"}.get(node.kind)
    text = getattr(node.fact, name) if name else f"{node.fact.groups}g"
    below = " ".join(written(child) for child in node.children)
    return f"{text}{'*' * node.is_reference}{f'({below})' if below else ''}"


def tree(pks, cohorts, onward=None):
    people = {pk: PEOPLE[pk] for pk in pks}
    return " ".join(written(root) for root in grow(people=people, cohorts=cohorts, onward=onward or {}))


def test_a_trainer_has_her_cohorts_their_trainers_and_the_groups_of_these_below_her():
    assert tree([A, B, C], [cohort(1, [A], [B, C])], {B: Onward(groups=2)}) == "A(c1(B(2g) C))"


def test_cohorts_stand_in_the_order_they_began_and_people_by_name():
    assert tree([A, B, C, D], [cohort(2, [A], [D, B]), cohort(1, [A], [C])]) == "A(c1(C) c2(B D))"


def test_a_cohort_of_two_lecturers_is_told_in_full_once():
    assert tree([A, B, C], [cohort(1, [A, B], [C])]) == "A(c1(C)) B(c1*)"


def test_a_trainer_of_two_cohorts_is_told_in_full_once():
    cohorts = [cohort(1, [A], [B]), cohort(2, [A], [B]), cohort(3, [B], [C])]
    assert tree([A, B, C], cohorts) == "A(c1(B(c3(C))) c2(B*))"


def test_two_who_taught_each_other_come_to_an_end():
    assert tree([A, B], [cohort(1, [A], [B]), cohort(2, [B], [A])]) == "A(c1(B(c2(A*))))"


def test_a_longer_circle_beside_another_tree_comes_to_an_end():
    cohorts = [cohort(1, [B], [C]), cohort(2, [C], [D]), cohort(3, [D], [B]), cohort(4, [A], [])]
    assert tree([A, B, C, D], cohorts) == "A(c4) B(c1(C(c2(D(c3(B*))))))"


def test_who_was_both_lecturer_and_trainee_of_a_cohort_begins_a_tree():
    assert tree([A, B], [cohort(1, [A], [A, B])]) == "A(c1(A* B))"


def test_a_trainer_of_a_cohort_without_lecturers_begins_a_tree():
    assert tree([A, B], [cohort(1, [], [A]), cohort(2, [A], [B])]) == "A(c2(B))"


def test_nobody_is_lost_and_nobody_is_told_in_full_twice():
    cohorts = [cohort(n, [(n % 8) + 1], [((n * 3) % 8) + 1, ((n * 5) % 8) + 1]) for n in range(1, 9)]
    told = tree(range(1, 9), cohorts)
    for name in NAMES:
        assert told.count(name) - told.count(f"{name}*") == 1
    for n in range(1, 9):
        assert told.count(f"c{n}") - told.count(f"c{n}*") == 1


def test_groups_are_a_leaf_of_their_own():
    (root,) = grow(people={A: PEOPLE[A]}, cohorts=[], onward={A: Onward(3, 10, 20, 1, 12.5)})
    assert [child.kind for child in root.children] == [GROUPS]
    assert root.children[0].fact.people == 31


def test_nobody_gives_no_tree():
    assert tree([], []) == ""
