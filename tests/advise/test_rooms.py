"""Free places are filled as well as can be: held against a search through every filling."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kbv_rules.advise.rooms import Ground, Member, Rooms, together
from kbv_rules.advise.weighing import Draws, Floats, Group, Weighed
from tests.strategies import law

HOMES = ("1.1", "1.2", "2.1", "3.1")
FLOOR = 1.0
DRAWS = 3

_NO_GROUP = Group((), (), (1.0,), None, np.zeros(1))


class OnPaper(Weighed):
    """Candidates as strong as one likes, whatever the weights."""

    def __init__(self, values: dict[int, Floats]) -> None:
        self.draws = Draws(np.zeros((0, DRAWS)), np.zeros((0, 1)))
        self._given = values

    def value(self, group: Group) -> Floats:
        return self._given[id(group)]


@st.composite
def grounds(draw: st.DrawFn) -> tuple[Ground, OnPaper, list[frozenset[str]], Floats]:
    """Up to seven candidates that share homes, with strengths that often tie."""
    homes = draw(st.lists(st.sets(st.sampled_from(HOMES), max_size=3).map(frozenset), max_size=7))
    values = np.array([[draw(st.integers(5, 20)) / 5 for _ in range(DRAWS)] for _ in homes]).reshape(len(homes), DRAWS)
    groups = [Group((), (), (1.0,), None, np.zeros(1)) for _ in homes]
    rooms = together(homes)
    ground = Ground(
        takers=(),
        free=tuple(Member(number, group) for number, group in enumerate(groups, 1)),
        rooms=tuple(map(tuple, rooms)),
        homes=tuple(homes[places[0]] for places in rooms),
    )
    return ground, OnPaper({id(group): row for group, row in zip(groups, values, strict=True)}), homes, values


def by_hand(homes: list[frozenset[str]], values: Floats, count: int, minimum: float) -> list[dict[tuple[int, ...], float]]:
    """Per draw every filling that may be, with what it is worth."""
    may_be: list[dict[tuple[int, ...], float]] = [{} for _ in range(DRAWS)]
    for members in combinations(range(len(homes)), count):
        if any(homes[one] & homes[other] for one, other in combinations(members, 2)):
            continue
        for draw in range(DRAWS):
            if all(values[member, draw] >= minimum for member in members):
                numbers = tuple(member + 1 for member in members)
                may_be[draw][numbers] = sum(values[member, draw] - FLOOR for member in members)
    return may_be


@law(300)
@given(grounds(), st.integers(0, 4), st.sampled_from([0.0, 1.0, 2.0, 3.0]))
def test_of_all_fillings_that_may_be_the_best_is_found_and_none_that_may_not(
    drawn: tuple[Ground, OnPaper, list[frozenset[str]], Floats], count: int, minimum: float
) -> None:
    ground, weighed, homes, values = drawn
    rooms = Rooms(ground, weighed, FLOOR, 4)
    best, close = np.full(DRAWS, -np.inf), np.zeros(DRAWS, dtype=bool)
    may_be = by_hand(homes, values, count, minimum)
    for filling in rooms.fillings(np.arange(DRAWS), np.zeros(DRAWS), best.copy(), count, minimum):
        for draw, numbers, worth, near in zip(*filling, strict=True):
            worth_by_hand = may_be[draw][tuple(sorted(int(number) for number in numbers))]
            assert abs(worth - worth_by_hand) < 1e-9
            close[draw] = near if worth > best[draw] + 1e-9 else close[draw] or near or worth > best[draw] - 1e-9
            best[draw] = max(best[draw], worth)
    for draw in range(DRAWS):
        worths = sorted(may_be[draw].values(), reverse=True)
        assert (not worths and best[draw] == -np.inf) or abs(best[draw] - worths[0]) < 1e-9
        if len(worths) > 1 and worths[1] > worths[0] - 1e-9:
            assert close[draw], "another as good must not go unseen"


@law(100)
@given(grounds(), st.integers(1, 4))
def test_what_cannot_come_near_the_best_is_not_looked_at(
    drawn: tuple[Ground, OnPaper, list[frozenset[str]], Floats], count: int
) -> None:
    ground, weighed, homes, values = drawn
    best = np.array([max(fillings.values(), default=0.0) for fillings in by_hand(homes, values, count, 0.0)])
    found = np.full(DRAWS, -np.inf)
    for filling in Rooms(ground, weighed, FLOOR, 4).fillings(np.arange(DRAWS), np.zeros(DRAWS), best, count, 0.0):
        np.maximum.at(found, filling.rows, filling.worth)
    feasible = [bool(fillings) for fillings in by_hand(homes, values, count, 0.0)]
    assert np.allclose(found[feasible], best[feasible])


def test_those_that_need_the_very_same_homes_share_a_room_and_what_needs_none_has_its_own() -> None:
    homes = [frozenset({"1.3"}), frozenset(), frozenset({"1.3", "1.1"}), frozenset({"1.3"}), frozenset()]
    assert together(homes) == [[0, 3], [1], [2], [4]]
