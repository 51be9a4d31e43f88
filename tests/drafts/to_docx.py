# ruff: noqa: E501 (a template of XML reads better whole)
"""A draft as .docx, with the structures that Word itself writes and that naive readers lose.

Headings by style (Dutch style ids, as a Dutch Word makes them) or as bold paragraphs without a style; a contents field with
its entries in a content control; running header and footer; tracked insertions and deletions; footnotes; content controls;
text boxes, twice as Word stores them (drawing and fallback); tables in tables.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Literal
from xml.sax.saxutils import escape

from tests.drafts.source import Block, Draft, Group, Heading, Paragraph, Run, Table, headings, plain

Headings = Literal["styles", "bold"]

MOMENT = (2026, 10, 1, 9, 0, 0)
_NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)
_AUTHOR = 'w:author="Coördinator veiligheid" w:date="2026-09-28T10:00:00Z"'
_SIZES = {1: 32, 2: 26, 3: 23}  # half points of a bold heading


def pack(parts: Sequence[tuple[str, str]]) -> bytes:
    """The parts (name, text) as a zip file that is the same every time."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts:
            info = zipfile.ZipInfo(name, MOMENT)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, text.encode("utf-8"))
    return buffer.getvalue()


def docx(draft: Draft, *, heading: Headings) -> bytes:
    """`draft` as the bytes of a .docx; `heading` says whether headings have a style or are only bold."""
    writer = _Writer(draft, heading)
    return pack(
        [
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _ROOT_RELATIONS),
            ("docProps/core.xml", _core(draft)),
            ("word/document.xml", writer.document()),
            ("word/_rels/document.xml.rels", _DOCUMENT_RELATIONS),
            ("word/styles.xml", _styles()),
            ("word/numbering.xml", _NUMBERING),
            ("word/settings.xml", f"{_XML}<w:settings {_NAMESPACES}><w:trackRevisions/></w:settings>"),
            ("word/footnotes.xml", writer.footnotes()),
            ("word/header1.xml", _running("hdr", "Koptekst", draft.meta.get("header", ""), "")),
            ("word/footer1.xml", _running("ftr", "Voettekst", draft.meta.get("footer", ""), _PAGE_FIELD)),
        ]
    )


