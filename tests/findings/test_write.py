"""Findings that are written are the findings that are read again."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given

from kbv_rules.findings.read import read_findings, to_findings
from kbv_rules.findings.write import findings_yaml
from kbv_rules.model.findings import Findings
from kbv_rules.yaml_file import parse_yaml
from tests.advise.municipality import found, municipality
from tests.cli.running import EXAMPLES
from tests.strategies import KNOWLEDGE, RULES, findings, law


def read_back(text: str) -> Findings:
    return to_findings(parse_yaml(text.encode(), "bevindingen.yaml"), KNOWLEDGE, RULES)


@law(60)
@given(findings())
def test_whatever_is_written_reads_as_it_was(found: Findings) -> None:
    assert read_back(findings_yaml(found)) == found


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_survive_being_written(example: Path) -> None:
    original = read_findings(example)
    assert read_back(findings_yaml(original)) == original


def test_what_people_wrote_stands_between_quotes_and_words_of_the_format_do_not() -> None:
    text = findings_yaml(municipality(found("1.2", ernst=3, by="nee", bottlenecks=("12", "1.10", "geen: regie"))))
    assert 'theme: "1.2"' in text
    assert 'by: "nee"' in text
    assert '- text: "1.10"' in text
    assert "criterion: ernst" in text
    assert "date: 2025-10-01" in text


def test_a_comment_stands_on_top_line_by_line() -> None:
    text = findings_yaml(municipality(), ["Tegenvoorbeeld.", "", "Zie hieronder."])
    assert text.startswith("# Tegenvoorbeeld.\n#\n# Zie hieronder.\nschema: 1\n")
