"""Nobody finds a number from one to four in what observers see, whatever is subtracted from what."""

from collections import defaultdict
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.reports.counting import CERTIFIED, COLUMNS, COMPLETED, ENROLLED, TESTED
from cms.reports.hiding import Group, careful, careful_count, careful_split

SMALL = range(1, 5)
ONE = {ENROLLED: ()}
TWO = {ENROLLED: (), COMPLETED: (ENROLLED,)}
THREE = {**TWO, CERTIFIED: (ENROLLED, COMPLETED)}


def group(key, counts, parts=()):
    return Group(key, counts, {}, tuple(parts))


def table(*rows):
    """Return the group of rows: {column: number} each, under the keys a, b, c."""
    parts = [group("abcdefgh"[i], row) for i, row in enumerate(rows)]
    return group("", {name: sum(row[name] for row in rows) for name in rows[0]}, parts)


def people(*numbers):
    return table(*({ENROLLED: number} for number in numbers))


def shown_rows(shown, column=ENROLLED):
    return [part.counts[column] for part in shown.parts]


@pytest.mark.parametrize(
    ("numbers", "rows"),
    [
        ((12, 20, 8), [12, 20, 8]),
        ((0, 20, 8), [0, 20, 8]),
        # One small row takes another with it, else the total would give it; by its place, not by its size.
        ((3, 20, 8), [None, None, 8]),
        ((20, 8, 3), [None, 8, None]),
        # Two small rows take another with them: who sees that they need none knows that both are small.
        ((4, 4, 20, 9), [None, None, None, 9]),
        # Six people in two rows could be few possibilities: a third row opens more.
        ((1, 5, 20, 9), [None, None, None, 9]),
        # Five rows that are five people: each of them is one. The rows are not even named.
        ((1, 1, 1, 1, 1), []),
        # Nobody's row protects nobody.
        ((3, 0, 40), []),
    ],
)
def test_a_small_row_is_not_hidden_alone(numbers, rows):
    shown = careful(people(*numbers), ONE)
    assert shown_rows(shown) == rows
    assert shown.parts_hidden is (rows == [])
    assert shown.counts[ENROLLED] == sum(numbers)


def test_of_fewer_than_five_people_nothing_is_told():
    shown = careful(table({ENROLLED: 4, COMPLETED: 0}), TWO)
    assert shown.counts == {ENROLLED: None, COMPLETED: None}
    assert shown.parts == ()


@pytest.mark.parametrize(
    ("completed", "told"), [(0, 0), (1, None), (4, None), (5, 5), (15, 15), (16, None), (19, None), (20, 20)]
)
def test_a_few_and_all_but_a_few_are_hidden(completed, told):
    assert careful(table({ENROLLED: 20, COMPLETED: completed}), TWO).counts[COMPLETED] == told
    assert careful_count(completed, 20) == told


def test_a_hidden_number_of_a_row_takes_another_of_its_column_with_it():
    rows = [
        {ENROLLED: 20, COMPLETED: 18},
        {ENROLLED: 30, COMPLETED: 20},
        {ENROLLED: 40, COMPLETED: 25},
    ]
    shown = careful(table(*rows), TWO)
    assert shown_rows(shown) == [20, 30, 40]
    assert shown_rows(shown, COMPLETED) == [None, None, 25]
    assert shown.counts[COMPLETED] == 63


def test_a_hidden_country_shows_nothing_of_its_academies():
    small = group("TJ", {ENROLLED: 4}, [group("1", {ENROLLED: 4})])
    middle = group("KG", {ENROLLED: 8}, [group("2", {ENROLLED: 8})])
    large = group("KZ", {ENROLLED: 30}, [group("3", {ENROLLED: 12}), group("4", {ENROLLED: 18})])
    shown = careful(group("", {ENROLLED: 42}, [large, middle, small]), ONE)
    assert shown_rows(shown) == [30, None, None]
    assert shown_rows(shown.parts[0]) == [12, 18]
    assert [part.parts_hidden for part in shown.parts] == [False, True, True]


def test_a_part_of_a_known_sum_is_hidden_with_all_the_others():
    assert careful_split({"women": 3, "men": 40, "others": 0}) == {"women": None, "men": None, "others": None}
    assert careful_split({"women": 5, "men": 0}) == {"women": 5, "men": 0}


