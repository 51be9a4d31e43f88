"""The drafts that the checker is measured with are sound: valid files, complete keys, defects that are really planted."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.drafts.make import FORMATS, HERE, Mutant, answer_key, mutants, source, write
from tests.drafts.source import EditError, edited, headings, parse, passage, unmark

REMARKS = {
    "chapter-missing",
    "chapter-order",
    "too-many-priorities",
    "no-priorities-found",
    "priority-element-missing",
    "indicator-count",
    "indicator-mix",
    "indicator-baseline-missing",
    "indicator-target-missing",
    "target-contradicts-direction",
    "cross-link-missing",
    "care-and-safety-missing",
    "digital-facet-missing",
    "information-management-missing",
    "theme-not-covered",
    "partner-missing",
    "triangle-missing",
    "safety-region-missing",
    "regional-police-plan-missing",
    "policy-cycle-missing",
    "budget-missing",
    "budget-without-amounts",
    "law-outdated",
    "other-themes-missing",
}

FOLDER = HERE.parents[1]


def _yaml(path: str) -> Any:
    return yaml.safe_load((FOLDER / path).read_text(encoding="utf-8"))


@cache
def _catalogue(path: str, key: str) -> frozenset[str]:
    return frozenset(entry["id"] for entry in _yaml(path)[key])


@cache
def _ids() -> set[str]:
    """Every id that a priority or other theme of a plan may resolve to."""
    found = {cluster["id"] for cluster in _yaml("rules/other_themes.yaml")["names"]}
    found |= {bundle["id"] for bundle in _yaml("rules/candidates.yaml")["bundles"]}
    for folder in ("themes", "cross_cutting"):
        for path in sorted((FOLDER / "knowledge" / folder).glob("*.yaml")):
            entry = yaml.safe_load(path.read_text(encoding="utf-8"))
            found |= (
                {entry["id"], *(sub["id"] for sub in entry["sub_themes"] or () if "id" in sub)}
                if entry.get("sub_themes")
                else {entry["id"]}
            )
    return found


THEMES = {path.name[:3] for path in (FOLDER / "knowledge" / "themes").glob("*.yaml")}
EXISTING = tuple(name for name in ("waterwijk", "heidebeek", "kwartiersland") if (HERE / name / "plan.md").exists())
MUTANTS = [mutant for name in EXISTING for mutant in mutants(name)]
every_plan = pytest.mark.parametrize("name", EXISTING)
every_mutant = pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.plan}:{mutant.id}")


# ---- sources and keys


def test_the_three_layouts_are_there() -> None:
    assert len(EXISTING) == 3


@every_plan
def test_a_plan_has_the_length_of_a_real_one(name: str) -> None:
    low, high = answer_key(name)["words"]
    assert low <= len(unmark(source(name)).split()) <= high


@every_plan
def test_the_key_names_headings_and_ids_that_exist(name: str) -> None:
    key, ids = answer_key(name), _ids()
    texts = [re.sub(r"^[\d.]+ ", "", text) for _, text in headings(parse(source(name)))]
    for part in (*key["priorities"], *key["other_themes"]):
        assert part["heading"] in texts
        assert set(part["candidates"]) <= ids and part["candidates"]
        assert set(part["members"]) <= THEMES
    for heading in key["chapters"].values():
        assert heading is None or heading in texts


@every_plan
def test_every_theme_has_one_home(name: str) -> None:
    key = answer_key(name)
    homes = [theme for part in (*key["priorities"], *key["other_themes"]) for theme in part["members"]]
    assert sorted(homes) == sorted(THEMES)


@every_plan
def test_each_priority_is_a_passage_under_its_heading(name: str) -> None:
    for priority in answer_key(name)["priorities"]:
        first = next(line for line in passage(source(name), priority["passage"]).splitlines() if line.strip())
        assert first.lstrip("#").strip().endswith(priority["heading"])


@every_plan
def test_every_passage_that_begins_ends(name: str) -> None:
    for mark in set(re.findall(r"<!-- ([^/\s]\S*) -->", source(name))):
        if not mark.startswith("at:"):
            assert passage(source(name), mark).strip()


# ---- files


@pytest.fixture(scope="module", params=EXISTING)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return write(source(request.param), tmp_path_factory.mktemp("drafts"), request.param)


def test_no_mark_or_sign_of_a_change_reaches_a_file(written: dict[str, Path]) -> None:
    for kind in ("md", "html"):
        text = written[kind].read_text(encoding="utf-8")
        assert not re.search(r"<!-- |\{\+\+|\{--|:::|link:|priority:", text)


def test_word_opens_both_documents(written: dict[str, Path]) -> None:
    docx = pytest.importorskip("docx")
    draft = parse(source(written["md"].stem))
    styled = docx.Document(str(written["docx"]))
    found = [paragraph.text for paragraph in styled.paragraphs if paragraph.style.name.lower().startswith("heading")]
    assert found == [text for _, text in headings(draft)]
    bold = docx.Document(str(written["bold.docx"]))
    assert not [paragraph for paragraph in bold.paragraphs if paragraph.style.name.lower().startswith("heading")]
    assert {text for _, text in headings(draft)} <= {
        paragraph.text for paragraph in bold.paragraphs if paragraph.runs and paragraph.runs[0].bold
    }


def test_word_holds_what_naive_readers_lose(written: dict[str, Path]) -> None:
    with zipfile.ZipFile(written["docx"]) as archive:
        body = archive.read("word/document.xml").decode()
    for structure in ("<w:ins ", "<w:del ", "<w:sdt>", "<w:txbxContent>", "footnoteReference", "TOC \\o", "headerReference"):
        assert structure in body
    assert re.search(r"<w:tc>(?:(?!</w:tc>).)*<w:tbl>", body), "a table in a table"


def test_the_pdf_reads_back(written: dict[str, Path]) -> None:
    pdfium = pytest.importorskip("pypdfium2")
    document = pdfium.PdfDocument(str(written["pdf"]))
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    draft = parse(source(written["md"].stem))
    assert len(document) > 8
    assert text.count(draft.meta["header"]) == len(document)
    unbroken = re.sub(r"\s+", " ", text.replace("\ufffe", "").replace("\u00ad", ""))
    assert [heading for _, heading in headings(draft) if heading not in unbroken] == []
    assert "\ufffe" in text, "words are broken at the end of a line"


def test_the_odt_is_a_sound_package(written: dict[str, Path]) -> None:
    with zipfile.ZipFile(written["odt"]) as archive:
        assert archive.testzip() is None
        assert archive.namelist()[0] == "mimetype" and archive.getinfo("mimetype").compress_type == zipfile.ZIP_STORED
        content = archive.read("content.xml")
    etree = pytest.importorskip("lxml.etree")
    name = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}h"
    found = ["".join(node.itertext()) for node in etree.parse(io.BytesIO(content)).iter(name)]
    assert found == [text for _, text in headings(parse(source(written["md"].stem)))]


def test_the_same_source_gives_the_same_bytes() -> None:
    draft = parse(source(EXISTING[0]))
    for make in FORMATS.values():
        assert make(draft) == make(draft)


# ---- mutants


@every_mutant
def test_a_defect_is_planted_and_gone_from_the_text(mutant: Mutant) -> None:
    before, after = unmark(source(mutant.plan)), unmark(mutant.source)
    assert before != after
    text = unmark(passage(mutant.source, mutant.inside)) if mutant.inside else after
    left = {pattern: found for pattern in mutant.gone if (found := re.findall(rf".{{0,40}}(?:{pattern}).{{0,20}}", text))}
    assert not left
    parse(mutant.source)


@every_mutant
def test_a_mutant_expects_a_remark_that_exists(mutant: Mutant) -> None:
    assert mutant.rule in REMARKS and set(mutant.also) <= REMARKS
    if "priority" in mutant.about:
        assert mutant.about["priority"] in {priority["heading"] for priority in answer_key(mutant.plan)["priorities"]}
    about = mutant.about
    laws, partners = _catalogue("knowledge/laws.yaml", "laws"), _catalogue("knowledge/partners.yaml", "partners")
    themes = about.get("theme", [])
    assert {about.get("linked_theme", "1.1")} <= THEMES
    assert set(themes if isinstance(themes, list) else [themes]) <= _ids()
    assert about.get("law", "apv") in laws
    assert about.get("partner", "riec") in partners


def test_every_remark_of_the_design_is_planted_at_least_once() -> None:
    assert {mutant.rule for mutant in MUTANTS if mutant.plan == "waterwijk"} == REMARKS


def test_mutants_have_their_own_name() -> None:
    names = [(mutant.plan, mutant.id) for mutant in MUTANTS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "edits",
    [
        [{"remove": "no-such-passage"}],
        [{"replace": {"from": "deze woorden staan er niet", "to": "x"}}],
        [{"replace": {"from": "de", "to": "x"}}],
        [{"insert": {"at": "at:nowhere", "text": "x"}}],
        [{"paint": "blue"}],
    ],
)
def test_an_edit_that_does_not_match_is_refused(edits: list[dict[str, Any]]) -> None:
    with pytest.raises(EditError):
        edited(source("waterwijk"), edits)


def test_a_removed_passage_takes_all_its_places_along() -> None:
    text = "A <!-- x -->B<!-- /x --> C <!-- x -->D <!-- y -->E<!-- /y --><!-- /x --> F"
    assert unmark(edited(text, [{"remove": "x"}])).split() == ["A", "C", "F"]
