"""Writes a Word document people go on with: real heading styles, a table of contents, tables that say what their heads are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.table import Table
    from docx.text.paragraph import Paragraph

_LANGUAGE = "nl-NL"
_DEPTH = 3  # headings in the table of contents
_GUIDANCE = "Guidance"
_CELL_MARGIN = "50"  # twentieths of a point, left and right in a cell


class Report:
    """A document that grows from top to bottom. `python-docx` is loaded when one is made."""

    def __init__(self, title: str, subject: str) -> None:
        import docx
        from docx.enum.style import WD_STYLE_TYPE
        from docx.shared import Cm, Pt, RGBColor

        self._document: WordDocument = docx.Document()
        self._tables = 0
        properties = self._document.core_properties
        properties.title, properties.subject, properties.language = title, subject, _LANGUAGE
        properties.author, properties.comments = "", ""
        page = self._document.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin = page.right_margin = Cm(1.7)
        page.top_margin = page.bottom_margin = Cm(2)
        styles: Any = self._document.styles
        styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(10.5)
        self._set_language(styles["Normal"])
        guidance = styles.add_style(_GUIDANCE, WD_STYLE_TYPE.PARAGRAPH)
        guidance.base_style = styles["Normal"]
        guidance.font.italic = True
        guidance.font.color.rgb = RGBColor(0x40, 0x40, 0x40)
        for level in range(1, 5):
            styles[f"Heading {level}"].font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
            styles[f"Heading {level}"].font.name = "Calibri"
        styles["Subtitle"].font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
        styles["Caption"].font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)

    def title(self, text: str, below: str) -> None:
        self._document.add_paragraph(text, style="Title")
        self._document.add_paragraph(below, style="Subtitle")

    def contents(self, heading: str, prompt: str) -> None:
        """A table of contents that Word fills in when the document is opened."""
        self._document.add_paragraph(heading, style="TOC Heading" if self._has("TOC Heading") else "Subtitle")
        self._field(self._document.add_paragraph(), rf'TOC \o "1-{_DEPTH}" \h \z \u', prompt, dirty=True)

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        paragraph = self._document.add_heading(text, level)
        paragraph.paragraph_format.page_break_before = new_page or None

    def guidance(self, text: str) -> None:
        self._document.add_paragraph(text, style=_GUIDANCE)

    def paragraph(self, text: str) -> None:
        self._document.add_paragraph(text)

    def points(self, texts: Sequence[str]) -> None:
        for text in texts:
            self._document.add_paragraph(text, style="List Bullet")

    def table(self, heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str, *, widths: Sequence[float]) -> None:
        """A table under its caption. The first row is a header row, and comes back on every page; `widths` are in centimetres."""
        from docx.shared import Cm, Pt

        self._tables += 1
        above = self._document.add_paragraph("Tabel ", style="Caption")
        above.paragraph_format.keep_with_next = True
        self._field(above, r"SEQ Tabel \* ARABIC", str(self._tables), dirty=False)
        above.add_run(f": {caption}")
        table = self._document.add_table(rows=1 + len(rows), cols=len(heads), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        for row, texts in zip(table.rows, (heads, *rows), strict=True):
            for cell, text, width in zip(row.cells, texts, widths, strict=True):
                cell.width = Cm(width)
                run = cell.paragraphs[0].add_run(text)
                run.font.size = Pt(8.5)
                run.bold = (text in heads and row._index == 0) or None
        self._accessible(table, caption)
        self._document.add_paragraph()

    def saved(self, stream: IO[bytes]) -> bytes:
        self._document.save(stream)
        stream.seek(0)
        return stream.read()

    def _has(self, style: str) -> bool:
        return any(one.name == style for one in self._document.styles)

    @staticmethod
    def _accessible(table: Table, caption: str) -> None:
        """Mark the header row, and say for who cannot see the table what it holds."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        properties = table.rows[0]._tr.get_or_add_trPr()
        header: Any = OxmlElement("w:tblHeader")
        properties.append(header)
        for row in table.rows:
            whole: Any = OxmlElement("w:cantSplit")
            row._tr.get_or_add_trPr().insert(0, whole)
        margins: Any = OxmlElement("w:tblCellMar")
        for side in ("left", "right"):
            margin: Any = OxmlElement(f"w:{side}")
            margin.set(qn("w:w"), _CELL_MARGIN)
            margin.set(qn("w:type"), "dxa")
            margins.append(margin)
        properties_of_table: Any = table._tbl.tblPr
        properties_of_table.find(qn("w:tblLook")).addprevious(margins)
        described: Any = OxmlElement("w:tblCaption")
        described.set(qn("w:val"), caption)
        properties_of_table.append(described)

    @staticmethod
    def _set_language(style: Any) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        language: Any = OxmlElement("w:lang")
        language.set(qn("w:val"), _LANGUAGE)
        style.element.get_or_add_rPr().append(language)

    @staticmethod
    def _field(paragraph: Paragraph, instruction: str, shown: str, *, dirty: bool) -> None:
        """A field with what it shows until Word works it out; `dirty` asks Word to do so when it opens the document."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        def sign(kind: str) -> None:
            element: Any = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            if kind == "begin" and dirty:
                element.set(qn("w:dirty"), "true")
            paragraph.add_run()._r.append(element)

        sign("begin")
        code: Any = OxmlElement("w:instrText")
        code.set(qn("xml:space"), "preserve")
        code.text = f" {instruction} "
        paragraph.add_run()._r.append(code)
        sign("separate")
        paragraph.add_run(shown)
        sign("end")