def test_numbers_of_a_running_year_are_rounded_after_hiding():
    shown = careful(people(12, 18, 8), ONE, step=5)
    assert (shown.counts[ENROLLED], shown_rows(shown)) == (40, [10, 20, 10])


def test_a_mean_is_told_with_the_number_of_those_it_was_taken_of():
    def tested(*numbers):
        parts = [Group("abc"[i], {ENROLLED: 20, TESTED: n}, {TESTED: 12.0}) for i, n in enumerate(numbers)]
        counts = {ENROLLED: 60, TESTED: sum(numbers)}
        return careful(Group("", counts, {TESTED: 12.0}, tuple(parts)), {ENROLLED: (), TESTED: ()})

    assert [part.means[TESTED] for part in tested(3, 9, 20).parts] == [None, None, 12.0]
    assert tested(1, 1, 1).means == {TESTED: None}


# --- who knows the rules, too: every world that looks the same from outside ----------------------------------------


def told(shown):
    """Return all that an observer sees of a table; a row of nobody in any column is not there to be seen."""
    rows = tuple((part.key, *part.counts.values()) for part in shown.parts)
    return (*shown.counts.values(), shown.parts_hidden, rows)


def worlds(rows, columns):
    """Return the tables of every choice of rows, by what is shown of them."""
    found = defaultdict(list)
    for chosen in rows:
        there = {"abcd"[i]: row for i, row in enumerate(chosen) if any(row.values())}
        parts = [group(key, row) for key, row in there.items()]
        whole = group("", {name: sum(row[name] for row in chosen) for name in columns}, parts)
        found[told(careful(whole, columns))].append(chosen)
    return found


def shares(total, count):
    """Yield every way to share out a total to so many."""
    if count == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in shares(total - first, count - 1):
            yield (first, *rest)


@pytest.mark.parametrize(("count", "most"), [(2, 30), (3, 20), (4, 14)])
def test_no_world_of_people_gives_a_row_of_fewer_than_five_away(count, most):
    for total in range(5, most + 1):
        every = (tuple({ENROLLED: n} for n in numbers) for numbers in shares(total, count))
        for same in worlds(every, ONE).values():
            for place in range(count):
                possible = {world[place][ENROLLED] for world in same}
                assert len(possible) > 1 or not possible & set(SMALL), same


@pytest.mark.parametrize(
    ("columns", "count", "most"),
    [(TWO, 1, 24), (TWO, 2, 20), (TWO, 3, 12), (TWO, 4, 9), (THREE, 1, 18), (THREE, 2, 14), (THREE, 3, 8)],
)
def test_no_world_of_two_or_three_columns_gives_a_number_of_one_to_four_away(columns, count, most):
    for total in range(1, most + 1):
        every = (
            [steps(row, columns) for row in zip(*[iter(told)] * len(columns), strict=True)]
            for told in shares(total, len(columns) * count)
        )
        for same in worlds(every, columns).values():
            # Of fewer than five people in all nothing is told, and everybody may know how many there are.
            for number in derived(count, columns, with_people=total >= 5):
                possible = {number(world) for world in same}
                assert len(possible) > 1 or not possible & set(SMALL), same


def steps(numbers, columns):
    """Return a row in which each column has what the one before has, less some."""
    return {name: sum(numbers[place:]) for place, name in enumerate(columns)}


def derived(count, columns, *, with_people):
    """Yield what somebody may want to know, by row and in all: each column, and who is missing in it."""
    first, *others = columns
    wanted = [((1, name),) for name in others]
    wanted += [((1, more), (-1, less)) for more, less in combinations(columns, 2)]
    for signs in wanted:
        yield lambda world, signs=signs: sum(sign * row[name] for row in world for sign, name in signs)
        for place in range(count):
            yield lambda world, signs=signs, place=place: sum(
                sign * world[place][name] for sign, name in signs
            )
    if with_people and count > 1:
        for place in range(count):
            yield lambda world, place=place: world[place][first]


# --- whole reports: every sum and difference as a system of linear equations ---------------------------------------

counts_of_a_row = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40)).map(
    lambda three: dict(zip((ENROLLED, COMPLETED, CERTIFIED), sorted(three, reverse=True), strict=True))
)


