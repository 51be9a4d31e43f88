"""Writes one and the same plan in every format, so that what is read can be compared."""

from __future__ import annotations

import html
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbv_rules.model.document import Document, Section


@dataclass(frozen=True)
class Piece:
    """One piece of a plan. `what`: title, h1-h4, bold, p, item, number or table.

    A table has `rows`, a paragraph may have a `note`.
    """

    what: str
    text: str = ""
    note: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


Plan = tuple[Piece, ...]

_INTRODUCTION = (
    "Veilig wonen en werken gaat niet vanzelf. De gemeente Waterwijk werkt daarom samen met de politie, het Openbaar Ministerie, "
    "de woningcorporaties en de Veiligheidsregio. In dit plan staat wat wij de komende vier jaar samen gaan doen, en waarom."
)
_RESULTS = (
    "Het aantal woninginbraken daalde in vier jaar van 120 naar 85. De overlast van verwarde personen nam juist toe; de "
    "wijkteams merken dat in hun dagelijkse werk. Ook zorg- en veiligheidspartners zien meer meldingen dan in voorgaande jaren."
)
_UNDERMINING = (
    "Ondermijning is de vermenging van de onderwereld met de bovenwereld. Drugscriminelen huren loodsen in het buitengebied, en "
    "jongeren worden geronseld voor klusjes. De gemeente zet in op weerbaarheid, controles en de Wet Bibob."
)
_YOUTH = (
    "Jongeren hangen rond bij het station en het winkelcentrum. Het jongerenwerk, de leerplichtambtenaar en de wijkagent "
    "bespreken elke maand de groepen die aandacht nodig hebben. Wie dreigt af te glijden, krijgt een persoonlijke aanpak."
)

PLAN: Plan = (
    Piece("title", "Integraal Veiligheidsplan Waterwijk 2025-2028"),
    Piece("h1", "1 Inleiding"),
    Piece("p", _INTRODUCTION),
    Piece("h2", "1.1 Totstandkoming"),
    Piece("p", "Inwoners en ondernemers dachten mee.", note="Zie de enquête van mei 2024."),
    Piece("h1", "2 Terugblik"),
    Piece("p", _RESULTS),
    Piece("table", rows=(("Indicator", "Nulmeting", "Doel"), ("Inbraken", "120", "85"), ("Overlast", "310", "280"))),
    Piece("h1", "3 Prioriteiten"),
    Piece("p", "De raad koos drie prioriteiten."),
    Piece("item", "Ondermijning"),
    Piece("item", "Jeugd en veiligheid"),
    Piece("item", "Zorg en veiligheid"),
    Piece("h2", "3.1 Ondermijning"),
    Piece("p", _UNDERMINING),
    Piece("h3", "3.1.1 Aanpak"),
    Piece("p", "Wij controleren samen met de partners van het RIEC."),
    Piece("h2", "3.2 Jeugd en veiligheid"),
    Piece("p", _YOUTH),
    Piece("h1", "4 Organisatie"),
    Piece("p", "De driehoek stuurt. Het college legt jaarlijks verantwoording af aan de raad."),
)


def docx(plan: Plan, path: Path) -> None:
    """As Word with its own styles; footnotes are put into the package by hand."""
    import docx as word

    document = word.Document()
    notes: list[str] = []
    for piece in plan:
        if piece.what == "title":
            document.add_heading(piece.text, 0)
        elif piece.what[0] == "h":
            document.add_heading(piece.text, int(piece.what[1]))
        elif piece.what == "table":
            table = document.add_table(len(piece.rows), len(piece.rows[0]))
            for row, cells in zip(table.rows, piece.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    cell.text = text
        elif piece.what == "item":
            document.add_paragraph(piece.text, style="List Bullet")
        elif piece.what == "number":
            document.add_paragraph(piece.text, style="List Number")
        elif piece.what == "bold":
            document.add_paragraph().add_run(piece.text).bold = True
        else:
            paragraph = document.add_paragraph(piece.text)
            if piece.note:
                notes.append(piece.note)
                run = paragraph.add_run()
                run._r.append(run._r.makeelement(_w("footnoteReference"), {_w("id"): str(len(notes))}))
    document.save(str(path))
    if notes:
        _add_footnotes(path, notes)


_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _add_footnotes(path: Path, notes: list[str]) -> None:
    body = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f"<w:r><w:t>{html.escape(note)}</w:t></w:r></w:p></w:footnote>"
        for number, note in enumerate(notes, start=1)
    )
    separator = '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>streep</w:t></w:r></w:p></w:footnote>'
    part = f'<w:footnotes xmlns:w="{_W}">{separator}{body}</w:footnotes>'
    relation = f'<Relationship Id="rIdNotes" Type="{_R}/footnotes" Target="footnotes.xml"/></Relationships>'
    changed = {"word/footnotes.xml": lambda _: part}
    changes: dict[str, Callable[[str], str]] = {
        "word/_rels/document.xml.rels": lambda text: text.replace("</Relationships>", relation),
        **changed,
    }
    rewrite(path, changes)