class _Writer:
    """One draft on its way to word/document.xml; counts ids and revisions as it goes."""

    def __init__(self, draft: Draft, heading: Headings) -> None:
        self.draft = draft
        self.styled = heading == "styles"
        self.count = 0
        self.note_ids = {name: number for number, name in enumerate(draft.notes, start=1)}

    def next_id(self) -> int:
        self.count += 1
        return self.count

    def document(self) -> str:
        meta = self.draft.meta
        title = self.paragraph((Run("text", meta["title"]),), style="Titel") if meta.get("title") else ""
        subtitle = self.paragraph((Run("text", meta["subtitle"]),), style="Ondertitel") if meta.get("subtitle") else ""
        contents = self.contents(meta["toc"]) if meta.get("toc") else ""
        body = "".join(self.block(block) for block in self.draft.blocks)
        section = (
            '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:footerReference w:type="default" r:id="rId5"/>'
            '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" '
            'w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
        )
        return f"{_XML}<w:document {_NAMESPACES}><w:body>{title}{subtitle}{contents}{body}{section}</w:body></w:document>"

    def block(self, block: Block) -> str:
        if isinstance(block, Heading):
            return self.heading(block)
        if isinstance(block, Paragraph):
            return self.paragraph(block.runs, style="Lijstalinea" if block.bullet else None, bullet=block.bullet)
        if isinstance(block, Table):
            return self.table(block) + "<w:p/>"
        return self.group(block)

    def heading(self, block: Heading) -> str:
        if self.styled:
            number = self.next_id()
            mark = f'<w:bookmarkStart w:id="{number}" w:name="_Toc{number:06d}"/>', f'<w:bookmarkEnd w:id="{number}"/>'
            return f'<w:p><w:pPr><w:pStyle w:val="Kop{block.level}"/></w:pPr>{mark[0]}{self.runs(block.runs)}{mark[1]}</w:p>'
        size = f'<w:sz w:val="{_SIZES.get(block.level, 22)}"/>' if block.level < 3 else ""
        return f"<w:p><w:pPr><w:keepNext/></w:pPr>{self.runs(block.runs, look=f'<w:b/>{size}')}</w:p>"

    def paragraph(self, runs: Sequence[Run], *, style: str | None = None, bullet: bool = False) -> str:
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if bullet:
            properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{self.runs(runs)}</w:p>"

    def runs(self, runs: Sequence[Run], look: str = "") -> str:
        return "".join(self.run(run, look) for run in runs)

    def run(self, run: Run, look: str) -> str:
        if run.kind == "note":
            return (
                '<w:r><w:rPr><w:rStyle w:val="Voetnootmarkering"/></w:rPr>'
                f'<w:footnoteReference w:id="{self.note_ids[run.text]}"/></w:r>'
            )
        if run.kind == "del":
            inner = f'<w:r>{_look(look)}<w:delText xml:space="preserve">{escape(run.text)}</w:delText></w:r>'
            return f'<w:del w:id="{self.next_id() + 9000}" {_AUTHOR}>{inner}</w:del>'
        look += {"bold": "<w:b/>", "italic": "<w:i/>"}.get(run.kind, "") if "<w:b/>" not in look else ""
        plain_run = "".join(
            f'<w:r>{_look(look)}<w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in _pieces(run.text)
        )
        if run.kind == "ins":
            return f'<w:ins w:id="{self.next_id() + 9000}" {_AUTHOR}>{plain_run}</w:ins>'
        return plain_run

    def table(self, table: Table) -> str:
        rows = "".join(
            "<w:tr>"
            + "".join(
                f'<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p>{self.runs(cell, "<w:b/>" if first else "")}</w:p></w:tc>'
                for cell in row
            )
            + "</w:tr>"
            for first, row in ((number == 0, row) for number, row in enumerate(table.rows))
        )
        return _table(rows, len(table.rows[0]))

    def group(self, group: Group) -> str:
        inner = "".join(self.block(block) for block in group.blocks)
        if group.kind == "control":
            number = self.next_id()
            return f'<w:sdt><w:sdtPr><w:alias w:val="Tekstvak beleid"/><w:id w:val="{number + 4000}"/></w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>'
        if group.kind == "nested":
            cell = f'<w:tr><w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>{inner}</w:tc></w:tr>'
            return _table(cell, 1) + "<w:p/>"
        return _text_box(inner, self.next_id())

    def contents(self, title: str) -> str:
        entries = [
            f'<w:p><w:pPr><w:pStyle w:val="Inhopg{level}"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
            f"<w:r><w:tab/></w:r><w:r><w:t>{3 + number // 3}</w:t></w:r></w:p>"
            for number, (level, text) in enumerate(headings(self.draft))
            if level <= 2
        ]
        begin = (
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r></w:p>'
        )
        end = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
        head = f'<w:p><w:pPr><w:pStyle w:val="Kopvaninhoudsopgave"/></w:pPr><w:r><w:t>{escape(title)}</w:t></w:r></w:p>'
        gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{head}{begin}{''.join(entries)}{end}</w:sdtContent></w:sdt>"

    def footnotes(self) -> str:
        separators = "".join(
            f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
            for kind, number, mark in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
        )
        notes = "".join(
            f'<w:footnote w:id="{self.note_ids[name]}"><w:p><w:pPr><w:pStyle w:val="Voetnoottekst"/></w:pPr>'
            f'<w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
            for name, text in self.draft.notes.items()
        )
        return f"{_XML}<w:footnotes {_NAMESPACES}>{separators}{notes}</w:footnotes>"


