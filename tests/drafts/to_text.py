# ruff: noqa: E501 (a template of XML reads better whole)
"""A draft as .odt, .html and .md; tracked changes are resolved."""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.drafts.source import Block, Draft, Group, Heading, Paragraph, Run, Table, headings, plain
from tests.drafts.to_docx import pack


def odt(draft: Draft) -> bytes:
    """`draft` as OpenDocument text: headings with outline levels, a generated contents, footnotes, frames, page header."""
    meta = draft.meta
    body = "".join(_odt_block(block, draft) for block in draft.blocks)
    contents = ""
    if meta.get("toc"):
        entries = "".join(
            f'<text:p text:style-name="Contents_20_{level}">{escape(text)}<text:tab/>{3 + number // 3}</text:p>'
            for number, (level, text) in enumerate(headings(draft))
            if level <= 2
        )
        contents = (
            '<text:table-of-content text:name="Inhoud"><text:table-of-content-source text:outline-level="2"/>'
            f'<text:index-body><text:index-title text:name="Kop"><text:p>{escape(meta["toc"])}</text:p></text:index-title>'
            f"{entries}</text:index-body></text:table-of-content>"
        )
    front = "".join(
        f'<text:p text:style-name="{style}">{escape(meta[key])}</text:p>'
        for key, style in (("title", "Title"), ("subtitle", "Subtitle"))
        if meta.get(key)
    )
    return pack(
        [
            ("mimetype", "application/vnd.oasis.opendocument.text"),
            ("META-INF/manifest.xml", _MANIFEST),
            ("styles.xml", _odt_styles(meta.get("header", ""), meta.get("footer", ""))),
            (
                "content.xml",
                f'{_XML}<office:document-content {_ODT} office:version="1.3"><office:body><office:text>'
                f"{front}{contents}{body}</office:text></office:body></office:document-content>",
            ),
        ]
    )


def html(draft: Draft) -> bytes:
    """`draft` as a web page with a navigation list, header and footer, figures and footnotes at the end."""
    meta = draft.meta
    entries = "".join(
        f'<li class="n{level}"><a href="#k{number}">{escape(text)}</a></li>'
        for number, (level, text) in enumerate(headings(draft))
        if level <= 2
    )
    toc = f"<nav><h2>{escape(meta['toc'])}</h2><ul>{entries}</ul></nav>" if meta.get("toc") else ""
    numbers = iter(range(10_000))
    body = "\n".join(_html_block(block, draft, numbers) for block in draft.blocks)
    notes = "".join(f'<li id="n-{name}">{escape(text)}</li>' for name, text in draft.notes.items())
    foot = f'<section class="footnotes"><ol>{notes}</ol></section>' if notes else ""
    title = escape(meta.get("title", ""))
    return (
        f'<!DOCTYPE html>\n<html lang="nl">\n<head><meta charset="utf-8"><title>{title}</title>'
        "<style>body { max-width: 40em }</style><script>var prioriteiten = 0;</script></head>\n<body>\n"
        f"<header><p>{escape(meta.get('header', ''))}</p></header>\n<main>"
        f'<p class="title">{title}</p>\n<p class="subtitle">{escape(meta.get("subtitle", ""))}</p>\n{toc}\n{body}\n{foot}</main>\n'
        f"<footer><p>{escape(meta.get('footer', ''))}</p></footer>\n</body>\n</html>\n"
    ).encode()


def markdown(draft: Draft) -> bytes:
    """`draft` as plain markdown, a list of links for its contents."""
    meta = draft.meta
    lines = []
    if meta.get("title"):
        lines += [f"**{meta['title']}**", f"*{meta.get('subtitle', '')}*"]
    if meta.get("toc"):
        lines += [f"**{meta['toc']}**"]
        lines += [
            "\n".join(
                f"{'  ' * (level - 1)}- [{text}](#{number})" for number, (level, text) in enumerate(headings(draft)) if level <= 2
            )
        ]
    lines += [_md_block(block) for block in draft.blocks]
    lines += [f"[^{name}]: {text}" for name, text in draft.notes.items()]
    return ("\n\n".join(lines) + "\n").encode()


# ---- odt


def _odt_block(block: Block, draft: Draft) -> str:
    if isinstance(block, Heading):
        return (
            f'<text:h text:style-name="Heading_20_{block.level}" text:outline-level="{block.level}">'
            f"{_odt_runs(block.runs, draft)}</text:h>"
        )
    if isinstance(block, Paragraph):
        paragraph = f'<text:p text:style-name="Text_20_body">{_odt_runs(block.runs, draft)}</text:p>'
        return f"<text:list><text:list-item>{paragraph}</text:list-item></text:list>" if block.bullet else paragraph
    if isinstance(block, Table):
        return _odt_table(
            [
                "".join(f"<table:table-cell><text:p>{_odt_runs(cell, draft)}</text:p></table:table-cell>" for cell in row)
                for row in block.rows
            ],
            len(block.rows[0]),
        )
    return _odt_group(block, draft)


