"""Comments come into a Word document at their places, and nothing else in it changes."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from kbv_rules.documents.read import read_document
from kbv_rules.documents.word_comments import Comment, Line, Signature, write_commented
from kbv_rules.errors import InputError
from tests.documents.word_package import NAMESPACES, paragraph, run

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SIGNATURE = Signature("kbv-rules", "kbv", "2026-11-21T12:00:00Z")
CHANGED = {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}
Package = dict[str, bytes]


def parts(data: bytes) -> Package:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def commented(path: Path, *comments: Comment) -> bytes:
    out = io.BytesIO()
    write_commented(path, comments, SIGNATURE, out)
    return out.getvalue()


def on(anchor: int | None, text: str = "Let op.") -> Comment:
    return Comment(anchor, (Line(text),))


def without_marks(xml: bytes) -> bytes:
    """The canonical XML without what a comment of ours leaves in the text."""
    root = etree.fromstring(xml)
    for mark in root.xpath("//*[local-name()='commentRangeStart' or local-name()='commentRangeEnd']"):
        mark.getparent().remove(mark)
    for mark in root.xpath("//*[local-name()='commentReference']"):
        mark.getparent().getparent().remove(mark.getparent())
    return bytes(etree.tostring(root, method="c14n"))


def canonical(xml: bytes) -> bytes:
    return bytes(etree.tostring(etree.fromstring(xml), method="c14n"))


def marked_texts(xml: bytes, name: str = "commentRangeStart") -> list[tuple[str, str]]:
    """Per mark its comment and all text of the paragraph it stands right in."""
    found = []
    for mark in etree.fromstring(xml).iter(f"{{{W}}}{name}"):
        holder = mark.getparent() if name == "commentRangeStart" else mark.getparent().getparent()
        assert holder.tag == f"{{{W}}}p"
        found.append((mark.get(f"{{{W}}}id"), "".join(holder.itertext(f"{{{W}}}t"))))
    return found


@cache
def bare() -> Package:
    """A whole package with nothing in it, by python-docx."""
    docx.Document().save(data := io.BytesIO())
    return parts(data.getvalue())


def with_body(path: Path, body: str) -> Path:
    write(path, {**bare(), "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()})
    return path


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Path]:
    """A whole package with this body."""
    return lambda body: with_body(tmp_path / "plan.docx", body)


def write(path: Path, package: Package) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in package.items():
            archive.writestr(name, data)


def plan(path: Path) -> Path:
    """A plan as Word has it: headings, a table, text in all ways."""
    document = docx.Document()
    document.add_heading("Veilig in Waterwijk", 0)
    document.add_heading("1 Prioriteiten", 1)
    document.add_paragraph("Ondermijning staat voorop.")
    table = document.add_table(2, 2)
    table.cell(1, 1).text = "Nulmeting 120"
    document.add_paragraph("Jeugd & alcohol <18> telt ook.")
    document.save(str(path))
    return path


def test_text_styles_and_all_other_parts_stay_as_they_were(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.docx")
    before = parts(path.read_bytes())
    after = parts(commented(path, *(on(number) for number in reversed(range(8))), on(None), on(3)))
    assert {name for name in before | after if before.get(name) != after.get(name)} == CHANGED
    assert without_marks(after["word/document.xml"]) == canonical(before["word/document.xml"])
    assert list(after)[: len(before)] == list(before)


def test_without_the_marks_even_the_bytes_are_those_of_the_draft(made: Callable[[str], Path]) -> None:
    """Quotes, entities, comments and white space inside tags are as their program wrote them."""
    odd = f"<!-- <w:p> --><w:p  w:rsidR = '00A>B' ><w:pPr\n/>{run('a&#x2014;b')}</w:p >"
    body = f"{odd}<w:p><w:r><w:t><![CDATA[<w:p>]]></w:t></w:r></w:p>"
    before = parts((path := made(body)).read_bytes())["word/document.xml"]
    after = parts(commented(path, on(0), on(1)))["word/document.xml"]
    style = rb'(?:<w:rPr><w:rStyle w:val="\w+"/></w:rPr>)?'
    marks = rb'<w:commentRange(?:Start|End) w:id="\d"/>|<w:r>' + style + rb'<w:commentReference w:id="\d"/></w:r>'
    assert len(re.findall(marks, after)) == 6
    assert re.sub(marks, b"", after) == before
    assert marked_texts(after) == [("0", "a\u2014b"), ("1", "<w:p>")]


def test_a_library_that_reads_comments_finds_them_in_order_and_signed(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.docx")
    lines = (Line("Het onderdeel ontbreekt.", "1. [regel]"), Line("Voeg het toe.", "Doen:"))
    found = list(docx.Document(io.BytesIO(commented(path, Comment(2, lines), on(4, "Tweede.")))).comments)
    assert [comment.text for comment in found] == ["1. [regel] Het onderdeel ontbreekt.\nDoen: Voeg het toe.", "Tweede."]
    assert {(comment.author, comment.initials, str(comment.timestamp)) for comment in found} == {
        ("kbv-rules", "kbv", "2026-11-21 12:00:00+00:00")
    }
    assert [run_.bold for run_ in found[0].paragraphs[0].runs][-2:] == [True, None]


def test_comments_that_are_there_stay_and_ids_go_on(tmp_path: Path) -> None:
    document = docx.Document(str(plan(tmp_path / "plan.docx")))
    runs = document.paragraphs[2].runs
    for text in ("Van de wijkagent.", "Van de jurist."):
        document.add_comment(runs, text, author="Ans")
    document.save(str(path := tmp_path / "ronde2.docx"))
    before, data = parts(path.read_bytes()), commented(path, on(2, "Van ons."))
    after = parts(data)
    assert [(one.comment_id, one.author, one.text) for one in docx.Document(io.BytesIO(data)).comments] == [
        (0, "Ans", "Van de wijkagent."),
        (1, "Ans", "Van de jurist."),
        (2, "kbv-rules", "Van ons."),
    ]
    assert {name for name in before | after if before.get(name) != after.get(name)} == {"word/document.xml", "word/comments.xml"}
    added = re.sub(rb"<w:comment [^>]*w:id=\"2\".*?</w:comment>", b"", after["word/comments.xml"], flags=re.DOTALL)
    assert added == before["word/comments.xml"]


def test_a_mark_whose_comment_is_gone_does_not_get_one_of_ours(made: Callable[[str], Path]) -> None:
    path = made(f"<w:p>{run('Tekst')}<w:r><w:commentReference w:id='41'/></w:r></w:p>")
    assert [one.comment_id for one in docx.Document(io.BytesIO(commented(path, on(0)))).comments] == [42]


def box(text: str) -> str:
    """A paragraph with a text box, as Word writes it twice."""
    content = f"<w:txbxContent>{paragraph(text)}</w:txbxContent>"
    return (
        f"<w:p>{run('Gastheer.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{content}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><v:textbox>{content}</v:textbox></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


FIELD = (
    "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>TITLE</w:instrText></w:r>"
    f"<w:r><w:fldChar w:fldCharType='separate'/></w:r>{run('Doel.')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
)
NESTED = f"<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{paragraph('Doel.')}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"
PLACES = {
    "cell": f"<w:tbl><w:tr><w:tc>{paragraph('Doel.')}</w:tc></w:tr></w:tbl>",
    "nested table": NESTED,
    "control around a paragraph": f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('Doel.')}</w:sdtContent></w:sdt>",
    "control in a paragraph": f"<w:p><w:sdt><w:sdtPr/><w:sdtContent>{run('Doel.')}</w:sdtContent></w:sdt></w:p>",
    "insertion": f"<w:p><w:pPr><w:rPr><w:ins w:id='9'/></w:rPr></w:pPr><w:ins w:id='8'>{run('Doel.')}</w:ins></w:p>",
    "deletion beside it": f"<w:p><w:del w:id='7'><w:r><w:delText>Oud.</w:delText></w:r></w:del>{run('Doel.')}</w:p>",
    "field alone": FIELD,
    "simple field": f"<w:p><w:fldSimple w:instr='TITLE'>{run('Doel.')}</w:fldSimple></w:p>",
    "hyperlink": f"<w:p><w:hyperlink w:anchor='x'>{run('Doel.')}</w:hyperlink></w:p>",
}


@pytest.mark.parametrize("body", PLACES.values(), ids=PLACES.keys())
def test_a_comment_stands_right_in_the_paragraph_that_was_read(made: Callable[[str], Path], body: str) -> None:
    path = made(f"{paragraph('Ervoor.')}{body}{paragraph('Erna.')}")
    anchor = next(one.anchor for one in read_document(path).paragraphs() if one.text == "Doel.")
    after = parts(commented(path, on(anchor)))["word/document.xml"]
    assert marked_texts(after) == marked_texts(after, "commentReference") == [("0", "Doel.")]
    assert without_marks(after) == canonical(parts(path.read_bytes())["word/document.xml"])


def test_the_marks_enclose_all_text_and_come_after_the_properties(made: Callable[[str], Path]) -> None:
    after = parts(commented(made(paragraph("Doel.", style="Heading1")), on(0)))["word/document.xml"]
    names = [etree.QName(child).localname for child in next(etree.fromstring(after).iter(f"{{{W}}}p"))]
    assert names == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "r"]


def test_what_is_in_a_text_box_is_marked_on_the_paragraph_that_holds_it(made: Callable[[str], Path]) -> None:
    """Word ignores a comment inside a text box."""
    path = made(paragraph("Ervoor.") + box("Kader.") + paragraph("Erna."))
    anchor = next(one.anchor for one in read_document(path).paragraphs() if one.text == "Kader.")
    after = parts(commented(path, on(anchor)))["word/document.xml"]
    assert [text[:9] for _, text in marked_texts(after)] == ["Gastheer."]


def test_a_control_that_is_filled_from_elsewhere_passes_its_comment_on(made: Callable[[str], Path]) -> None:
    """Word fills it anew when it opens the document, and the comment would be gone."""
    bound = f"<w:sdt><w:sdtPr><w:dataBinding w:xpath='/t'/></w:sdtPr><w:sdtContent>{paragraph('Titel')}</w:sdtContent></w:sdt>"
    after = parts(commented(made(f"{bound}{paragraph('Eerste.')}"), on(None), on(0)))["word/document.xml"]
    assert [text for _, text in marked_texts(after)] == ["Eerste.", "Eerste."]
    after = parts(commented(made(f"{paragraph('Eerste.')}{bound}"), on(1)))["word/document.xml"]
    assert [text for _, text in marked_texts(after)] == ["Eerste."]
    with pytest.raises(InputError, match="er is geen alinea waar een opmerking bij kan staan"):
        commented(made(bound), on(0))


def test_what_only_an_old_word_shows_takes_no_comment(made: Callable[[str], Path]) -> None:
    old = f"<mc:AlternateContent><mc:Choice Requires='wps'/><mc:Fallback>{paragraph('Oud.')}</mc:Fallback></mc:AlternateContent>"
    after = parts(commented(made(old + paragraph("Eerste.")), on(None)))["word/document.xml"]
    assert marked_texts(after) == [("0", "Eerste.")]


def test_parts_keep_the_time_they_had(made: Callable[[str], Path]) -> None:
    path = made(paragraph("Doel."))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(zipfile.ZipInfo("word/media/kaart.png", (2024, 5, 17, 9, 30, 12)), b"kaart")
    with zipfile.ZipFile(io.BytesIO(commented(path, on(0)))) as archive:
        assert archive.getinfo("word/media/kaart.png").date_time == (2024, 5, 17, 9, 30, 12)
        assert archive.getinfo("word/comments.xml").date_time == (1980, 1, 1, 0, 0, 0)


def test_paragraphs_of_a_drawing_are_not_counted(made: Callable[[str], Path]) -> None:
    drawing = "<w:r><a:p xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'/></w:r>"
    path = made(f"<w:p>{drawing}{run('Eerste.')}</w:p>{paragraph('Tweede.')}")
    anchor = next(one.anchor for one in read_document(path).paragraphs() if one.text == "Tweede.")
    assert marked_texts(parts(commented(path, on(anchor)))["word/document.xml"]) == [("0", "Tweede.")]


def test_an_empty_paragraph_is_opened_up(made: Callable[[str], Path]) -> None:
    after = parts(commented(made("<w:p/><w:p w:rsidR='1' />"), on(0), on(1)))["word/document.xml"]
    assert marked_texts(after) == [("0", ""), ("1", "")]
    assert without_marks(after).count(b"</w:p>") == 2


@pytest.mark.parametrize("namespace", [W, STRICT])
def test_other_prefixes_and_the_strict_edition_are_followed(made: Callable[[str], Path], namespace: str) -> None:
    path = made("")
    package = parts(path.read_bytes())
    text = f'<document xmlns="{namespace}"><body><p><r><t>Doel.</t></r></p></body></document>'
    package["word/document.xml"] = text.encode()
    if namespace == STRICT:
        package["_rels/.rels"] = package["_rels/.rels"].replace(
            b"schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
            b"purl.oclc.org/ooxml/officeDocument/relationships/officeDocument",
        )
    write(path, package)
    after = parts(commented(path, on(0)))
    ids = [
        mark.get(f"{{{namespace}}}id")
        for mark in etree.fromstring(after["word/document.xml"]).iter(f"{{{namespace}}}commentReference")
    ]
    comments = etree.fromstring(after["word/comments.xml"])
    assert ids == [comments[0].get(f"{{{namespace}}}id")] == ["0"]
    strict = b"purl.oclc.org/ooxml/officeDocument/relationships/comments" in after["word/_rels/document.xml.rels"]
    assert strict is (namespace == STRICT)
    assert without_marks(after["word/document.xml"]) == text.encode()


def test_utf_16_is_read_too(made: Callable[[str], Path]) -> None:
    path = made("")
    package = parts(path.read_bytes())
    body = f"<w:body>{paragraph('Coördinatie')}</w:body>"
    text = f'<?xml version="1.0" encoding="UTF-16"?><w:document {NAMESPACES}>{body}</w:document>'
    package["word/document.xml"] = text.encode("utf-16")
    write(path, package)
    assert marked_texts(parts(commented(path, on(0)))["word/document.xml"]) == [("0", "Coördinatie")]


def test_the_styles_word_keeps_for_comments_are_used_where_they_are(made: Callable[[str], Path]) -> None:
    path = made(paragraph("Doel."))
    package = parts(path.read_bytes())
    styles = "".join(
        f'<w:style xmlns:w="{W}" w:type="{kind}" w:styleId="{id_}"><w:name w:val="{name}"/></w:style>'
        for kind, id_, name in (
            ("paragraph", "Tekstopmerking", "annotation text"),
            ("character", "Verwijzing", "annotation reference"),
        )
    )
    package["word/styles.xml"] = package["word/styles.xml"].replace(b"</w:styles>", f"{styles}</w:styles>".encode())
    write(path, package)
    after = parts(commented(path, on(0)))
    assert b'<w:rStyle w:val="Verwijzing"/></w:rPr><w:commentReference' in after["word/document.xml"]
    assert b'<w:pStyle w:val="Tekstopmerking"/>' in after["word/comments.xml"]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(st.characters()), min_size=1, max_size=4))
def test_any_text_can_be_a_comment(texts: Sequence[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = with_body(Path(folder) / "plan.docx", paragraph("Doel."))
        xml = parts(commented(path, *(on(0, text) for text in texts)))["word/comments.xml"]
    found = ["".join(one.itertext(f"{{{W}}}t")) for one in etree.fromstring(xml)]
    legal = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
    assert found == [" ".join(legal.sub("\ufffd", text).split()) for text in texts]


def broken(path: Path, **changes: bytes | None) -> Path:
    package = parts(plan(path).read_bytes())
    for name, data in changes.items():
        place = {"main": "word/document.xml", "types": "[Content_Types].xml"}[name]
        if data is None:
            del package[place]
        else:
            package[place] = data
    write(path, package)
    return path


BAD: dict[str, tuple[dict[str, bytes | None], str]] = {
    "no list of parts": ({"types": None}, "beschadigd"),
    "text that breaks off": ({"main": b"<w:document"}, "beschadigd"),
    "entities": ({"main": b'<!DOCTYPE d [<!ENTITY e "x">]><d/>'}, "documenttype"),
    "no Word text": ({"main": b"<html/>"}, "er is geen alinea"),
}


@pytest.mark.parametrize(("changes", "told"), BAD.values(), ids=BAD.keys())
def test_a_package_that_is_none_is_refused(tmp_path: Path, changes: dict[str, bytes | None], told: str) -> None:
    with pytest.raises(InputError, match=told):
        commented(broken(tmp_path / "plan.docx", **changes), on(0))


def test_the_same_comments_give_the_same_bytes(tmp_path: Path) -> None:
    path = plan(tmp_path / "plan.docx")
    assert commented(path, on(2), on(None)) == commented(path, on(2), on(None))


def changed(path: Path, name: str, old: bytes, new: bytes) -> None:
    """Rewrite one part of a package."""
    package = parts(path.read_bytes())
    assert old in package[name]
    write(path, {**package, name: package[name].replace(old, new)})


def test_a_comment_whose_mark_is_gone_keeps_its_id(tmp_path: Path) -> None:
    document = docx.Document(str(plan(tmp_path / "plan.docx")))
    document.add_comment(document.paragraphs[2].runs, "Van de wijkagent.", author="Ans")
    document.save(str(path := tmp_path / "ronde2.docx"))
    package = parts(path.read_bytes())
    package["word/document.xml"] = without_marks(package["word/document.xml"])
    package["word/comments.xml"] = package["word/comments.xml"].replace(b'w:id="0"', b'w:id="7"')
    write(path, package)
    after = etree.fromstring(parts(commented(path, on(2)))["word/comments.xml"])
    assert [one.get(f"{{{W}}}id") for one in after] == ["7", "8"]


def test_the_start_of_a_range_counts_among_the_ids(made: Callable[[str], Path]) -> None:
    path = made(f"<w:p><w:commentRangeStart w:id='41'/>{run('Tekst')}</w:p>")
    assert [one.comment_id for one in docx.Document(io.BytesIO(commented(path, on(0)))).comments] == [42]


def test_more_comments_than_word_opens_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = docx.Document(str(plan(tmp_path / "plan.docx")))
    document.add_comment(document.paragraphs[2].runs, "Van de wijkagent.", author="Ans")
    document.save(str(path := tmp_path / "ronde2.docx"))
    monkeypatch.setattr("kbv_rules.documents.word_comments._MOST", 2)
    assert commented(path, on(2))
    with pytest.raises(InputError, match="meer dan 2 zijn"):
        commented(path, on(2), on(3))


def test_a_part_or_relation_that_is_in_the_way_is_left_alone(made: Callable[[str], Path]) -> None:
    path = made(paragraph("Doel."))
    package = {**parts(path.read_bytes()), "word/comments.xml": b"<los/>"}
    relations = "word/_rels/document.xml.rels"
    package[relations] = package[relations].replace(
        b"</Relationships>", b'<Relationship Id="rIdKbv" Type="x/eigen" Target="eigen.xml"/></Relationships>'
    )
    write(path, package)
    after = parts(commented(path, on(0)))
    assert after["word/comments.xml"] == b"<los/>"
    assert b"Let op." in after["word/comments1.xml"]
    assert (after[relations].count(b'Id="rIdKbv"'), after[relations].count(b'Id="rIdKbv1"')) == (1, 1)


def test_the_list_of_parts_says_each_kind_once(made: Callable[[str], Path]) -> None:
    path, types = made(paragraph("Doel.")), "[Content_Types].xml"
    rels = re.search(rb'<Default [^>]*Extension="rels"[^>]*/>', parts(path.read_bytes())[types])
    assert rels is not None
    assert parts(commented(path, on(0)))[types].count(b'Extension="rels"') == 1
    changed(path, types, b"</Types>", b'<Override PartName="/word/Comments.xml" ContentType="x/y"/></Types>')
    assert len(re.findall(rb"/word/comments\.xml", parts(commented(path, on(0)))[types], re.IGNORECASE)) == 1
    changed(path, types, rels[0], b"")
    assert parts(commented(path, on(0)))[types].count(b'Extension="rels"') == 1


def test_no_part_is_there_twice_and_what_was_stored_stays_so(made: Callable[[str], Path]) -> None:
    path = made(paragraph("Doel."))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/kaart.png", b"kaart" * 99, zipfile.ZIP_STORED)
    with zipfile.ZipFile(io.BytesIO(commented(path, on(0)))) as archive:
        assert len(set(archive.namelist())) == len(archive.namelist())
        assert archive.getinfo("word/media/kaart.png").compress_type == zipfile.ZIP_STORED
        assert archive.getinfo("word/document.xml").compress_type == zipfile.ZIP_DEFLATED


def test_only_the_first_paragraph_of_a_comment_has_its_sign(made: Callable[[str], Path]) -> None:
    after = parts(commented(made(paragraph("Doel.")), Comment(0, (Line("Let op."), Line("En nog iets.")))))
    assert after["word/comments.xml"].count(b"<w:annotationRef/>") == 1


def test_styles_are_found_by_their_place_in_the_package(made: Callable[[str], Path]) -> None:
    path = made(paragraph("Doel."))
    style = (
        f'<w:style xmlns:w="{W}" w:type="character" w:styleId="Vw"><w:name w:val="annotation reference"/></w:style></w:styles>'
    )
    changed(path, "word/styles.xml", b"</w:styles>", style.encode())
    changed(path, "word/_rels/document.xml.rels", b'Target="styles.xml"', b'Target="/word/styles.xml"')
    assert b'<w:rStyle w:val="Vw"/></w:rPr><w:commentReference' in parts(commented(path, on(0)))["word/document.xml"]


def test_a_control_that_a_newer_word_fills_passes_its_comment_on_too(made: Callable[[str], Path]) -> None:
    binding = "<w15:dataBinding xmlns:w15='http://schemas.microsoft.com/office/word/2012/wordml' w:xpath='/t'/>"
    bound = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{paragraph('Titel')}</w:sdtContent></w:sdt>"
    after = parts(commented(made(f"{bound}{paragraph('Eerste.')}"), on(0)))["word/document.xml"]
    assert [text for _, text in marked_texts(after)] == ["Eerste."]


def test_former_properties_inside_the_properties_do_not_end_them(made: Callable[[str], Path]) -> None:
    change = "<w:pPrChange w:id='5'><w:pPr><w:jc w:val='left'/></w:pPr></w:pPrChange>"
    after = parts(commented(made(paragraph("Doel.", properties=change)), on(0)))["word/document.xml"]
    names = [etree.QName(child).localname for child in next(etree.fromstring(after).iter(f"{{{W}}}p"))]
    assert names == ["pPr", "commentRangeStart", "r", "commentRangeEnd", "r"]
