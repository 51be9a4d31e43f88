"""The draft with comments: what they say, where, and when it is refused."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from kbv_rules.check.rules import load_check_rules
from kbv_rules.documents.read import read_document
from kbv_rules.errors import InputError
from kbv_rules.knowledge.base import Knowledge
from kbv_rules.model.remark import CheckReport
from kbv_rules.report.check_docx import write_check_docx
from kbv_rules.report.check_words import Names
from tests.report import check_reports

NOON = "2026-11-21T12:00:00Z"
Commented = Callable[..., list[str]]


@pytest.fixture
def commented(tmp_path: Path, knowledge: Knowledge) -> Commented:
    """The texts of the comments, by the paragraph they start in."""

    def write(report: CheckReport, path: Path, target: Path | None = None, time: str | None = NOON) -> list[str]:
        target = target or tmp_path / "uit.docx"
        write_check_docx(report, path, read_document(path), Names(knowledge, load_check_rules()), target, time=time)
        return [comment.text for comment in docx.Document(str(target)).comments]

    return write


def test_the_summary_is_on_top_with_what_people_accepted_and_why(commented: Commented, tmp_path: Path) -> None:
    path, _, report = check_reports.sample(tmp_path)
    assert commented(report, path)[0].splitlines() == [
        "Toets van plan.docx",
        "Het plan noemt 2 prioriteiten. Begin bij: begroting ontbreekt.",
        "Let op: bladzijde 3 is een scan.",
        "Besloten te laten staan:",
        "[budget-without-amounts] Hier ontbreekt iets (budget-without-amounts). Reden: Staat in de meerjarenbegroting. (Ans)",
    ]


def test_a_comment_says_what_why_what_to_do_and_when_it_is_fine(commented: Commented, tmp_path: Path) -> None:
    path, _, report = check_reports.sample(tmp_path)
    assert commented(report, path)[3].splitlines() == [
        "3. [theme-not-covered] aandachtspunt: Hier ontbreekt iets (theme-not-covered).",
        "Dit geldt ook voor: 4.4 Rampenbestrijding en crisisbeheersing; 5.1 Polarisatie en radicalisering.",
        "Waarom: Zonder geld geen uitvoering. Bron: Kernbeleid Veiligheid 2021, stap 4.",
        "Doen: Voeg een begroting toe.",
        "Mag blijven als: De begroting staat in een ander stuk.",
    ]


def test_a_draft_without_remarks_gets_the_summary_only(commented: Commented, tmp_path: Path) -> None:
    path = check_reports.draft(tmp_path)
    assert commented(check_reports.report([], warnings=()), path) == [
        "Toets van plan.docx\nHet plan noemt 2 prioriteiten. Begin bij: begroting ontbreekt."
    ]


def test_the_time_is_that_of_the_run(commented: Commented, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    path, _, report = check_reports.sample(tmp_path)
    commented(report, path, tmp_path / "uit.docx", None)
    times = {str(comment.timestamp) for comment in docx.Document(str(tmp_path / "uit.docx")).comments}
    assert times == {"2026-01-01 00:00:00+00:00"}


def test_what_is_commented_can_be_checked_again_and_reads_the_same(commented: Commented, tmp_path: Path) -> None:
    path, document, report = check_reports.sample(tmp_path)
    first = commented(report, path)
    again = read_document(tmp_path / "uit.docx")
    assert again.root == document.root
    second = commented(report, tmp_path / "uit.docx", tmp_path / "uit2.docx")
    assert second == [*first, *first]


@pytest.mark.parametrize(("name", "text"), [("plan.md", "# Plan\n\nTekst.\n"), ("plan.html", "<html><p>Tekst.</p></html>")])
def test_only_a_word_document_takes_comments(commented: Commented, tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as error:
        commented(check_reports.report([]), path)
    told = str(error.value)
    assert f"dit is een document van de soort '{path.suffix[1:]}'" in told
    assert "(.docx)" in told and "--format html, text, json of sarif" in told
    assert not (tmp_path / "uit.docx").exists()


def test_a_file_that_is_there_is_left_alone(commented: Commented, tmp_path: Path) -> None:
    path, _, report = check_reports.sample(tmp_path)
    before = path.read_bytes()
    for target in (path, tmp_path / "reacties.docx"):
        if target != path:
            target.write_bytes(b"antwoorden van anderen")
        with pytest.raises(InputError, match="bestaat al en wordt niet overschreven"):
            commented(report, path, target)
    assert path.read_bytes() == before
    assert (tmp_path / "reacties.docx").read_bytes() == b"antwoorden van anderen"


def test_a_draft_that_breaks_on_the_way_leaves_nothing_behind(tmp_path: Path, knowledge: Knowledge) -> None:
    path, document, report = check_reports.sample(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError, match="beschadigd"):
        write_check_docx(report, path, document, Names(knowledge, load_check_rules()), tmp_path / "uit.docx", time=NOON)
    assert [one.name for one in tmp_path.iterdir()] == ["plan.docx"]
