"""What cannot be read is refused in Dutch, with what to do about it; what can be is known by its content, not by its name."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kbv_rules.documents.read import read_document
from kbv_rules.errors import InputError
from tests.documents.word_package import paragraph, word
from tests.documents.writers import PLAN, Piece, docx, markdown, odt_package, outline, page, pdf, rewrite

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DTD = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY secret SYSTEM "file:///etc/hostname">]>'


def _zip(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _encrypted_pdf(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path), encrypt="geheim")
    canvas.drawString(100, 700, "Geheim plan")
    canvas.save()


def _scan(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    canvas.rect(10, 10, 500, 700, fill=1)
    canvas.showPage()
    canvas.save()


def _long_pdf(path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument.new()
    for _ in range(1001):
        document.new_page(10, 10)
    document.save(path)


def _bomb(path: Path) -> None:
    word(path, paragraph("Tekst."))
    rewrite(path, {"word/document.xml": lambda text: text.replace("Tekst.", "a" * 9_000_000)})


def _lying_bomb(path: Path) -> None:
    """A part that says it is small, and is not."""
    _bomb(path)
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo("word/document.xml").file_size
    small = (1_000).to_bytes(4, "little")
    path.write_bytes(bytes(data).replace(size.to_bytes(4, "little"), small))


def _locked_part(path: Path) -> None:
    word(path, paragraph("Tekst."))
    data = path.read_bytes()
    at = data.index(b"PK\x01\x02")
    while at >= 0:  # the flag 'encrypted' in every entry of the directory
        data = data[: at + 8] + bytes([data[at + 8] | 1]) + data[at + 9 :]
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(data)


def _locked_odt(path: Path) -> None:
    odt_package("<text:p>x</text:p>", path)
    rewrite(path, {"META-INF/manifest.xml": lambda _: "<manifest:encryption-data/>"})


def _cut(write: Callable[[Path], None]) -> Callable[[Path], None]:
    def writer(path: Path) -> None:
        write(path)
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])

    return writer


BAD: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a folder": ("map.docx", lambda path: path.mkdir(), "map, geen document"),
    "not there": ("weg.docx", lambda path: None, "bestaat niet"),
    "no bytes": ("leeg.docx", lambda path: path.touch(), "leeg"),
    "no text in Word": ("leeg.docx", lambda path: word(path, "<w:p/>"), "geen tekst"),
    "no text in Markdown": ("leeg.md", lambda path: path.write_text(" \n\n"), "geen tekst"),
    "an old Word file": ("plan.doc", lambda path: path.write_bytes(OLE + "WordDocument".encode("utf-16-le")), "oude formaat"),
    "an old Word file, renamed": (
        "plan.docx",
        lambda path: path.write_bytes(OLE + "WordDocument".encode("utf-16-le")),
        "ook al heet het anders",
    ),
    "an old Excel file": ("plan.docx", lambda path: path.write_bytes(OLE + "Workbook".encode("utf-16-le")), "oude Office"),
    "an encrypted Word file": (
        "plan.docx",
        lambda path: path.write_bytes(OLE + "EncryptedPackage".encode("utf-16-le")),
        "wachtwoord",
    ),
    "an encrypted part": ("plan.docx", _locked_part, "wachtwoord"),
    "an encrypted odt": ("plan.odt", _locked_odt, "wachtwoord"),
    "an encrypted pdf": ("plan.pdf", _encrypted_pdf, "wachtwoord"),
    "a workbook as docx": ("plan.docx", lambda path: _zip(path, {"_rels/.rels": _relation("xl/workbook.xml")}), "rekenblad"),
    "a presentation": ("plan.pptx", lambda path: _zip(path, {"_rels/.rels": _relation("ppt/presentation.xml")}), "presentatie"),
    "a spreadsheet in ODF": (
        "plan.odt",
        lambda path: _zip(path, {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}),
        "rekenblad",
    ),
    "any zip": ("plan.docx", lambda path: _zip(path, {"foto.txt": b"x"}), "zip-bestand"),
    "half a docx": ("plan.docx", _cut(lambda path: docx(PLAN, path)), "beschadigd"),
    "half a pdf": ("plan.pdf", lambda path: path.write_bytes(b"%PDF-1.7\n1 0 obj"), "beschadigd"),
    "no XML in docx": ("plan.docx", lambda path: word(path, "<w:p>"), "beschadigd"),
    "a bomb": ("plan.docx", _bomb, "pakt uit tot veel meer"),
    "a bomb that lies": ("plan.docx", _lying_bomb, ""),
    "entities in docx": ("plan.docx", lambda path: word(path, paragraph("x"), prologue=DTD), "DTD"),
    "entities in styles": ("plan.docx", lambda path: _with_styles(path), "DTD"),
    "nested too deep": ("plan.docx", lambda path: word(path, "<w:x>" * 30_000 + "</w:x>" * 30_000), "beschadigd"),
    "a scan": ("plan.pdf", _scan, "scan"),
    "an endless pdf": ("plan.pdf", _long_pdf, "hoogstens 1000"),
    "rich text": ("plan.doc", lambda path: path.write_bytes(b"{\\rtf1 x}"), "RTF"),
    "a picture": ("plan.pdf", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50)), "afbeelding"),
    "other data": ("bevindingen.yaml", lambda path: path.write_text("a: 1"), "YAML"),
    "unknown": ("plan.xyz", lambda path: path.write_bytes(bytes(range(256)) * 4), "kent kbv niet"),
    "other XML": ("plan.xml", lambda path: path.write_text("<?xml version='1.0'?><a/>"), "XML-bestand"),
}


def _relation(target: str) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return f'<Relationships><Relationship Id="r" Type="{kind}" Target="{target}"/></Relationships>'.encode()


def _with_styles(path: Path) -> None:
    word(path, paragraph("x"), styles="<w:style/>")
    rewrite(path, {"word/styles.xml": lambda text: DTD + text})


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path, case: str) -> None:
    name, make, expected = BAD[case]
    path = tmp_path / name
    make(path)
    with pytest.raises(InputError) as caught:
        read_document(path)
    fault = caught.value.faults[0]
    assert expected in f"{fault.what} {fault.why}"
    assert fault.remedy
    assert fault.place.file == str(path)


def test_a_file_that_is_too_large_states_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    with path.open("wb") as stream:
        stream.truncate(251 * 2**20)
    with pytest.raises(InputError, match="tot 250 MB"):
        read_document(path)


def test_text_that_is_too_large_states_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "plan.txt"
    path.write_bytes(b"woord " * 4_000_000)
    with pytest.raises(InputError, match="20 MB"):
        read_document(path)


def test_entities_in_a_web_page_are_not_fetched(tmp_path: Path) -> None:
    path = tmp_path / "plan.html"
    path.write_text('<!DOCTYPE html [<!ENTITY s SYSTEM "file:///etc/passwd">]><html><body><p>Plan &s;</p></body></html>')
    assert "root" not in "".join(one.text for one in read_document(path).paragraphs())


@pytest.mark.parametrize(
    ("write", "name", "format_"),
    [
        (docx, "plan.pdf", "docx"),
        (pdf, "plan.docx", "pdf"),
        (page, "plan.doc", "html"),
        (page, "plan.txt", "html"),
        (markdown, "plan.txt", "md"),
        (docx, "plan", "docx"),
    ],
)
def test_content_tells_the_format_and_not_the_name(
    tmp_path: Path, write: Callable[[tuple[Piece, ...], Path], None], name: str, format_: str
) -> None:
    path = tmp_path / name
    write(PLAN, path)
    document = read_document(path)
    assert document.format == format_
    assert document.name == name
    assert len(outline(document)) == sum(piece.what[0] == "h" for piece in PLAN)


@pytest.mark.parametrize(
    ("name", "text", "format_"),
    [
        ("plan.html", "<p>Zonder kop.</p>", "html"),
        ("plan.txt", "<!-- van de site --><!DOCTYPE html><p>Met kop.</p>", "html"),
        ("plan.md", "Zonder kop.", "md"),
        ("plan.txt", "# is hier geen kop\n\nMaar een teken.", "txt"),
    ],
)
def test_text_without_marks_is_what_its_name_says(tmp_path: Path, name: str, text: str, format_: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert read_document(tmp_path / name).format == format_


def test_a_pdf_may_have_something_in_front(tmp_path: Path) -> None:
    pdf(PLAN, tmp_path / "plan.pdf")
    (tmp_path / "met.pdf").write_bytes(b"\n\n" + (tmp_path / "plan.pdf").read_bytes())
    assert read_document(tmp_path / "met.pdf").format == "pdf"


def test_an_empty_zip_is_a_zip(tmp_path: Path) -> None:
    _zip(tmp_path / "plan.docx", {})
    with pytest.raises(InputError, match="zip-bestand"):
        read_document(tmp_path / "plan.docx")


def test_more_paragraphs_than_anyone_wrote_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kbv_rules.documents.blocks._MOST", 3)
    (tmp_path / "plan.md").write_text("\n\n".join(["Tekst."] * 4), encoding="utf-8")
    with pytest.raises(InputError, match="meer dan 3 alinea's"):
        read_document(tmp_path / "plan.md")
