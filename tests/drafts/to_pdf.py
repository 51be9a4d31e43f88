"""A draft as .pdf as a word processor prints it: running header and footer, page numbers, words broken at the end of a line,
headings of more than one line, footnotes at the foot of the page, tables in columns."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from tests.drafts.source import Block, Draft, Heading, Paragraph, Run, Table, headings, plain

BODY, BOLD, ITALIC = "Times-Roman", "Times-Bold", "Times-Italic"
LEFT, TOP, BOTTOM = 71.0, 760.0, 80.0
WIDTH = A4[0] - 2 * LEFT
HEADING_SIZES = {1: 20, 2: 15, 3: 12}
VOWELS = "aeiouyáéíóúäëïöü"

Word = tuple[str, str]  # font, text


def pdf(draft: Draft) -> bytes:
    """`draft` as the bytes of a .pdf."""
    page = _Pages(draft)
    meta = draft.meta
    page.lines(_words((Run("text", meta.get("title", "")),), BOLD), 26, gap=10)
    page.lines(_words((Run("text", meta.get("subtitle", "")),)), 15, gap=20)
    if meta.get("toc"):
        page.turn()
        page.lines(_words((Run("text", meta["toc"]),), BOLD), 20, gap=10)
        for number, (level, text) in enumerate(headings(draft)):
            if level <= 2:
                page.entry(text, str(3 + number // 4), indent=12 * (level - 1))
        page.turn()
    for block in draft.blocks:
        _put(page, block)
    return page.close()


def _put(page: _Pages, block: Block) -> None:
    if isinstance(block, Heading):
        size = HEADING_SIZES.get(block.level, 11)
        page.need(4 * size)
        page.lines(_words(block.runs, BOLD), size, before=size, gap=4)
    elif isinstance(block, Paragraph):
        page.notes_of(block.runs)
        indent = 14.0 if block.bullet else 0.0
        words = _words(block.runs)
        page.lines([(BODY, "•"), *words] if block.bullet else words, 10.5, indent=indent, gap=6)
    elif isinstance(block, Table):
        page.table(block)
    else:
        for each in block.blocks:
            _put(page, each)


class _Pages:
    """A canvas with a place on the page, and the footnotes that this page still has to carry."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.buffer = io.BytesIO()
        self.canvas = Canvas(self.buffer, pagesize=A4, invariant=1)
        self.canvas.setTitle(draft.meta.get("title", ""))
        self.number = 1
        self.y = TOP
        self.feet: list[list[str]] = []
        self.bottom = BOTTOM

    def turn(self) -> None:
        canvas = self.canvas
        y = self.bottom - 4
        for foot in self.feet:
            for line in foot:
                y -= 9
                canvas.setFont(BODY, 8)
                canvas.drawString(LEFT, y, line)
        canvas.setFont(ITALIC, 8.5)
        canvas.drawString(LEFT, 800, self.draft.meta.get("header", ""))
        canvas.drawString(LEFT, 36, self.draft.meta.get("footer", ""))
        canvas.drawRightString(LEFT + WIDTH, 36, str(self.number))
        canvas.showPage()
        self.number += 1
        self.y, self.feet, self.bottom = TOP, [], BOTTOM

    def close(self) -> bytes:
        self.turn()
        self.canvas.save()
        return self.buffer.getvalue()

    def need(self, height: float) -> None:
        if self.y - height < self.bottom:
            self.turn()

    def notes_of(self, runs: Sequence[Run]) -> None:
        for run in runs:
            if run.kind == "note":
                number = list(self.draft.notes).index(run.text) + 1
                lines = [
                    " ".join(text for _, text in line)
                    for line in _wrap(_split(f"{number} {self.draft.notes[run.text]}", BODY), 8, WIDTH)
                ]
                self.need(9.0 * len(lines) + 30)
                self.feet.append(lines)
                self.bottom += 9.0 * len(lines) + 2

    def lines(self, words: Sequence[Word], size: float, *, indent: float = 0, before: float = 0, gap: float = 0) -> None:
        self.y -= before
        leading = size * 1.25
        for line in _wrap(words, size, WIDTH - indent):
            self.need(leading)
            self.y -= leading
            self.draw(line, LEFT + indent, self.y, size)
        self.y -= gap

    def draw(self, line: Sequence[Word], x: float, y: float, size: float) -> None:
        for font, text in _joined(line):
            self.canvas.setFont(font, size)
            self.canvas.drawString(x, y, text)
            x += stringWidth(text, font, size)

    def entry(self, text: str, number: str, indent: float) -> None:
        self.need(14)
        self.y -= 14
        room = WIDTH - indent - stringWidth(text + number, BODY, 10)
        dots = "." * max(3, int(room / stringWidth(".", BODY, 10)) - 2)
        self.canvas.setFont(BODY, 10)
        self.canvas.drawString(LEFT + indent, self.y, f"{text} {dots} {number}")

    def table(self, table: Table) -> None:
        columns = len(table.rows[0])
        shares = [2.2 if number == 0 and columns > 2 else 1.0 for number in range(columns)]
        widths = [WIDTH * share / sum(shares) for share in shares]
        for number, row in enumerate(table.rows):
            cells = [
                _wrap(_words(cell, BOLD if number == 0 else BODY), 9.5, width - 8)
                for cell, width in zip(row, widths, strict=True)
            ]
            height = 12.0 * max(1, *(len(cell) for cell in cells)) + 4
            self.need(height)
            x = LEFT
            for cell, width in zip(cells, widths, strict=True):
                self.canvas.rect(x, self.y - height, width, height)
                for place, line in enumerate(cell):
                    self.draw(line, x + 4, self.y - 11 - 12 * place, 9.5)
                x += width
            self.y -= height
        self.y -= 8


