"""The file people go on with: the same findings, laid out to be read."""

from __future__ import annotations

from hypothesis import given

from kbv_rules.findings.read import read_findings, to_findings
from kbv_rules.findings.write_yaml import findings_to_yaml
from kbv_rules.model.findings import Findings
from kbv_rules.yaml_file import parse_yaml
from tests.advise.municipality import found, municipality
from tests.cli.running import EXAMPLES
from tests.strategies import KNOWLEDGE, RULES, findings, law


@law(40)
@given(findings())
def test_whatever_is_written_reads_as_it_was(found: Findings) -> None:
    text = findings_to_yaml(found, comments=["Uit een werkmap."])
    assert to_findings(parse_yaml(text.encode(), "bevindingen.yaml"), KNOWLEDGE, RULES) == found


def test_each_theme_stands_apart_and_short_lists_stand_on_a_line() -> None:
    text = findings_to_yaml(read_findings(EXAMPLES / "waterwijk.yaml", knowledge=KNOWLEDGE, rules=RULES))
    assert 'themes: ["5.2", "S1", "S2", "1.1/woonoverlast", "3.2/wapenbezit-jongeren", "4.1"]' in text
    assert "benchmark: {value: 16.8, unit: per_1000, " in text
    assert '\n\n- theme: "1.1/verward-gedrag"\n' in text
    assert "findings:\n- theme:" in text


def test_text_that_looks_like_a_block_stays_text() -> None:
    text = findings_to_yaml(municipality(found("1.2", bottlenecks=("eerst\nfindings:\n- theme: nee",))))
    assert "\n\n- theme: nee" not in text


def test_comments_and_the_line_for_an_editor_stand_on_top() -> None:
    assert findings_to_yaml(municipality(), comments=["Eén.", "Twee."]).startswith(
        "# Eén.\n# Twee.\n# yaml-language-server: $schema=findings.schema.json\nschema: 1\n"
    )