def _pieces(text: str) -> list[str]:
    """`text` in the loose runs that Word makes of an edited sentence."""
    return [text[start : start + 90] for start in range(0, len(text), 90)]


def _look(look: str) -> str:
    return f"<w:rPr>{look}</w:rPr>" if look else ""


def _table(rows: str, columns: int) -> str:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    grid = f'<w:gridCol w:w="{9000 // columns}"/>' * columns
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/><w:tblBorders>{borders}</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'


def _text_box(inner: str, number: int) -> str:
    content = f"<w:txbxContent>{inner}</w:txbxContent>"
    choice = (
        '<w:drawing><wp:inline><wp:extent cx="5400000" cy="1800000"/>'
        f'<wp:docPr id="{number}" name="Tekstvak {number}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>'
        '<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="1800000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
        f"<wps:txbx>{content}</wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    fallback = f'<w:pict><v:shape id="Tekstvak{number}" style="width:425pt;height:140pt"><v:textbox>{content}</v:textbox></v:shape></w:pict>'
    return (
        f'<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )


def _running(element: str, style: str, text: str, tail: str) -> str:
    return (
        f'{_XML}<w:{element} {_NAMESPACES}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f'<w:r><w:t xml:space="preserve">{escape(text)} </w:t></w:r>{tail}</w:p></w:{element}>'
    )


def _core(draft: Draft) -> str:
    return (
        f'{_XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(plain((Run('text', draft.meta.get('title', '')),)))}</dc:title><dc:language>nl-NL</dc:language>"
        '<dcterms:created xsi:type="dcterms:W3CDTF">2026-10-01T09:00:00Z</dcterms:created></cp:coreProperties>'
    )


def _styles() -> str:
    named = [
        ("Titel", "Title", '<w:sz w:val="52"/>', ""),
        ("Ondertitel", "Subtitle", '<w:sz w:val="30"/>', ""),
        *(
            (f"Kop{level}", f"heading {level}", f'<w:b/><w:sz w:val="{36 - 4 * level}"/>', f'<w:outlineLvl w:val="{level - 1}"/>')
            for level in (1, 2, 3, 4)
        ),
        *((f"Inhopg{level}", f"toc {level}", "", "") for level in (1, 2)),
        ("Kopvaninhoudsopgave", "TOC Heading", '<w:b/><w:sz w:val="32"/>', ""),
        ("Lijstalinea", "List Paragraph", "", '<w:ind w:left="720"/>'),
        ("Koptekst", "header", "", ""),
        ("Voettekst", "footer", "", ""),
        ("Voetnoottekst", "footnote text", '<w:sz w:val="18"/>', ""),
    ]
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/><w:rPr><w:sz w:val="22"/><w:lang w:val="nl-NL"/></w:rPr></w:style>'
    paragraphs = "".join(
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Standaard"/>'
        f"<w:pPr>{properties}</w:pPr><w:rPr>{look}</w:rPr></w:style>"
        for identity, name, look, properties in named
    )
    mark = '<w:style w:type="character" w:styleId="Voetnootmarkering"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    return f"{_XML}<w:styles {_NAMESPACES}>{normal}{paragraphs}{mark}</w:styles>"


_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_PAGE_FIELD = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
_NUMBERING = (
    f'{_XML}<w:numbering {_NAMESPACES}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="•"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
)
_CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    + "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_OFFICE}.{kind}+xml"/>'
        for part, kind in (
            ("styles", "styles"),
            ("numbering", "numbering"),
            ("settings", "settings"),
            ("footnotes", "footnotes"),
            ("header1", "header"),
            ("footer1", "footer"),
        )
    )
    + '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)
_ROOT_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'
)
_DOCUMENT_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    + "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}.xml"/>'
        for number, kind, target in (
            (1, "styles", "styles"),
            (2, "numbering", "numbering"),
            (3, "settings", "settings"),
            (4, "header", "header1"),
            (5, "footer", "footer1"),
            (6, "footnotes", "footnotes"),
        )
    )
    + "</Relationships>"
)
