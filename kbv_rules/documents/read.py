"""Reads a document by what it is, not by what its name says, and refuses kindly what is none."""

from __future__ import annotations

import re
from pathlib import Path

from kbv_rules.documents.archive import Archive, encrypted
from kbv_rules.documents.blocks import Block
from kbv_rules.documents.sections import to_document
from kbv_rules.errors import InputError, input_error
from kbv_rules.model.document import Document

_LARGEST = 250 * 2**20
_LARGEST_TEXT = 20 * 2**20
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_POSSIBLE = "kbv leest .docx, .pdf, .odt, .html, .md en .txt."
_OTHER = f"Lever het stuk zelf aan. {_POSSIBLE}"
_AS_DOCX = "Open het, kies Opslaan als > Word-document (.docx) en lever dat aan."
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_OTHER_DATA = {".yaml": "YAML", ".yml": "YAML", ".json": "JSON", ".csv": "CSV"}
_ODF = "application/vnd.oasis.opendocument."
_ATX_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_HTML = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html[\s>])", re.IGNORECASE | re.DOTALL)


def read_document(path: Path | str) -> Document:
    """Read a document: docx, pdf, odt, html, md or txt.

    Raises:
        InputError: in Dutch: not there, a folder, empty, too large, locked, damaged, unsafe, or of another kind.
    """
    path = Path(path)
    head = _head(path)
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _from_zip(path)
    if b"%PDF-" in head[:1024]:
        return _from_pdf(path)
    if head.startswith(_OLE):
        raise _from_ole(path)
    if head.startswith(b"{\\rtf"):
        raise input_error(path, "dit is een RTF-bestand, en dat leest kbv niet.", _AS_DOCX)
    if head.startswith(_IMAGES):
        raise input_error(
            path,
            "dit is een afbeelding, geen document.",
            "Lever het document zelf aan, of een pdf waarin de tekst te selecteren is.",
        )
    return _from_text(path)


def _head(path: Path) -> bytes:
    """The first bytes of a file that may be read."""
    try:
        if path.is_dir():
            raise input_error(path, "dit is een map, geen document.", "Geef de naam van het document zelf op.")
        size = path.stat().st_size
        if size > _LARGEST:
            raise input_error(
                path,
                f"het bestand is {size // 2**20} MB; kbv leest documenten tot {_LARGEST // 2**20} MB.",
                "Verklein de afbeeldingen (Afbeeldingen comprimeren) of lever het plan zonder bijlagen aan.",
            )
        with path.open("rb") as stream:
            head = stream.read(4096)
    except FileNotFoundError as error:
        raise input_error(path, "het bestand bestaat niet.", "Controleer de naam en de map.") from error
    except OSError as error:
        raise input_error(
            path, "het bestand kan niet geopend worden.", "Controleer of u het mag lezen en of het nog open staat."
        ) from error
    if not head:
        raise input_error(path, "het bestand is leeg (0 bytes).", "Sla het document opnieuw op en probeer het nog eens.")
    return head


def _from_zip(path: Path) -> Document:
    from kbv_rules.documents.docx import main_part, read_docx

    with Archive(path) as archive:
        if "mimetype" in archive:
            kind = archive.read("mimetype").decode("ascii", "replace").strip()
            if kind.startswith(f"{_ODF}text"):
                from kbv_rules.documents.odt import read_odt

                return _checked(path, to_document(read_odt(archive), path.name, "odt"))
            raise _other_zip(path, kind)
        main = main_part(archive) or ""
        if not main.startswith("word/"):
            raise _other_zip(path, main or next(iter(archive.names()), ""))
        blocks, warnings = read_docx(archive)
    return _checked(path, to_document(blocks, path.name, "docx", warnings=warnings))


def _other_zip(path: Path, inside: str) -> InputError:
    if inside.startswith("xl/") or "spreadsheet" in inside:
        return input_error(path, "dit is een rekenblad (Excel), geen document.", _OTHER)
    if inside.startswith("ppt/") or "presentation" in inside:
        return input_error(path, "dit is een presentatie (PowerPoint), geen document.", _OTHER)
    return input_error(
        path,
        "dit is een zip-bestand, maar geen Word- of OpenDocument-tekst.",
        f"Pak het uit. {_OTHER}",
    )


def _from_pdf(path: Path) -> Document:
    from kbv_rules.documents.pdf import read_pdf

    blocks, pages, warnings = read_pdf(path)
    return _checked(path, to_document(blocks, path.name, "pdf", pages=pages, warnings=warnings))


def _from_ole(path: Path) -> InputError:
    """A file of the old Office, or a new one inside the envelope of encryption."""
    data = path.read_bytes()
    if "EncryptedPackage".encode("utf-16-le") in data:
        return encrypted(path)
    if "WordDocument".encode("utf-16-le") in data:
        what = "dit is een Word-document in het oude formaat (.doc)"
        what += ", ook al heet het anders." if path.suffix.lower() != ".doc" else "."
        return input_error(path, what, _AS_DOCX, "kbv leest Word-documenten vanaf Word 2007 (.docx).")
    return input_error(path, "dit is een bestand van een oude Office-versie, geen Word-document.", _OTHER)


def _from_text(path: Path) -> Document:
    from kbv_rules.documents.text import decoded, read_text

    suffix = path.suffix.lower()
    if suffix in _OTHER_DATA:
        raise input_error(path, f"dit is een {_OTHER_DATA[suffix]}-bestand, geen document.", _OTHER)
    if path.stat().st_size > _LARGEST_TEXT:
        raise input_error(
            path,
            f"het bestand is groter dan {_LARGEST_TEXT // 2**20} MB, en dat is te veel voor tekst.",
            "Lever alleen het stuk zelf aan, zonder bijlagen of ingesloten afbeeldingen.",
        )
    data = path.read_bytes()
    text = decoded(data)
    if text is None:
        raise input_error(path, "dit soort bestand kent kbv niet.", _POSSIBLE)
    if _HTML.match(text[:4096]) or suffix in (".html", ".htm", ".xhtml"):
        from kbv_rules.documents.html import read_html

        return _checked(path, to_document(read_html(text, path), path.name, "html"))
    if text.lstrip().startswith("<?xml"):
        raise input_error(path, "dit is een XML-bestand, geen document.", _AS_DOCX)
    blocks: list[Block]
    if suffix in (".md", ".markdown") or len(_ATX_HEADING.findall(text)) > 1:
        from kbv_rules.documents.markdown import read_markdown

        return _checked(path, to_document(read_markdown(text, path), path.name, "md"))
    blocks = read_text(text, path)
    return _checked(path, to_document(blocks, path.name, "txt"))


def _checked(path: Path, document: Document) -> Document:
    """The document, when there is any text in it."""
    if next(document.paragraphs(), None) is None:
        raise input_error(path, "er staat geen tekst in het document.", "Controleer of u het juiste bestand hebt gekozen.")
    return document