def rewrite(path: Path, changes: dict[str, Callable[[str], str]]) -> None:
    """Change parts of a zip file, or add them: each change gets the text there is, or nothing."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, change in changes.items():
        parts[name] = change(parts.get(name, b"").decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def markdown(plan: Plan, path: Path) -> None:
    path.write_text("\n\n".join(_markdown(plan)) + "\n", encoding="utf-8")


def _markdown(plan: Plan) -> Iterator[str]:
    notes = 0
    for piece in plan:
        if piece.what == "title":
            yield f"# {piece.text}"
        elif piece.what[0] == "h":
            yield f"{'#' * (int(piece.what[1]) + 1)} {piece.text}"
        elif piece.what == "table":
            head, *rows = (f"| {' | '.join(row)} |" for row in piece.rows)
            yield "\n".join([head, "|---" * len(piece.rows[0]) + "|", *rows])
        elif piece.what in ("item", "number"):
            yield f"{'-' if piece.what == 'item' else '1.'} {piece.text}"
        elif piece.what == "bold":
            yield f"**{piece.text}**"
        elif piece.note:
            notes += 1
            yield f"{piece.text}[^{notes}]"
            yield f"[^{notes}]: {piece.note}"
        else:
            yield piece.text


def page(plan: Plan, path: Path) -> None:
    """As a web page with navigation, a script and footnotes at the end."""
    title = next((piece.text for piece in plan if piece.what == "title"), "")
    notes: list[str] = []
    body: list[str] = []
    for piece in plan:
        text = html.escape(piece.text)
        if piece.what == "title":
            body.append(f"<h1>{text}</h1>")
        elif piece.what[0] == "h":
            body.append(f"<h{int(piece.what[1]) + 1}>{text}</h{int(piece.what[1]) + 1}>")
        elif piece.what == "table":
            rows = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>" for row in piece.rows)
            body.append(f"<table>{rows}</table>")
        elif piece.what in ("item", "number"):
            kind = "ul" if piece.what == "item" else "ol"
            body.append(f"<{kind}><li>{text}</li></{kind}>")
        elif piece.what == "bold":
            body.append(f"<p><b>{text}</b></p>")
        elif piece.note:
            notes.append(piece.note)
            body.append(f'<p>{text}<a href="#fn{len(notes)}"><sup>{len(notes)}</sup></a></p>')
        else:
            body.append(f"<p>{text}</p>")
    items = "".join(f'<li id="fn{number}"><p>{html.escape(note)}</p></li>' for number, note in enumerate(notes, start=1))
    path.write_text(
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{html.escape(title)}</title>"
        "<style>p {color: red}</style></head>"
        f"<body><nav><a href='/'>Naar de voorpagina</a></nav><script>alert('nee')</script>{''.join(body)}"
        f'<section class="footnotes"><ol>{items}</ol></section></body></html>',
        encoding="utf-8",
    )


def text(plan: Plan, path: Path) -> None:
    lines: list[str] = []
    for piece in plan:
        if piece.what == "table":
            lines.append("\n\n".join(" ".join(row) for row in piece.rows))
        elif piece.what == "title":
            lines.append(f"{piece.text}\n{'=' * len(piece.text)}")
        else:
            lines.append(f"- {piece.text}" if piece.what == "item" else piece.text)
    path.write_text("\n\n".join(lines) + "\n", encoding="utf-8")


_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = (
    f'xmlns:office="{_ODF}office:1.0" xmlns:text="{_ODF}text:1.0" xmlns:table="{_ODF}table:1.0" xmlns:style="{_ODF}style:1.0" '
    f'xmlns:fo="{_ODF}xsl-fo-compatible:1.0" xmlns:draw="{_ODF}drawing:1.0"'
)


def odt_package(body: str, path: Path, *, styles: str = "", automatic: str = "") -> None:
    """An OpenDocument text with this body."""
    content = (
        f"<office:document-content {_NAMES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "styles.xml", f"<office:document-styles {_NAMES}><office:styles>{styles}</office:styles></office:document-styles>"
        )


def odt(plan: Plan, path: Path) -> None:
    bold = '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    title = '<style:style style:name="Title" style:family="paragraph"/>'
    body: list[str] = []
    for piece in plan:
        text = html.escape(piece.text)
        if piece.what == "title":
            body.append(f'<text:p text:style-name="Title">{text}</text:p>')
        elif piece.what[0] == "h":
            body.append(f'<text:h text:outline-level="{piece.what[1]}">{text}</text:h>')
        elif piece.what == "table":
            rows = "".join(
                "<table:table-row>"
                + "".join(f"<table:table-cell><text:p>{html.escape(cell)}</text:p></table:table-cell>" for cell in row)
                + "</table:table-row>"
                for row in piece.rows
            )
            body.append(f"<table:table>{rows}</table:table>")
        elif piece.what in ("item", "number"):
            body.append(f"<text:list><text:list-item><text:p>{text}</text:p></text:list-item></text:list>")
        elif piece.what == "bold":
            body.append(f'<text:p><text:span text:style-name="B">{text}</text:span></text:p>')
        else:
            note = ""
            if piece.note:
                note = (
                    "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
                    f"<text:p>{html.escape(piece.note)}</text:p></text:note-body></text:note>"
                )
            body.append(f"<text:p>{text}{note}</text:p>")
    odt_package("".join(body), path, styles=title, automatic=bold)


def pdf(plan: Plan, path: Path) -> None:
    """Printed on paper: running header and footer, a table of contents with page numbers, lines that are broken off."""
    from reportlab.lib.pagesizes import A5
    from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
    from reportlab.platypus import ListFlowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

    sheet = getSampleStyleSheet()
    body = ParagraphStyle("text", parent=sheet["BodyText"], fontSize=10, leading=13, spaceBefore=7)
    bold = ParagraphStyle("bold", parent=body, fontName="Helvetica-Bold")
    small = ParagraphStyle("note", parent=body, fontSize=7, leading=9)
    heading = {
        f"h{level}": ParagraphStyle(f"h{level}", fontName="Helvetica-Bold", fontSize=size, leading=size * 1.2, spaceBefore=14)
        for level, size in ((1, 16), (2, 13), (3, 11))
    }
    title = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=24, leading=29)
    flow: list[Any] = []
    contents = [piece for piece in plan if piece.what in heading]
    notes: list[str] = []
    for piece in plan:
        text = html.escape(piece.text)
        if piece.what == "title":
            flow += [Paragraph(text, title), PageBreak(), Paragraph("Inhoudsopgave", heading["h1"])]
            flow += [
                Paragraph(f"{html.escape(one.text)} {'.' * 40} {place // 4 + 3}", body) for place, one in enumerate(contents)
            ]
            flow.append(PageBreak())
        elif piece.what in heading:
            flow.append(Paragraph(text, heading[piece.what]))
        elif piece.what == "table":
            flow.append(Table([list(row) for row in piece.rows]))
        elif piece.what == "item":
            flow.append(ListFlowable([Paragraph(text, body)], bulletType="bullet"))
        elif piece.note:
            notes.append(piece.note)
            flow.append(Paragraph(f"{text}<super size=6>{len(notes)}</super>", body))
            flow += [Spacer(1, 220), Paragraph(f"{len(notes)} {html.escape(piece.note)}", small), PageBreak()]
        else:
            flow.append(Paragraph(text, bold if piece.what == "bold" else body))

    def margins(canvas: Any, template: Any) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawString(72, 570, "Gemeente Waterwijk")
        canvas.drawString(200, 20, f"Pagina {template.page} van 6")

    SimpleDocTemplate(str(path), pagesize=A5).build(flow, onFirstPage=margins, onLaterPages=margins)


WRITERS: dict[str, Callable[[Plan, Path], None]] = {
    "docx": docx,
    "odt": odt,
    "html": page,
    "md": markdown,
    "pdf": pdf,
    "txt": text,
}


def outline(document: Document) -> list[tuple[int, str | None, str]]:
    """The headings of a document: depth, number, words."""
    return [(section.level, section.label, section.title) for section, _ in document.sections()]


def texts(section: Section) -> list[str]:
    """The paragraphs right under a heading."""
    return [paragraph.text for paragraph in section.paragraphs]
