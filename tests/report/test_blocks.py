"""Blocks as text for a terminal and as Markdown."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kbv_rules.report.blocks import Bullets, Grid, Heading, Paragraph, columns, to_markdown, to_text

# Words as Dutch writes them, hyphens and slashes included.
WORDS = st.text("abcdeëï'/-é0123456789", min_size=1, max_size=30)
SENTENCES = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)
SHORT_WORDS = st.from_regex(r"[a-eë][a-eë/-]{0,8}", fullmatch=True)
CELLS = st.lists(SHORT_WORDS, max_size=8).map(" ".join)
TABLES = st.integers(1, 5).flatmap(
    lambda width: st.tuples(
        st.lists(SHORT_WORDS, min_size=width, max_size=width),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6),
    )
)

PLAIN = settings(max_examples=60, deadline=None)


def spans_of(line_of_dashes: str) -> list[slice]:
    """Where the columns of a table stand, read from the line under its header."""
    spans, start = [], 0
    for dashes in line_of_dashes.split("  "):
        spans.append(slice(start, start + len(dashes)))
        start += len(dashes) + 2
    return spans


@PLAIN
@given(SENTENCES)
def test_wrapping_keeps_every_word_in_order(text: str) -> None:
    assert to_text([Paragraph(text)], width=40).split() == text.split()
    assert to_text([Bullets((text,))], width=40).split() == ["-", *text.split()]


@PLAIN
@given(SENTENCES)
def test_no_line_is_wider_than_asked_for(text: str) -> None:
    lines = to_text([Paragraph(text), Bullets((text, text))], width=40).splitlines()
    assert all(len(line) <= 40 for line in lines)


def test_a_word_wider_than_the_line_stays_whole() -> None:
    word = "meerjarenonderhoudsprogramma"
    assert to_text([Paragraph(f"het {word} loopt")], width=12).splitlines() == ["het", word, "loopt"]


def test_the_second_line_of_a_bullet_stands_under_its_text() -> None:
    text = to_text([Bullets(("buurtbemiddeling en mediation", "casusoverleg"))], width=24)
    assert text.splitlines() == ["  - buurtbemiddeling en", "    mediation", "  - casusoverleg"]


def test_headings_are_underlined_by_their_length() -> None:
    text = to_text([Heading(1, "Advies"), Heading(2, "Waarom"), Heading(3, "Wetten")])
    assert text == "Advies\n======\n\nWaarom\n------\n\nWETTEN\n"


@PLAIN
@given(TABLES)
def test_every_word_of_a_table_stands_whole_in_its_own_column(table: tuple[list[str], list[list[str]]]) -> None:
    header, rows = table
    lines = columns(header, rows, 60).splitlines()
    bar = next(index for index, line in enumerate(lines) if set(line) <= {"-", " "})
    rest = lines[bar + 1 :]
    for place, span in enumerate(spans_of(lines[bar])):
        shown = " ".join(line[span] for line in rest).split()
        assert shown == " ".join(row[place] for row in rows).split()


@PLAIN
@given(TABLES)
def test_a_table_fits_its_width_when_its_longest_words_do(table: tuple[list[str], list[list[str]]]) -> None:
    header, rows = table
    assert all(len(line) <= 60 for line in columns(header, rows, 60).splitlines())


def test_an_id_is_never_broken_where_it_can_be_whole() -> None:
    id_ = "vm-veiligheidsgevoel-centrumgebied"
    name = "Veiligheidsgevoel in het centrumgebied van de woonplaats"
    text = columns(["indicator", "soort", "id"], [[name, "beleving", id_]], 70)
    assert id_ in text
    assert all(len(line) <= 70 for line in text.splitlines())


def test_a_table_too_wide_for_its_words_breaks_them_and_loses_none() -> None:
    words = ["meerjarenonderhoudsprogramma", "veiligheidsanalyserapportage", "uitvoeringsprogrammering"]
    lines = columns(["een", "twee", "drie"], [words], 50).splitlines()
    assert all(len(line) <= 50 for line in lines)
    spans = spans_of(lines[1])
    assert ["".join(line[span].strip() for line in lines[2:]) for span in spans] == words


def test_markdown_of_each_block() -> None:
    blocks = [
        Heading(2, "Hoe meten we het"),
        Paragraph("Twee of drie."),
        Bullets(("een", "twee")),
        Grid(("Indicator", "Soort"), (("Inbraken", "feiten"),)),
    ]
    assert to_markdown(blocks) == (
        "## Hoe meten we het\n\nTwee of drie.\n\n- een\n- twee\n\n| Indicator | Soort |\n| --- | --- |\n| Inbraken | feiten |\n"
    )


def test_a_bar_in_a_cell_does_not_make_another_column() -> None:
    text = to_markdown([Grid(("bron",), (("GGD | JGZ",),))])
    assert text.splitlines()[-1] == "| GGD \\| JGZ |"


@PLAIN
@given(st.lists(SENTENCES.map(lambda text: text.replace(" ", "\n")), min_size=1, max_size=4))
def test_a_line_break_in_a_text_breaks_no_markdown(texts: list[str]) -> None:
    bullets = to_markdown([Bullets(tuple(texts))]).splitlines()
    rows = to_markdown([Grid(("bron",), tuple((text,) for text in texts))]).splitlines()
    assert len(bullets) == len(texts)
    assert len(rows) == len(texts) + 2
