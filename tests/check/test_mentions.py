"""What a text names: exact, in other forms, in compounds, abbreviated, with slips; and what it does not name."""

from __future__ import annotations

import random
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.check.mentions import Mention, find_exact, find_mentions
from kbv_rules.check.vocabulary import Extra, Vocabulary, make_vocabulary, without_brackets
from kbv_rules.knowledge.base import theme_of
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.document import Paragraph
from kbv_rules.rules.rule_set import load_bundles
from kbv_rules.yaml_file import read_yaml

HERE = Path(__file__).parent
SUBJECTS = {"theme", "sub_theme", "cross_cutting", "bundle", "aspect", "partner", "law", "measure"}
THEMES = {"theme", "sub_theme", "cross_cutting", "bundle"}


@cache
def words() -> Vocabulary:
    return make_vocabulary(load_knowledge(), load_bundles())


def mentions(*texts: str) -> list[Mention]:
    return find_mentions([Paragraph(number, text) for number, text in enumerate(texts, 1)], words())


def ids(text: str) -> set[str]:
    return {mention.id for mention in mentions(text)}


def named(text: str, id_: str) -> Mention:
    return next(mention for mention in mentions(text) if mention.id == id_)


# Quality


def labelled(part: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = read_yaml(HERE / "mentions.yaml").value[part]
    return found


@pytest.mark.parametrize("part", ["fitted", "held_out"])
@pytest.mark.parametrize(("lists", "least"), [(("forms", "compounds", "abbreviations"), 0.94), (("slips",), 0.97)])
def test_sentences_of_plans_name_what_they_are_labelled_with(part: str, lists: tuple[str, ...], least: float) -> None:
    sentences = [sentence for name in lists for sentence in labelled(part)[name]]
    wanted = [(sentence["text"], id_) for sentence in sentences for id_ in sentence["names"]]
    missed = [(text, id_) for text, id_ in wanted if id_ not in ids(text) | {theme_of(found) for found in ids(text)}]
    assert len(wanted) > 15
    assert 1 - len(missed) / len(wanted) >= least, missed


@pytest.mark.parametrize("part", ["fitted", "held_out"])
def test_what_is_found_is_seldom_wrong(part: str) -> None:
    right, wrong = 0, []
    for sentence in (sentence for sentences in labelled(part).values() for sentence in sentences):
        allowed = {*sentence["names"], *sentence.get("may", ()), *map(theme_of, sentence["names"])}
        strong = {one.id for one in mentions(sentence["text"]) if not one.weak and one.kind in SUBJECTS}
        false = {id_ for id_ in strong if id_ not in allowed and theme_of(id_) not in allowed}
        right += len(strong - false)
        wrong += [(sentence["text"], id_) for id_ in false]
    assert right / (right + len(wrong)) >= 0.95, wrong


@pytest.mark.parametrize("part", ["fitted", "held_out"])
def test_what_a_sentence_must_not_name_it_does_not_name(part: str) -> None:
    for sentence in (sentence for sentences in labelled(part).values() for sentence in sentences):
        assert not ids(sentence["text"]) & set(sentence.get("not", ())), sentence["text"]


def slipped(word: str, chance: random.Random) -> str:
    """The word with a letter left out, added, swapped or changed."""
    place, letter = chance.randrange(len(word)), chance.choice("abcdefghijklmnoprstuvwz")
    before, here, after = word[:place], word[place], word[place + 1 :]
    return chance.choice(
        [before + after, before + letter + here + after, before + after[:1] + here + after[1:], before + letter + after]
    )


def test_names_with_a_random_slip_are_found() -> None:
    chance = random.Random(20)
    paragraphs, wanted = [], []
    for label in words().labels:
        parts = without_brackets(label.label).split()
        long = [place for place, part in enumerate(parts) if len(part) >= 6 and part.isalpha() and part[1:].islower()]
        if label.kind not in SUBJECTS or label.weak or not long:
            continue
        place = chance.choice(long)
        parts[place] = slipped(parts[place], chance)
        paragraphs.append(Paragraph(len(paragraphs) + 1, f"Wij noemen {' '.join(parts)} in dit plan."))
        wanted.append(label.id)
    found = defaultdict(set)
    for mention in find_mentions(paragraphs, words()):
        found[mention.paragraph].add(mention.id)
    missed = [(one.text, id_) for one, id_ in zip(paragraphs, wanted, strict=True) if id_ not in found[one.number]]
    assert len(wanted) > 2000
    assert len(missed) / len(wanted) <= 0.03, missed


def test_a_text_about_other_things_names_no_theme() -> None:
    text = (HERE / "neutral_text.txt").read_text(encoding="utf-8").splitlines()
    false = [mention for mention in mentions(*text) if not mention.weak and mention.kind in THEMES]
    assert not false


# Places


def test_a_mention_says_where_it_stands() -> None:
    texts = ("", "Wij pakken\tondermijning\u00a0aan.", "Café-overlast; ONDERMIJNING!")
    found = [mention for mention in mentions(*texts) if mention.id == "5.2"]
    assert [(mention.paragraph, mention.text) for mention in found] == [(2, "ondermijning"), (3, "ONDERMIJNING")]
    assert all(texts[one.paragraph - 1][one.start : one.end] == one.text for one in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet="ondermijzgvhHuis-'’/&.,;() \t\n\u00adé\u0301İß", max_size=40), max_size=5))
