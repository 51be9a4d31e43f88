"""The documents are true: what they show is real output, what they tell to do works, what they link to exists."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

import kbv_rules
from kbv_rules.errors import InputError
from kbv_rules.model.findings import Findings, ThemeFindings
from kbv_rules.model.vocabulary import VOCABULARY
from kbv_rules.rules.analyse import analyse
from kbv_rules.rules.rule_set import load_rule_set
from kbv_rules.rules.tables import read_tables
from tests.cli.running import EXAMPLES, ROOT, fine, kbv

DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")
AT_THE_LEAST = {
    "schema": "schema: 1",
    "date": "date: 2026-11-01",
    "municipality": "municipality: {name: Voorbeeldgemeente, population: {2025: 55653}}",
    "period": "period: {start: 2027, end: 2030}",
}


def text_of(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """The fenced blocks of a document in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text_of(name), re.MULTILINE | re.DOTALL)


def commands(name: str) -> Iterator[str]:
    """The `kbv` commands a document tells to run on what is in the repository."""
    for block in blocks(name, "sh"):
        for line in block.splitlines():
            command = line.partition("  #")[0].strip()
            if command.startswith("kbv ") and not re.search(r"bevindingen\.(yaml|xlsx)|concept-ivp|my-rules| -o ", command):
                yield command


# All documents


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_to_a_file_leads_somewhere(document: Path) -> None:
    broken = [
        target
        for target in LINK.findall(document.read_text(encoding="utf-8"))
        if not target.startswith("http") and not (document.parent / target).exists()
    ]
    assert broken == []


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_command_shown_on_files_that_are_here_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    shown = list(commands(name))
    assert shown
    for command in shown:
        outcome = kbv(*shlex.split(command)[1:])
        assert outcome.code == 0, (command, outcome.err)


def test_every_decision_the_code_points_to_is_there() -> None:
    code = [*ROOT.glob("kbv_rules/**/*.py"), *ROOT.glob("cli/*.py"), ROOT / "pyproject.toml"]
    told = {found for path in code for found in re.findall(r"docs/[\w/.-]+\.md", path.read_text(encoding="utf-8"))}
    assert told
    assert [target for target in told if not (ROOT / target).is_file()] == []


def test_decisions_are_numbered_without_gaps_and_headed_by_their_number() -> None:
    pages = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    for page in pages:
        lines = page.read_text(encoding="utf-8").splitlines()
        assert lines[0].startswith(f"# {page.name[:4]} ")
        assert len(lines) < 70, "one page each"


# README


def test_the_excerpt_in_the_readme_is_what_the_demo_prints() -> None:
    (excerpt,) = blocks("README.md", "text")
    assert excerpt in fine("advise", EXAMPLES / "terneuzen.yaml").out


def test_make_demo_runs_the_command_the_readme_says() -> None:
    assert "kbv advise examples/terneuzen.yaml" in text_of("Makefile")
    assert "`make demo` sets itself up in `.venv` and runs `kbv advise examples/terneuzen.yaml`" in text_of("README.md")


def test_the_python_of_the_readme_works(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT)
    (code,) = blocks("README.md", "python")
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out.startswith("Woninginbraak 1.45 ")


# Filling in findings


@pytest.mark.parametrize("block", blocks("docs/findings.md", "yaml"))
def test_every_example_of_the_guide_is_accepted(block: str, tmp_path: Path) -> None:
    needed = [line for key, line in AT_THE_LEAST.items() if not re.search(rf"^{key}:", block, re.MULTILINE)]
    findings = tmp_path / "bevindingen.yaml"
    findings.write_text("\n".join([block, *needed]), encoding="utf-8")
    kbv_rules.read_findings(findings)


def test_the_least_the_guide_asks_for_is_the_least_that_is_needed(tmp_path: Path) -> None:
    least = blocks("docs/findings.md", "yaml")[0]
    findings = tmp_path / "bevindingen.yaml"
    findings.write_text(least, encoding="utf-8")
    assert kbv_rules.read_findings(findings).municipality.name == "Voorbeeldgemeente"
    for line in least.splitlines()[1:]:
        if not line.startswith((" ", "municipality")):
            findings.write_text(least.replace(line + "\n", ""), encoding="utf-8")
            with pytest.raises(InputError):
                kbv_rules.read_findings(findings)


