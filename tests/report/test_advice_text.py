"""The advice as a document: every reason accounted for, every sentence whole, every number Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from kbv_rules.findings.identity import all_ids
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.advice import Advice
from kbv_rules.model.findings import Findings
from kbv_rules.report.advice import advice_as
from kbv_rules.report.advice_text import advice_blocks
from kbv_rules.report.blocks import Bullets, Grid, Heading, Paragraph
from kbv_rules.rules.rule_set import RuleSet

EXAMPLES = ("eindhoven", "terneuzen", "waterwijk")
ACCOUNT = re.compile(r"\[(\d+)\] regel (\S+) \(tabel (\S+)\); rust op (.+)")
CITED = re.compile(r"\[(\d+)\]")

pytestmark = pytest.mark.parametrize("example", EXAMPLES)


@pytest.fixture
def sentences(example: str, advices: Mapping[str, Advice], rules: RuleSet) -> list[str]:
    """Every text of the document, a cell of a table being one."""
    found: list[str] = []
    for block in advice_blocks(advices[example], rules):
        if isinstance(block, (Heading, Paragraph)):
            found.append(block.text)
        elif isinstance(block, Bullets):
            found.extend(block.items)
        else:
            found.extend([*block.header, *(cell for row in block.rows for cell in row)])
    return found


@pytest.fixture
def account(sentences: list[str]) -> dict[int, re.Match[str]]:
    """The lines of the Verantwoording by their number."""
    return {int(line[1]): line for text in sentences if (line := ACCOUNT.fullmatch(text))}


def test_every_number_behind_a_reason_has_its_line_in_the_account(
    sentences: list[str], account: dict[int, re.Match[str]]
) -> None:
    cited = {int(number) for text in sentences if not ACCOUNT.fullmatch(text) for number in CITED.findall(text)}
    assert cited
    assert list(account) == list(range(1, len(account) + 1))
    assert set(account) == cited


def test_every_line_of_the_account_names_a_rule_that_exists_in_its_table(
    account: dict[int, re.Match[str]], rules: RuleSet
) -> None:
    for line in account.values():
        assert line[2] in {rule.id for rule in rules.tables[line[3]].table.rules}


def test_every_line_of_the_account_rests_on_a_finding_that_exists_or_on_the_handbook(
    example: str, account: dict[int, re.Match[str]], findings: Mapping[str, Findings], knowledge: Knowledge, rules: RuleSet
) -> None:
    known = set(all_ids(findings[example]))
    candidates = {bundle.id for bundle in rules.candidates.bundles}
    for line in account.values():
        handbook = re.fullmatch(r"het handboek \((.+)\)", line[4])
        if handbook:
            assert knowledge.is_subject(handbook[1]) or handbook[1] in candidates
        else:
            assert set(line[4].split(", ")) <= known


def test_no_name_is_left_unfilled(sentences: list[str]) -> None:
    assert [text for text in sentences if "{" in text or "}" in text] == []


def test_nothing_reads_unknown_but_the_sentences_that_speak_of_what_is_unknown(sentences: list[str], rules: RuleSet) -> None:
    """`fill` writes 'onbekend' for a value it lacks; in a text of an advice that is a gap in the reasoning."""
    pieces = {piece for text in rules.texts.values() for piece in re.split(r"\{[^}]*\}", text) if "onbekend" in piece}
    assert pieces
    for text in sentences:
        rest = text
        for piece in pieces:
            rest = rest.replace(piece, " ")
        assert "onbekend" not in rest, text


def test_numbers_are_written_as_dutch_writes_them(sentences: list[str], knowledge: Knowledge, rules: RuleSet) -> None:
    """A point stands in a number only between thousands, in the number of a theme, or in a version."""
    for text in sentences:
        if ACCOUNT.fullmatch(text) or "kbv-rules" in text:
            continue
        for found in re.findall(r"(?<![\w.,])\d+\.\d+(?![\w.])", text):
            assert found in knowledge.themes or re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", found), text


def test_every_score_of_the_document_is_that_of_the_advice(
    example: str, sentences: list[str], advices: Mapping[str, Advice]
) -> None:
    for priority in advices[example].priorities:
        written = f"{priority.score:.2f}".replace(".", ",")
        assert any(text.startswith(f"{priority.name} (score {written})") for text in sentences)
        assert f"De score is {written} op een schaal van 0 tot 4. Die is zo opgebouwd:" in sentences


def test_every_sentence_starts_and_ends_as_a_sentence(sentences: list[str]) -> None:
    for text in sentences:
        assert text == text.strip()
        assert not re.search(r"\.\.|  |,,| ,| \.|:\.|\. ?\.", text.replace("...", "")), text


def test_all_22_themes_have_their_home_in_the_document(
    example: str, advices: Mapping[str, Advice], sentences: list[str], knowledge: Knowledge
) -> None:
    advice = advices[example]
    whole = "\n".join(sentences)
    at_home = {member for priority in advice.priorities for member in priority.members}
    for theme in knowledge.themes:
        assert theme in at_home or f"{theme} {knowledge.name(theme)}" in whole


def test_a_theme_on_which_nothing_was_found_is_named_as_such(
    example: str, advices: Mapping[str, Advice], sentences: list[str]
) -> None:
    empty = [
        score.theme
        for score in advices[example].scores
        if "." in score.theme and "/" not in score.theme and all(part.status != "evaluated" for part in score.criteria.values())
    ]
    told = next((text for text in sentences if text.startswith("Niets gevonden over")), "")
    assert all(f"{theme} " in told for theme in empty)
    assert any(text.startswith(f"Over {len(empty)} van de 22 thema's") for text in sentences) == bool(empty)


def test_a_fictional_municipality_is_called_so(example: str, sentences: list[str]) -> None:
    assert any("Deze gemeente bestaat niet".lower() in text.lower() for text in sentences) == (example == "waterwijk")


def test_markdown_has_the_same_headings_as_the_text(example: str, advices: Mapping[str, Advice], rules: RuleSet) -> None:
    markdown, text = (advice_as(advices[example], rules, form) for form in ("md", "text"))
    headings = re.findall(r"^(#+) (.+)$", markdown, re.MULTILINE)
    assert headings[0][0] == "#"
    for level, heading in headings:
        shown = heading.upper() if len(level) > 2 else heading
        assert f"\n{shown}\n" in f"\n{text}"


def test_every_table_has_as_many_cells_as_heads(example: str, advices: Mapping[str, Advice], rules: RuleSet) -> None:
    tables = [block for block in advice_blocks(advices[example], rules) if isinstance(block, Grid)]
    assert len(tables) >= 1 + len(advices[example].priorities)
    assert all(len(row) == len(table.header) for table in tables for row in table.rows)
