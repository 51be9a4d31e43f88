"""The word that was meant."""

from __future__ import annotations

import pytest

from kbv_rules.knowledge.slips import Slips

KNOWN = Slips(["ondermijning", "veiligheidshuis", "provincie", "brand", "overvalpreventie"], one=6, two=12)


@pytest.mark.parametrize("slip", ["ondermijnnig", "ondermining", "ondermijnning", "ondermijming", "nodermijning"])
def test_one_slip_anywhere_is_seen(slip: str) -> None:
    assert KNOWN.nearest(slip) == [("ondermijning", 1)]


def test_two_slips_are_seen_in_a_long_word() -> None:
    assert KNOWN.nearest("veligheidhuis") == [("veiligheidshuis", 2)]
    assert KNOWN.nearest("veligheidhuis", 1) == []


def test_short_words_and_words_made_of_others_are_no_slips() -> None:
    assert KNOWN.nearest("band") == []
    assert KNOWN.nearest("provinciale") == []