def test_every_place_holds_the_text_of_its_mention(texts: list[str]) -> None:
    paragraphs = [Paragraph(number, f"{text} zorg- en veiligheidshuis {text}") for number, text in enumerate(texts, 1)]
    for mention in find_mentions(paragraphs, words()):
        text = paragraphs[mention.paragraph - 1].text
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text


def test_a_term_does_not_run_from_one_paragraph_or_sentence_into_the_next() -> None:
    assert "veilig-thuis" in ids("Melden kan bij Veilig Thuis")
    assert "veilig-thuis" not in {mention.id for mention in mentions("Het is hier veilig", "Thuis is dat anders")}
    assert "veilig-thuis" not in ids("Het is hier veilig. Thuis is dat anders")


# How


@pytest.mark.parametrize(
    ("text", "id_", "how"),
    [
        ("de ondermijning", "5.2", "exact"),
        ("het RIEC", "riec", "abbreviation"),
        ("een hennepkwekerij", "5.2/hennepteelt", "form"),
        ("de ondermijningsaanpak", "5.2", "compound"),
        ("verkeers- en brandveiligheid", "4.1", "compound"),
        ("jeugdoverlast en -criminaliteit", "3.2", "compound"),
        ("ondermijnign", "5.2", "slip"),
        ("onder mijning", "5.2", "slip"),
        ("cyber-crime", "S1", "exact"),
    ],
)
def test_how_a_thing_was_named_is_said(text: str, id_: str, how: str) -> None:
    assert named(f"Wij noemen {text} hier.", id_).how == how


def test_a_short_word_beside_an_unknown_one_makes_no_compound() -> None:
    assert "3.4" in ids("een schoolfeest")
    assert "3.4" not in ids("de schoolslag")


def test_exact_finds_no_forms_compounds_or_slips() -> None:
    texts = [Paragraph(1, "Ondermijning, ondermijningsaanpak, ondermijnign en een hennepkwekerij")]
    assert [mention.text for mention in find_exact(texts, words())] == ["Ondermijning"]


def test_exact_finds_what_is_exact_for_all_and_at_the_same_place() -> None:
    lines = (HERE / "neutral_text.txt").read_text(encoding="utf-8").splitlines()
    lines += [sentence["text"] for part in ("fitted", "held_out") for list_ in labelled(part).values() for sentence in list_]
    texts = [Paragraph(number, text) for number, text in enumerate(lines, 1)]
    exact = {one[:5] for one in find_exact(texts, words())}
    among_all = {one[:5] for one in find_mentions(texts, words()) if one.how == "exact" and one.text.lower() == one.label.lower()}
    assert len(exact) > 100
    assert among_all <= exact


def test_short_names_that_are_words_need_their_capitals() -> None:
    assert "openbaar-ministerie" in ids("samen met het OM")
    assert "openbaar-ministerie" not in ids("Om dat te doen, om te beginnen")
    assert "openbaar-ministerie" not in ids("SAMEN STERK OM TE WINNEN")


# What wins


def test_the_longest_mention_wins_within_one_theme() -> None:
    found = [mention.text for mention in mentions("De veilige woon- en leefomgeving") if mention.id == "woon-en-leefomgeving"]
    assert found == ["veilige woon- en leefomgeving"]


def test_a_shorter_mention_of_another_theme_stays() -> None:
    assert {"jeugdoverlast-en-criminaliteit", "3.1", "3.2"} <= ids("jeugdoverlast en jeugdcriminaliteit")


def test_nothing_is_named_inside_a_name() -> None:
    assert ids("de Wet veiligheidsregio's") == {"wet-veiligheidsregios"}


def test_a_general_word_is_a_weak_mention() -> None:
    assert named("in het verkeer", "4.1").weak
    assert not named("de verkeersveiligheid", "4.1").weak


def test_a_check_rule_may_add_terms() -> None:
    more = make_vocabulary(load_knowledge(), load_bundles(), [Extra("budget", "element", ["begroting", "financiële dekking"])])
    found = find_mentions([Paragraph(7, "De financiele dekkingen staan in de begroting.")], more)
    assert [(one.id, one.kind, one.paragraph, one.how) for one in found] == [
        ("budget", "element", 7, "form"),
        ("budget", "element", 7, "exact"),
    ]


def test_the_same_text_names_the_same_with_other_paragraphs_around_it() -> None:
    text = "Ondermijnign en het veligheidshuis, drugsoverlst."
    alone = [mention[:2] for mention in mentions(text)]
    around = mentions("Er is veel overlst in het dorp.", text, "Het drugsteam en de wijkagent.")
    assert [mention[:2] for mention in around if mention.paragraph == 2] == alone


def test_a_vocabulary_from_its_compiled_copy_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    made, copied = (make_vocabulary(load_knowledge(), load_bundles()) for _ in range(2))
    assert list(tmp_path.rglob("vocabulary-*.json"))
    assert (made.labels, made.rows, made.characters) == (copied.labels, copied.rows, copied.characters)
    assert made.kin("hennepkwekerijtje") == copied.kin("hennepkwekerijtje")


def test_another_name_makes_another_vocabulary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for term in ("begroting", "dekking"):
        words = make_vocabulary(load_knowledge(), load_bundles(), [Extra("budget", "element", [term])])
        assert term in {label.label for label in words.labels if label.kind == "element"}