def _odt_group(group: Group, draft: Draft) -> str:
    inner = "".join(_odt_block(block, draft) for block in group.blocks)
    if group.kind == "nested":
        return _odt_table([f"<table:table-cell>{inner}</table:table-cell>"], 1)
    if group.kind == "textbox":
        return f'<text:p><draw:frame text:anchor-type="as-char" svg:width="15cm"><draw:text-box>{inner}</draw:text-box></draw:frame></text:p>'
    return f'<text:section text:name="Sectie">{inner}</text:section>'


def _odt_table(rows: Sequence[str], columns: int) -> str:
    body = "".join(f"<table:table-row>{row}</table:table-row>" for row in rows)
    return f'<table:table table:name="Tabel"><table:table-column table:number-columns-repeated="{columns}"/>{body}</table:table>'


def _odt_runs(runs: Sequence[Run], draft: Draft) -> str:
    pieces = []
    for run in runs:
        if run.kind == "note":
            number = list(draft.notes).index(run.text) + 1
            pieces.append(
                f'<text:note text:id="ftn{number}" text:note-class="footnote"><text:note-citation>{number}</text:note-citation>'
                f"<text:note-body><text:p>{escape(draft.notes[run.text])}</text:p></text:note-body></text:note>"
            )
        elif run.kind in ("bold", "italic"):
            pieces.append(f'<text:span text:style-name="{run.kind}">{escape(run.text)}</text:span>')
        elif run.kind != "del":
            pieces.append(escape(run.text))
    return "".join(pieces)


def _odt_styles(header: str, footer: str) -> str:
    headings_ = "".join(
        f'<style:style style:name="Heading_20_{level}" style:display-name="Heading {level}" style:family="paragraph" '
        f'style:default-outline-level="{level}"><style:text-properties fo:font-weight="bold"/></style:style>'
        for level in (1, 2, 3, 4)
    )
    plain_styles = "".join(
        f'<style:style style:name="{name}" style:family="paragraph"/>'
        for name in ("Text_20_body", "Title", "Subtitle", "Contents_20_1", "Contents_20_2")
    )
    spans = (
        '<style:style style:name="bold" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="italic" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    )
    return (
        f'{_XML}<office:document-styles {_ODT} office:version="1.3"><office:styles>{plain_styles}{headings_}{spans}</office:styles>'
        '<office:automatic-styles><style:page-layout style:name="pm1"/></office:automatic-styles><office:master-styles>'
        '<style:master-page style:name="Standard" style:page-layout-name="pm1">'
        f"<style:header><text:p>{escape(header)}</text:p></style:header>"
        f"<style:footer><text:p>{escape(footer)} <text:page-number>1</text:page-number></text:p></style:footer>"
        "</style:master-page></office:master-styles></office:document-styles>"
    )


_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_ODT = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}"'
    for prefix, name in {
        "office": "office:1.0",
        "text": "text:1.0",
        "table": "table:1.0",
        "style": "style:1.0",
        "draw": "drawing:1.0",
        "fo": "xsl-fo-compatible:1.0",
        "svg": "svg-compatible:1.0",
    }.items()
)
_MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


# ---- html


def _html_block(block: Block, draft: Draft, numbers: object) -> str:
    if isinstance(block, Heading):
        number = next(numbers)  # type: ignore[call-overload]
        return f'<h{block.level} id="k{number}">{_html_runs(block.runs, draft)}</h{block.level}>'
    if isinstance(block, Paragraph):
        text = _html_runs(block.runs, draft)
        return f"<ul><li>{text}</li></ul>" if block.bullet else f"<p>{text}</p>"
    if isinstance(block, Table):
        rows = "".join(
            "<tr>" + "".join(f"<{tag}>{_html_runs(cell, draft)}</{tag}>" for cell in row) + "</tr>"
            for tag, row in (("th" if number == 0 else "td", row) for number, row in enumerate(block.rows))
        )
        return f"<table>{rows}</table>"
    inner = "".join(_html_block(each, draft, numbers) for each in block.blocks)
    return f"<table><tr><td>{inner}</td></tr></table>" if block.kind == "nested" else f"<div><div>{inner}</div></div>"


def _html_runs(runs: Sequence[Run], draft: Draft) -> str:
    shapes = {"bold": "<strong>{}</strong>", "italic": "<em>{}</em>", "del": "", "ins": "{}", "text": "{}"}
    return "".join(
        f'<sup><a href="#n-{run.text}">{list(draft.notes).index(run.text) + 1}</a></sup>'
        if run.kind == "note"
        else shapes[run.kind].format(escape(run.text).replace("{", "").replace("}", ""))
        for run in runs
    )


# ---- md


def _md_block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {plain(block.runs)}"
    if isinstance(block, Paragraph):
        return ("- " if block.bullet else "") + _md_runs(block.runs)
    if isinstance(block, Table):
        rows = ["| " + " | ".join(_md_runs(cell) for cell in row) + " |" for row in block.rows]
        rows.insert(1, "|" + "---|" * len(block.rows[0]))
        return "\n".join(rows)
    return "\n\n".join(_md_block(each) for each in block.blocks)


def _md_runs(runs: Sequence[Run]) -> str:
    shapes = {"bold": "**{}**", "italic": "*{}*", "del": "", "ins": "{}", "text": "{}", "note": "[^{}]"}
    return "".join(shapes[run.kind].replace("{}", run.text) for run in runs)
