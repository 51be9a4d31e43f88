"""Of sets that are worth the same the surest is chosen, and then that with the lower ids: in many draws as in one."""

from __future__ import annotations

import numpy as np

from tests.advise.loop import Loop, at_once, by_loop, panel_of, some_weights
from tests.advise.municipality import burning, found, judged, municipality
from tests.strategies import JUDGED


def test_what_was_judged_alike_ties_under_all_weights_and_goes_by_certainty_and_then_by_number() -> None:
    alike = {theme: found(theme, **dict.fromkeys(JUDGED, 3)) for theme in ("1.4", "2.3", "3.4", "4.1", "5.2", "5.4")}
    second = tuple(judged(criterion, 3, by="GGD") for criterion in JUDGED)
    surer = alike["5.4"].model_copy(update={"judgements": (*alike["5.4"].judgements, *second)})
    town = municipality(*{**alike, "5.4": surer}.values())
    panel = panel_of(town)
    weights = some_weights(panel, 20)
    answers = at_once(panel, panel.weigh(weights))
    assert answers == by_loop(Loop(town), panel, weights)
    assert answers[0] == ("1.4", "2.3", "3.4", "5.4")


def test_how_much_is_known_of_equals_depends_on_the_weights_and_so_does_the_choice_between_them() -> None:
    """Two themes weigh the same. Of the second more is known that is no trouble, from one source less."""
    heavy = {"ernst": 4, "aanpak": 4, "beinvloedbaarheid": 2}
    first = found("1.4", **heavy)
    first = first.model_copy(update={"judgements": (*first.judgements, judged("ernst", 4, by="GGD"))})
    second = found("5.4", **heavy, trend=0, omvang=0, beleving=0, bestuurlijk_belang=0)
    town = municipality(*(burning(theme) for theme in ("2.3", "3.4", "4.1")), first, second)
    panel = panel_of(town)
    chance = np.random.default_rng(4)
    weights = chance.dirichlet(np.array([9.0 if id_ in heavy else 1.5 for id_ in panel.criteria]), size=40)
    answers = at_once(panel, panel.weigh(weights))
    assert answers == by_loop(Loop(town), panel, weights)
    assert {theme for answer in answers for theme in ("1.4", "5.4") if theme in answer} == {"1.4", "5.4"}