def keys_of(schema: dict[str, Any]) -> set[str]:
    return {name for model in [schema, *schema.get("$defs", {}).values()] for name in model.get("properties", {})}


def test_the_guide_tells_of_every_key() -> None:
    guide = text_of("docs/findings.md")
    keys = keys_of(Findings.model_json_schema(by_alias=True)) | keys_of(ThemeFindings.model_json_schema(by_alias=True))
    shown = "\n".join(blocks("docs/findings.md", "yaml"))
    untold = [key for key in sorted(keys) if f"`{key}`" not in guide and not re.search(rf"\b{key}: ", shown)]
    assert untold == []


def test_the_guide_names_every_value_that_can_be_chosen() -> None:
    guide = text_of("docs/findings.md")
    schema = Findings.model_json_schema(by_alias=True)
    values = {
        value
        for model in schema["$defs"].values()
        for part in model.get("properties", {}).values()
        for option in [part, *part.get("anyOf", [])]
        for value in option.get("enum", [])
    }
    assert len(values) > 15
    assert [value for value in sorted(values) if f"`{value}`" not in guide] == []


# Rules


def test_the_table_in_the_guide_to_rules_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "tabel.yaml").write_text(blocks("docs/rules.md", "yaml")[0], encoding="utf-8")
    (table,) = read_tables(tmp_path, VOCABULARY)
    assert table.id == "omvang-cijfer"


def test_the_guide_tells_of_every_file_of_rules() -> None:
    guide = text_of("docs/rules.md")
    assert [path.name for path in (ROOT / "rules").glob("*.yaml") if f"| `{path.name}` |" not in guide] == []


def test_another_threshold_does_what_the_guide_says(tmp_path: Path) -> None:
    own = Path(shutil.copytree(ROOT / "rules", tmp_path / "my-rules"))
    table = own / "tables" / "omvang-cijfer.yaml"
    text = table.read_text(encoding="utf-8")
    (change,) = blocks("docs/rules.md", "diff")
    removed = [line[1:] for line in change.splitlines() if line.startswith("-")]
    added = [line[1:] for line in change.splitlines() if line.startswith("+")]
    for old, new in zip(removed, added, strict=True):
        assert text.count(old) == 1
        text = text.replace(old, new)
    table.write_text(text, encoding="utf-8")
    assert analyse(load_rule_set(own).tables["omvang-cijfer"].table).defects == (), "the conditions keep fitting together"
    before = " ".join(fine("advise", EXAMPLES / "terneuzen.yaml").out.split())
    after = " ".join(fine("advise", EXAMPLES / "terneuzen.yaml", "--rules", own).out.split())
    assert "We stellen één prioriteit voor: - Woninginbraak (score 1,45)" in before
    assert "dus duidelijk meer (2025) [1]. Dit telt voor 0,42 punt." in before
    assert "We stellen één prioriteit voor: - Woninginbraak (score 1,31)" in after
    assert "dus iets meer (2025) [3]. Dit telt voor 0,28 punt." in after


# About the project


def test_publiccode_says_what_a_catalogue_needs() -> None:
    told = yaml.safe_load(text_of("publiccode.yml"))
    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["softwareVersion"] == kbv_rules.__version__
    assert told["legal"]["license"] == "EUPL-1.2"
    assert told["maintenance"]["contacts"]
    assert set(told["localisation"]["availableLanguages"]) == {"nl", "en"}
    for language in ("en", "nl"):
        description = told["description"][language]
        assert len(description["genericName"]) <= 35
        assert len(description["shortDescription"]) <= 150
        assert 500 <= len(description["longDescription"]) <= 10_000
        assert description["features"]


def test_the_changelog_speaks_of_this_version() -> None:
    assert kbv_rules.__version__ in text_of("CHANGELOG.md")
    assert "## [Unreleased]" in text_of("CHANGELOG.md")
