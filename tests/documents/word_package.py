"""A Word document written by hand, part by part, for what no library writes."""

from __future__ import annotations

import zipfile
from pathlib import Path

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def paragraph(text: str, style: str | None = None, properties: str = "") -> str:
    """A paragraph with one run."""
    style_ = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{style_}{properties}</w:pPr>{run(text)}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word(
    path: Path,
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    prologue: str = "",
    main: str = "word/document.xml",
) -> Path:
    """Write a document with this body; the other parts only when they hold something."""
    parts = {"styles": styles, "numbering": numbering, "footnotes": footnotes}
    given = {name: text for name, text in parts.items() if text}
    relations = "".join(f'<Relationship Id="{name}" Type="{_OFFICE}/{name}" Target="{name}.xml"/>' for name in given)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        root = f'<Relationship Id="m" Type="{_OFFICE}/officeDocument" Target="{main}"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_PACKAGE}">{root}</Relationships>')
        archive.writestr("word/_rels/document.xml.rels", f'<Relationships xmlns="{_PACKAGE}">{relations}</Relationships>')
        archive.writestr(main, f"{prologue}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        for name, text in given.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACES}>{text}</w:{name}>")
    return path