def _words(runs: Sequence[Run], font: str = BODY) -> list[Word]:
    fonts = {"bold": BOLD, "italic": ITALIC}
    found: list[Word] = []
    glued = False  # whether the next word belongs to the last one, as a comma after an insertion does
    for run in runs:
        text = plain((run,))
        if not text:
            continue
        words = _split(text, fonts.get(run.kind, font))
        if glued and found and words and not text[0].isspace():
            found[-1] = (found[-1][0], found[-1][1] + words[0][1])
            words = words[1:]
        found += words
        glued = not text[-1].isspace()
    return found


def _split(text: str, font: str) -> list[Word]:
    return [(font, word) for word in text.split()]


def _wrap(words: Sequence[Word], size: float, width: float) -> list[list[Word]]:
    """The words in lines of at most `width` points; long words are broken with a hyphen."""
    lines: list[list[Word]] = [[]]
    used = 0.0
    for font, whole in words:
        word = whole
        space = stringWidth(" ", font, size)
        while True:
            needed = stringWidth(word, font, size)
            if used + needed <= width:
                lines[-1].append((font, word))
                used += needed + space
                break
            head = _broken(word, font, size, width - used)
            if not head and not lines[-1]:  # too long for the column, and no place to break: it sticks out
                lines[-1].append((font, word))
                used = width
                break
            if head:
                lines[-1].append((font, head + "-"))
                word = word[len(head) :]
            lines.append([])
            used = 0.0
    return [line for line in lines if line]


def _broken(word: str, font: str, size: float, room: float) -> str:
    """The longest head of a long `word` that fits with a hyphen, broken between a vowel-consonant and a consonant-vowel."""
    if len(word) < 9 or not re.fullmatch(r"[^\W\d_]+[.,;:)]?", word):
        return ""
    for place in range(len(word) - 4, 3, -1):
        before, after = word[place - 1].lower(), word[place].lower()
        fits = stringWidth(word[:place] + "-", font, size) <= room
        if (
            fits
            and before not in VOWELS
            and after not in VOWELS
            and word[place + 1].lower() in VOWELS
            and word[place - 2].lower() in VOWELS
        ):
            return word[:place]
    return ""


def _joined(line: Sequence[Word]) -> list[Word]:
    """The line with the words of one font joined, so that the text layer reads as a word processor writes it."""
    joined: list[Word] = []
    for number, (font, text) in enumerate(line):
        piece = text if number == len(line) - 1 else text + " "
        if joined and joined[-1][0] == font:
            joined[-1] = (font, joined[-1][1] + piece)
        else:
            joined.append((font, piece))
    return joined
