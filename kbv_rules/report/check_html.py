"""A check report as one web page that stands on its own: no scripts, nothing fetched, fit for a screen reader and for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from kbv_rules.documents.legal_text import legal
from kbv_rules.report import check_words as words

if TYPE_CHECKING:
    from kbv_rules.model.remark import CheckReport, Declared, Remark

# Contrast of all text is at least 7 : 1 (WCAG 2.1, AAA); a colour never says something that no word says.
_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.55 system-ui, "Segoe UI", sans-serif; color: #1a1a1a; background: #fff; }
body { max-width: 52rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.7rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { font-size: 1.35rem; border-bottom: 2px solid #1a1a1a; padding-bottom: .2rem; margin-top: 2.2rem; }
h3 { font-size: 1.15rem; margin-top: 1.8rem; }
h4 { font-size: 1rem; margin: 0 0 .3rem; }
p, dd, td, blockquote { overflow-wrap: anywhere; }
.summary { font-size: 1.1rem; }
table { border-collapse: collapse; width: 100%; margin: .8rem 0; }
th, td { border: 1px solid #767676; padding: .35rem .6rem; text-align: left; vertical-align: top; }
thead th { background: #eee; }
article { border-left: .35rem solid #555; padding: .2rem 0 .2rem 1rem; margin: 1.2rem 0; break-inside: avoid; }
article.error { border-color: #9b1c1c; }
article.warning { border-color: #8a5a00; }
article.note { border-color: #1b4f8a; }
blockquote { margin: .4rem 0; padding: .3rem .8rem; background: #f4f4f4; font-style: italic; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
.place { color: #444; margin: 0 0 .4rem; }
code { font-size: .9em; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2, h3, h4 { break-after: avoid; }
  thead { display: table-header-group; }
}
""".strip()


class Markup(str):
    """Text that is HTML already; any other text is escaped before it gets into a page."""

    __slots__ = ()


def tag(name: str, *content: str, **attributes: str) -> Markup:
    """An element; `class_` is written as class, `aria_label` as aria-label."""
    told = "".join(f' {key.rstrip("_").replace("_", "-")}="{_escaped(value)}"' for key, value in attributes.items())
    return Markup(f"<{name}{told}>{''.join(map(_escaped, content))}</{name}>")


def check_html(report: CheckReport, names: words.Names) -> str:
    """The page: the summary, what the plan declares, its chapters, and every remark with its number and place."""
    title = words.title_of(report)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    head = (
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"{tag('title', title)}\n<style>\n{_STYLE}\n</style>"
    )
    body = "\n".join([tag("h1", title), *_front(report, names), *_remarks(report, names), *_accepted(report)])
    return f'<!DOCTYPE html>\n<html lang="nl">\n<head>\n{head}\n</head>\n<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n'


def _escaped(text: str) -> str:
    return text if isinstance(text, Markup) else escape(legal(text))


def _front(report: CheckReport, names: words.Names) -> Iterator[str]:
    yield tag("p", report.summary, class_="summary")
    for warning in report.warnings:
        yield tag("p", tag("strong", f"{words.WARNING}:"), " ", warning)
    for id_, head, declared in (("p", words.PRIORITIES, report.priorities), ("o", words.OTHER_THEMES, report.other_themes)):
        if declared:
            yield tag("h2", head, id=id_)
            yield _table(id_, (words.IN_PLAN, words.TAKEN_AS, words.THEMES), (_declared(one, names) for one in declared))
    if report.chapters:
        yield tag("h2", words.CHAPTERS, id="h")
        rows = ((f"{one.number} {names.chapter(one.number)}", one.heading or words.NOT_FOUND) for one in report.chapters)
        yield _table("h", (words.IN_METHOD, words.IN_PLAN), rows)


def _declared(one: Declared, names: words.Names) -> tuple[str, ...]:
    taken = names(one.candidates[0]) if one.candidates else words.NOT_KNOWN
    return one.heading, taken, "; ".join(map(names, one.members))


def _table(named_by: str, header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    top = tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in header)))
    lines = []
    for first, *rest in rows:
        lines.append(tag("tr", tag("th", first, scope="row"), *(tag("td", cell) for cell in rest)))
    return tag("table", top, tag("tbody", *lines), aria_labelledby=named_by)


def _remarks(report: CheckReport, names: words.Names) -> Iterator[str]:
    told = words.numbered(report)
    if not told:
        return
    yield tag("h2", words.REMARKS)
    for severity, head in words.HEADS.items():
        group = [(number, remark) for number, remark in told if remark.severity == severity]
        if group:
            yield tag("h3", f"{head} ({len(group)})")
            yield from (_remark(number, remark, names) for number, remark in group)


def _remark(number: int, remark: Remark, names: words.Names) -> str:
    id_ = f"opmerking-{number}"
    parts = [
        tag("h4", f"{number}. {remark.message}", id=id_),
        tag("p", tag("code", f"[{remark.rule}]"), f" {words.place_of(remark.location)}", class_="place"),
    ]
    if remark.location.quote and remark.location.quote not in remark.location.headings:
        parts.append(tag("blockquote", remark.location.quote))
    also = "; ".join(words.joined(remark, names))
    told = (
        (words.ALSO, f"{also}." if also else ""),
        (words.WHY, remark.source),
        (words.DO, remark.advice),
        (words.FINE, remark.fine_when),
    )
    parts.append(tag("dl", *(Markup(tag("dt", label) + tag("dd", text)) for label, text in told if text)))
    return tag("article", *parts, class_=remark.severity, aria_labelledby=id_)


def _accepted(report: CheckReport) -> Iterator[str]:
    accepted = words.accepted(report)
    if accepted:
        yield tag("h2", words.ACCEPTED)
        items = (
            tag("li", tag("code", f"[{one.rule}]"), f" {one.message} ", tag("strong", f"{words.REASON}:"), f" {one.accepted}")
            for one in accepted
        )
        yield tag("ul", *items)
