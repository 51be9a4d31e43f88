"""Forms of one word, and words that only look it."""

from __future__ import annotations

import pytest

from kbv_rules.knowledge.word_forms import same_word


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wijk", "wijken"),
        ("school", "scholen"),
        ("brief", "brieven"),
        ("overval", "overvallen"),
        ("boa", "boas"),
        ("gemeente", "gemeenten"),
        ("mogelijkheid", "mogelijkheden"),
        ("centrum", "centra"),
        ("crisis", "crises"),
        ("evenement", "evenementje"),
        ("kwetsbaar", "kwetsbare"),
        ("radicaliseert", "radicalisering"),
        ("handhaven", "handhaving"),
    ],
)
def test_forms_of_one_word(one: str, other: str) -> None:
    assert same_word(one, other)
    assert same_word(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("gemeente", "gemeen"),
        ("politie", "politiek"),
        ("jeugd", "jeugdig"),
        ("jongeren", "jonge"),
        ("wijk", "wijs"),
        ("brand", "band"),
    ],
)
def test_words_that_only_look_alike(one: str, other: str) -> None:
    assert not same_word(one, other)
