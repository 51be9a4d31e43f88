"""What counts as text in a Word document, and what does not."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Protocol

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.model.document import Document, Paragraph
from tests.documents.word_package import NAMESPACES, paragraph, run, word
from tests.documents.writers import outline, rewrite


class Read(Protocol):
    """Reads a document with this body and these other parts."""

    def __call__(self, body: str, **parts: str) -> Document: ...


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def reader(body: str, **parts: str) -> Document:
        return read_document(word(tmp_path / "plan.docx", body, **parts))

    return reader


def texts(document: Document) -> list[str]:
    return [one.text for one in document.paragraphs()]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in document.paragraphs()]


def test_insertions_and_moved_text_count_and_deletions_do_not(read: Read) -> None:
    document = read(
        f"<w:p>{run('Wij ')}<w:del>{run('nooit ')}<w:r><w:delText>weg </w:delText></w:r></w:del><w:ins>{run('altijd ')}</w:ins>"
        f"<w:moveFrom>{run('oud ')}</w:moveFrom><w:moveTo>{run('nieuw ')}</w:moveTo>{run('samen.')}</w:p>"
    )
    assert texts(document) == ["Wij altijd nieuw samen."]


def test_a_deleted_end_of_a_paragraph_joins_it_to_the_next(read: Read) -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"
    document = read(paragraph("Eerste ", properties=deleted) + paragraph("tweede.") + paragraph("Derde."))
    assert texts(document) == ["Eerste tweede.", "Derde."]
    assert [one.anchor for one in document.paragraphs()] == [1, 2]


def test_former_properties_of_a_changed_paragraph_are_not_its_own(read: Read) -> None:
    change = '<w:pPrChange><w:pPr><w:pStyle w:val="Heading1"/><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>'
    assert outline(read(paragraph("Gewone tekst", properties=change))) == []


def test_content_controls_count_and_their_prompts_do_not(read: Read) -> None:
    document = read(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Ingevuld.')}</w:sdtContent></w:sdt>"
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Klik hier.')}</w:sdtContent></w:sdt>"
    )
    assert texts(document) == ["Ingevuld."]


def test_a_text_box_is_read_once_and_after_the_paragraph_it_hangs_on(read: Read) -> None:
    box = f"<w:txbxContent>{paragraph('In het kader.')}</w:txbxContent>"
    document = read(
        f"<w:p>{run('Voor ')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{box}</v:textbox></mc:Fallback></mc:AlternateContent></w:r>{run('en na.')}</w:p>"
    )
    assert kinds(document) == [("paragraph", "Voor en na."), ("text_box", "In het kader.")]
    assert [one.anchor for one in document.paragraphs()] == [0, 1]


def test_an_old_text_box_without_an_alternative_is_read_too(read: Read) -> None:
    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Kader.')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    assert kinds(read(box)) == [("text_box", "Kader.")]


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"


def test_cells_know_their_table_row_and_column_also_in_a_nested_table(read: Read) -> None:
    inner = table(cell(paragraph("binnen")))
    wide = cell(paragraph("breed"), '<w:gridSpan w:val="2"/>')
    document = read(table(wide + cell(paragraph("derde")), cell(inner + paragraph("na"))) + table(cell(paragraph("ander"))))
    assert {one.text: one.cell for one in document.paragraphs()} == {
        "breed": (1, 1, 1),
        "derde": (1, 1, 3),
        "binnen": (2, 1, 1),
        "na": (1, 2, 1),
        "ander": (3, 1, 1),
    }


NOT_BOLD = '<w:b w:val="0"/>'
HEADING = (
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
)


@pytest.mark.parametrize(
    "style",
    [
        HEADING.replace("Kop1", "X"),
        '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Eigen kop"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
        HEADING + '<w:style w:type="paragraph" w:styleId="X"><w:name w:val="Hoofdstuk"/><w:basedOn w:val="Kop1"/></w:style>',
    ],
    ids=["name in English, id in any language", "outline level of its own", "based on a heading"],
)
def test_a_style_makes_a_heading(read: Read, style: str) -> None:
    assert outline(read(paragraph("Inleiding", "X") + paragraph("Tekst."), styles=style)) == [(1, None, "Inleiding")]


def test_without_a_part_for_styles_their_ids_tell(read: Read) -> None:
    document = read(paragraph("Inleiding", "Kop1") + paragraph("Opzet", "Heading2"))
    assert outline(document) == [(1, None, "Inleiding"), (2, None, "Opzet")]


def test_an_outline_level_of_body_text_is_no_heading(read: Read) -> None:
    body = paragraph("Slechts tekst", "Kop1", '<w:outlineLvl w:val="9"/>')
    assert outline(read(body, styles=HEADING)) == []


def level(depth: int, text: str, kind: str = "decimal", style: str = "") -> str:
    style_ = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{style_}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(depth: int, list_: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>'


LIST = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'


def test_numbers_that_word_counts_stand_in_front_of_the_heading(read: Read) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.", style="Kop1")}{level(1, "%1.%2")}</w:abstractNum>{LIST}'
    styles = HEADING.replace("<w:outlineLvl", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl')
    sub = '<w:outlineLvl w:val="1"/>' + numbered(1)
    body = (
        paragraph("Een", "Kop1")
        + paragraph("Twee", "Kop1")
        + paragraph("Onder", properties=sub)
        + paragraph("Nog", properties=sub)
    )
    document = read(body + paragraph("Drie", "Kop1"), styles=styles, numbering=numbering)
    assert outline(document) == [(1, "1", "Een"), (1, "2", "Twee"), (2, "2.1", "Onder"), (2, "2.2", "Nog"), (1, "3", "Drie")]
    assert texts(document)[2] == "2.1 Onder"


def test_a_written_chapter_number_and_a_roman_one(read: Read) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "Hoofdstuk %1", "upperRoman")}</w:abstractNum>{LIST}'
    heading = '<w:outlineLvl w:val="0"/>' + numbered(0)
    document = read("".join(paragraph(name, properties=heading) for name in ("A", "B", "C", "Doel")), numbering=numbering)
    assert outline(document)[-1] == (1, "IV", "Doel")


def test_items_of_a_list_keep_their_text_without_number(read: Read) -> None:
    numbering = f'<w:abstractNum w:abstractNumId="0">{level(0, "%1.")}</w:abstractNum>{LIST}'
    document = read(paragraph("Jeugd", properties=numbered(0)) + paragraph("Zorg", properties=numbered(0)), numbering=numbering)
    assert kinds(document) == [("list_item", "Jeugd"), ("list_item", "Zorg")]


def field(instruction: str, result: str) -> str:
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{instruction}</w:instrText></w:r>{separate}{result}{end}"


def test_the_result_of_a_field_is_text_and_its_instruction_is_not(read: Read) -> None:
    assert texts(read(f"<w:p>{run('Zie ')}{field(' REF _x ', run('hoofdstuk 3'))}{run('.')}</w:p>")) == ["Zie hoofdstuk 3."]


def test_a_table_of_contents_as_a_field_over_paragraphs_is_no_text(read: Read) -> None:
    entries = f"{run('1 Inleiding')}{field(' PAGEREF _x ', run('3'))}</w:p><w:p>{run('2 Aanpak')}"
    assert texts(read(f"<w:p>{field(' TOC o ', entries)}</w:p>{paragraph('Echte tekst.')}")) == ["Echte tekst."]


def test_a_table_of_contents_that_never_ends_does_not_swallow_the_plan(read: Read) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    assert "Echte tekst." in texts(read(f"<w:p>{begin}{run('Inhoud 1')}</w:p>{paragraph('Echte tekst.')}"))


def test_a_table_of_contents_as_a_control_or_by_style_is_no_text(read: Read) -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    control = f"<w:sdt>{gallery}<w:sdtContent>{paragraph('Inhoud')}{paragraph('Een 1')}</w:sdtContent></w:sdt>"
    styles = '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    assert texts(read(control + paragraph("Twee 4", "Inhopg1") + paragraph("Tekst."), styles=styles)) == ["Tekst."]


def test_a_typed_table_of_contents_is_no_text(read: Read) -> None:
    tab = "</w:t><w:tab/><w:t>"
    body = "".join(paragraph(text) for text in ("Inhoud", f"Inleiding{tab}3", f"Aanpak{tab}5", f"Organisatie{tab}9", "Tekst."))
    assert texts(read(body)) == ["Tekst."]


def test_footnotes_come_after_the_text_that_refers_to_them_and_only_once(read: Read) -> None:
    note = f'<w:footnote w:id="2">{paragraph("Bron: politie.")}</w:footnote>'
    unused = f'<w:footnote w:id="3">{paragraph("Verwijderd.")}</w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    deleted = '<w:del><w:r><w:footnoteReference w:id="3"/></w:r></w:del>'
    document = read(paragraph("Eerst.") + f"<w:p>{run('Cijfers')}{reference}{deleted}{run('.')}</w:p>", footnotes=note + unused)
    assert kinds(document) == [("paragraph", "Eerst."), ("paragraph", "Cijfers."), ("footnote", "Bron: politie.")]
    assert list(document.paragraphs())[-1].anchor == 1


def test_breaks_tabs_and_hyphens_become_plain(read: Read) -> None:
    inside = "zorg</w:t><w:noBreakHyphen/><w:t>\u00a0en veilig</w:t><w:softHyphen/><w:t>heid</w:t><w:br/>"
    inside += "<w:t>samen</w:t><w:tab/><w:t>sterk"
    assert texts(read(f"<w:p><w:r><w:t>{inside}</w:t></w:r></w:p>")) == ["zorg- en veiligheid samen sterk"]


def test_a_raised_digit_is_no_digit_of_the_number_before_it(read: Read) -> None:
    raised = run("2", '<w:vertAlign w:val="superscript"/>')
    assert texts(read(f"<w:p>{run('61')}{raised}</w:p>")) == ["61²"]


def test_tab_stops_are_no_tabs_and_hidden_text_is_no_text(read: Read) -> None:
    stops = '<w:tabs><w:tab w:val="left" w:pos="100"/></w:tabs>'
    hidden = run("niet voor u", "<w:vanish/>")
    document = read(f"<w:p><w:pPr>{stops}</w:pPr>{run('Samen')}{hidden}{run('werken')}</w:p>")
    assert texts(document) == ["Samenwerken"]


def test_a_bold_line_below_a_heading_with_a_style_acts_as_a_lower_one(read: Read) -> None:
    bold = f"<w:p>{run('Doelstelling', '<w:b/>')}</w:p>"
    mixed = f"<w:p>{run('Let op', '<w:b/>')}{run(' dit is tekst')}</w:p>"
    off = f"<w:p>{run('Niet vet', NOT_BOLD)}</w:p>"
    document = read(
        paragraph("Jeugd", "Kop1") + bold + paragraph("Minder overlast.") + mixed + off + paragraph("Slot."), styles=HEADING
    )
    assert outline(document) == [(1, None, "Jeugd"), (2, None, "Doelstelling")]


def test_a_heading_in_a_frame_of_one_column_counts_and_one_in_a_table_does_not(read: Read) -> None:
    frame = table(cell(paragraph("Ondermijning", "Kop1")))
    grid = table(cell(paragraph("Kolomkop", "Kop1")) + cell(paragraph("Ander")))
    assert outline(read(frame + paragraph("Tekst.") + grid, styles=HEADING)) == [(1, None, "Ondermijning")]


def test_every_anchor_is_the_place_of_its_paragraph_among_all_of_the_part(read: Read, tmp_path: Path) -> None:
    from lxml import etree

    box = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{paragraph('Kader.')}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    deleted = f"<w:p><w:del>{run('Weg.')}</w:del></w:p>"
    document = read(deleted + paragraph("Een.") + table(cell(paragraph("Cel."))) + box + "<w:p/>" + paragraph("Twee."))
    with zipfile.ZipFile(tmp_path / "plan.docx") as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    w = root.tag.partition("}")[0] + "}"
    all_ = list(root.iter(f"{w}p"))

    def found(one: Paragraph) -> str:
        assert one.anchor is not None
        return "".join(text.text or "" for text in all_[one.anchor].iter(f"{w}t"))

    assert [found(one) for one in document.paragraphs()] == texts(document) == ["Een.", "Cel.", "Kader.", "Twee."]


def test_an_embedded_file_is_said_not_to_be_read(read: Read) -> None:
    assert "ingevoegd bestand" in read(paragraph("Tekst.") + "<w:altChunk/>").warnings[0]


def test_the_strict_form_of_the_standard_is_read_too(tmp_path: Path) -> None:
    path = word(tmp_path / "strict.docx", paragraph("Inleiding", "Heading1") + paragraph("Tekst."))
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name, data.replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", strict))
    assert outline(read_document(path)) == [(1, None, "Inleiding")]


def test_a_prompt_or_a_deleted_end_in_front_does_not_shift_the_place_of_what_follows(read: Read) -> None:
    prompt = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{paragraph('Klik hier.') * 2}</w:sdtContent></w:sdt>"
    document = read(prompt + paragraph("Eerste.") + paragraph("Tweede."))
    assert [(one.text, one.anchor) for one in document.paragraphs()] == [("Eerste.", 2), ("Tweede.", 3)]


def test_a_control_whose_prompt_was_switched_off_is_filled_in(read: Read) -> None:
    filled = (
        f'<w:sdt><w:sdtPr><w:showingPlcHdr w:val="0"/></w:sdtPr><w:sdtContent>{paragraph("Ingevuld.")}</w:sdtContent></w:sdt>'
    )
    assert texts(read(filled)) == ["Ingevuld."]


def test_a_deleted_end_does_not_join_text_to_a_table(read: Read) -> None:
    document = read(paragraph("Ervoor.", properties="<w:rPr><w:del/></w:rPr>") + table(cell(paragraph("Cel."))))
    assert [(one.kind, one.text) for one in document.paragraphs()] == [("paragraph", "Ervoor."), ("table_cell", "Cel.")]


NOTE = f'<w:footnote w:id="2">{paragraph("Bron: politie.")}</w:footnote>'
REFERENCE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def test_a_footnote_of_text_that_runs_on_comes_after_all_of_it(read: Read) -> None:
    joined = f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{run('Eerste ')}{REFERENCE}</w:p>{paragraph('tweede.')}"
    assert kinds(read(joined, footnotes=NOTE)) == [("paragraph", "Eerste tweede."), ("footnote", "Bron: politie.")]


def test_a_footnote_in_a_table_of_contents_is_no_text(read: Read) -> None:
    contents = f"<w:p>{field(' TOC o ', run('Inleiding') + REFERENCE + '<w:r><w:tab/></w:r>')}</w:p>"
    assert texts(read(contents + paragraph("Echte tekst."), footnotes=NOTE)) == ["Echte tekst."]


@pytest.mark.parametrize(
    "contents",
    [
        f'<w:p><w:fldSimple w:instr=" TOC o ">{run("Inleiding")}</w:fldSimple></w:p>',
        f"<w:p>{field(' INDEX ', run('veiligheid, 3'))}</w:p>",
        f"<w:p>{field(' T</w:instrText></w:r><w:r><w:instrText>OC o ', run('Inleiding'))}</w:p>",
    ],
    ids=["simple field", "index", "instruction in pieces"],
)
def test_what_lists_the_text_is_none_however_it_is_written(read: Read, contents: str) -> None:
    assert texts(read(contents + paragraph("Echte tekst."))) == ["Echte tekst."]


def test_a_formula_is_text(read: Read) -> None:
    m = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    formula = f'<m:oMath xmlns:m="{m}"><m:r><m:t>9/100</m:t></m:r></m:oMath>'
    assert texts(read(f"<w:p>{run('Dat is ')}{formula}{run(' deel.')}</w:p>")) == ["Dat is 9/100 deel."]


EMPHASIS = '<w:style w:type="character" w:styleId="Vet"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'


@pytest.mark.parametrize("properties", ['<w:u w:val="single"/>', '<w:rStyle w:val="Vet"/>', "<w:b/>"])
def test_underlined_or_strong_letters_make_a_heading_as_bold_ones_do(read: Read, properties: str) -> None:
    body = paragraph("Jeugd", "Kop1") + f"<w:p>{run('Doel', properties)}</w:p>" + paragraph("Minder overlast in het dorp.")
    assert outline(read(body, styles=HEADING + EMPHASIS)) == [(1, None, "Jeugd"), (2, None, "Doel")]


def test_endnotes_are_read_as_footnotes_are(tmp_path: Path) -> None:
    path = word(tmp_path / "plan.docx", f'<w:p>{run("Cijfers.")}<w:r><w:endnoteReference w:id="1"/></w:r></w:p>')
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/endnotes"
    relation = f'<Relationship Id="e" Type="{kind}" Target="/word/endnotes.xml"/></Relationships>'
    note = f'<w:endnotes {NAMESPACES}><w:endnote w:id="1">{paragraph("Bron: politie.")}</w:endnote></w:endnotes>'
    changes = {
        "word/_rels/document.xml.rels": lambda text: text.replace("</Relationships>", relation),
        "word/endnotes.xml": lambda _: note,
    }
    rewrite(path, changes)
    assert kinds(read_document(path)) == [("paragraph", "Cijfers."), ("footnote", "Bron: politie.")]


def style(id_: str, name: str, more: str = "", properties: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{more}<w:pPr>{properties}</w:pPr></w:style>'


def test_the_style_of_a_title_makes_the_title(read: Read) -> None:
    document = read(paragraph("Veilig in Waterwijk", "T") + paragraph("Tekst."), styles=style("T", "Title"))
    assert document.title == "Veilig in Waterwijk"


@pytest.mark.parametrize("name", ["toc 2", "TOC Heading", "table of figures", "index 1"])
def test_a_style_for_lists_of_what_is_where_is_no_text_nor_what_is_based_on_it(read: Read, name: str) -> None:
    styles = style("L", name) + style("Eigen", "Mijn lijst", '<w:basedOn w:val="L"/>')
    body = paragraph("Aanpak 3", "L") + paragraph("Geld 9", "Eigen") + paragraph("Tekst.")
    assert texts(read(body, styles=styles)) == ["Tekst."]


def test_a_style_that_takes_the_level_of_its_heading_off_is_text(read: Read) -> None:
    plain = style("Intro", "Intro", '<w:basedOn w:val="Kop1"/>', '<w:outlineLvl w:val="9"/>')
    assert outline(read(paragraph("Slechts tekst.", "Intro"), styles=HEADING + plain)) == []


def test_styles_that_are_based_on_each_other_have_an_end(read: Read) -> None:
    circle = style("Een", "Een", '<w:basedOn w:val="Twee"/>') + style("Twee", "Twee", '<w:basedOn w:val="Een"/>')
    assert texts(read(paragraph("Tekst.", "Een"), styles=circle)) == ["Tekst."]