@st.composite
def reports(draw):
    """Return countries with academies; many of them small or nearly whole, where hiding has something to do."""
    small = st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 3)).map(
        lambda three: {
            ENROLLED: three[0],
            COMPLETED: max(0, three[0] - three[1]),
            CERTIFIED: max(0, three[0] - three[1] - three[2]),
        }
    )
    countries = []
    for key in range(draw(st.integers(1, 5))):
        rows = draw(st.lists(st.one_of(small, counts_of_a_row), min_size=1, max_size=5))
        rows = [row for row in rows if row[ENROLLED]]
        parts = [group(f"{key}.{i}", {**row, TESTED: row[COMPLETED]}) for i, row in enumerate(rows)]
        counts = {name: sum(part.counts[name] for part in parts) for name in COLUMNS}
        if parts:
            countries.append(group(str(key), counts, parts))
    return group("", {name: sum(part.counts[name] for part in countries) for name in COLUMNS}, countries)


def equations(whole, shown, column, known, sums):
    """Gather {group: number} that are told, and the sums that hold, of one column."""
    if shown.counts[column] is not None:
        known[(column, shown.key)] = shown.counts[column]
    listed = {part.key: part for part in shown.parts}
    if listed:
        sums.append(((column, whole.key), [(column, part.key) for part in whole.parts]))
    for part in whole.parts:
        if part.key in listed:
            equations(part, listed[part.key], column, known, sums)


class Solved:
    """What follows from sums and known numbers: exact Gaussian elimination."""

    def __init__(self, known, sums):
        self.known, self.pivots = known, {}
        for total, parts in sums:
            row, right = self.reduced({total: 1, **dict.fromkeys(parts, -1)})
            if row:
                lead = next(iter(row))
                self.pivots[lead] = ({name: f / row[lead] for name, f in row.items()}, right / row[lead])

    def reduced(self, wanted):
        """Return what is open of a linear combination, and minus what is known of it."""
        row, value = {name: Fraction(factor) for name, factor in wanted.items()}, Fraction(0)
        while name := next((name for name in row if name in self.known or name in self.pivots), None):
            factor = row.pop(name)
            if name in self.known:
                value -= factor * self.known[name]
                continue
            pivot, right = self.pivots[name]
            value -= factor * right
            for other, share in pivot.items():
                if other != name:
                    row[other] = row.get(other, 0) - factor * share
        return {name: factor for name, factor in row.items() if factor}, value

    def value(self, wanted):
        """Return the number a linear combination must be, None where it is open."""
        row, value = self.reduced(wanted)
        return None if row else -value


def every_group(whole):
    yield whole.key
    for part in whole.parts:
        yield from every_group(part)


@settings(max_examples=400, deadline=None)
@given(reports())
def test_no_sum_or_difference_of_a_report_gives_a_number_of_one_to_four(whole):
    shown = careful(whole, COLUMNS)
    known, sums = {}, []
    for column in (ENROLLED, COMPLETED, CERTIFIED):
        equations(whole, shown, column, known, sums)
    system = Solved(known, sums)
    for key in every_group(whole):
        for wanted in (
            {(ENROLLED, key): 1},
            {(COMPLETED, key): 1},
            {(CERTIFIED, key): 1},
            {(ENROLLED, key): 1, (COMPLETED, key): -1},
            {(ENROLLED, key): 1, (CERTIFIED, key): -1},
            {(COMPLETED, key): 1, (CERTIFIED, key): -1},
        ):
            found = system.value(wanted)
            assert found is None or abs(found) not in SMALL, (wanted, found)


@settings(max_examples=200, deadline=None)
@given(reports())
def test_what_is_missing_in_a_sum_is_no_small_group_either(whole):
    def walk(group, shown):
        parts = {part.key: part for part in group.parts}
        for column in (ENROLLED, COMPLETED, CERTIFIED):
            gone = [parts[part.key].counts[column] for part in shown.parts if part.counts[column] is None]
            if shown.counts[column] is not None and shown.parts:
                assert sum(gone) == 0 or sum(gone) >= 5
                assert len(gone) != 1
        for part in shown.parts:
            walk(parts[part.key], part)

    walk(whole, careful(whole, COLUMNS))
