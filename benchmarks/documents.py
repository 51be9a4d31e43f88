"""Reading a document of about a hundred pages, against the barest way to get text out of it, in one run.

`python benchmarks/documents.py [--runs N]`. The plan is made up: headings, paragraphs, lists and tables, no pictures. A docx is
held against lxml (the text of every paragraph element) and python-docx (with tables); a pdf against pypdfium2 (the text of every
page). Peak memory and cold time are those of a fresh process. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from kbv_rules.documents.read import read_document

CHAPTERS, SECTIONS, PARAGRAPHS = 20, 5, 8
WORDS = [
    "de",
    "gemeente",
    "werkt",
    "samen",
    "met",
    "politie",
    "en",
    "partners",
    "aan",
    "veiligheid",
    "in",
    "wijken",
    "dorpen",
    "voor",
    "inwoners",
    "ondernemers",
    "jongeren",
    "preventie",
    "aanpak",
    "ondermijning",
    "zorg",
    "toezicht",
    "handhaving",
    "raad",
    "driehoek",
    "leefbaarheid",
    "overlast",
    "inbraak",
    "signaal",
    "regie",
    "casus",
    "netwerk",
    "jaar",
]
COLD = """
import resource, sys, time
start = time.perf_counter()
from kbv_rules.documents.read import read_document
read_document(sys.argv[1])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
# At most so many times the peer; at most so many seconds cold; at most so many MB.
RATIOS = {"docx": ("lxml", 3.0), "pdf": ("pypdfium2", 1.5)}
SECONDS = {"docx": 1.0, "pdf": 2.0}
MEMORY = 300


def pieces() -> Iterator[tuple[str, str]]:
    """The plan: what each piece is, and its text."""
    chance = random.Random(1)

    def sentence() -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(9, 22))).capitalize() + "."

    for chapter in range(1, CHAPTERS + 1):
        yield "1", f"{chapter} {' '.join(chance.choices(WORDS, k=3)).capitalize()}"
        for section in range(1, SECTIONS + 1):
            yield "2", f"{chapter}.{section} {' '.join(chance.choices(WORDS, k=4)).capitalize()}"
            for _ in range(PARAGRAPHS):
                yield "p", " ".join(sentence() for _ in range(chance.randint(2, 5)))
            for _ in range(3):
                yield "item", sentence()
            yield "table", ""


def write_docx(path: Path) -> None:
    import docx

    document = docx.Document()
    for kind, text in pieces():
        if kind == "table":
            for row in document.add_table(4, 4).rows:
                for cell in row.cells:
                    cell.text = "120 meldingen"
        elif kind.isdecimal():
            document.add_heading(text, int(kind))
        else:
            document.add_paragraph(text, style="List Bullet" if kind == "item" else None)
    document.save(str(path))


def write_pdf(path: Path) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import ListFlowable, Paragraph, SimpleDocTemplate, Table

    styles = getSampleStyleSheet()
    names = {"1": "Heading1", "2": "Heading2"}
    flow = []
    for kind, text in pieces():
        if kind == "table":
            flow.append(Table([["120 meldingen"] * 4] * 4))
        elif kind == "item":
            flow.append(ListFlowable([Paragraph(text, styles["BodyText"])], bulletType="bullet"))
        else:
            flow.append(Paragraph(text, styles[names.get(kind, "BodyText")]))

    def number(canvas: object, template: object) -> None:
        canvas.drawString(72, 30, f"Pagina {template.page}")  # type: ignore[attr-defined]

    SimpleDocTemplate(str(path), pagesize=A4).build(flow, onFirstPage=number, onLaterPages=number)


def with_lxml(path: Path) -> None:
    from lxml import etree

    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    for paragraph in root.iter(f"{w}p"):
        "".join(text.text or "" for text in paragraph.iter(f"{w}t"))


def with_python_docx(path: Path) -> None:
    import docx

    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        _ = paragraph.text, paragraph.style.name if paragraph.style else ""
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                _ = cell.text


def with_pypdfium2(path: Path) -> None:
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
    pdf.close()


PEERS: dict[str, dict[str, Callable[[Path], object]]] = {
    "docx": {"lxml": with_lxml, "python-docx": with_python_docx, "kbv": read_document},
    "pdf": {"pypdfium2": with_pypdfium2, "kbv": read_document},
}
WRITERS = {"docx": write_docx, "pdf": write_pdf}


def warm(path: Path, runs: int) -> dict[str, float]:
    """Median seconds of processor per way of reading, taken in turn, so that a busy moment hits all alike."""
    ways = PEERS[path.suffix[1:]]
    for way in ways.values():
        way(path)
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(runs):
        for name, way in ways.items():
            start = time.process_time()
            way(path)
            times[name].append(time.process_time() - start)
    return {name: statistics.median(found) for name, found in times.items()}


def cold(path: Path, runs: int) -> tuple[float, float]:
    """Median seconds in a fresh process, imports included, and its peak memory in MB."""
    found = []
    for _ in range(runs):
        out = subprocess.run([sys.executable, "-c", COLD, str(path)], capture_output=True, text=True, check=True).stdout.split()
        found.append((float(out[0]), int(out[1]) / 1024))
    return statistics.median(one[0] for one in found), max(one[1] for one in found)


def compare(path: Path, runs: int) -> bool:
    """Print the figures of one format; whether its goals are met."""
    suffix = path.suffix[1:]
    medians = warm(path, runs)
    peer, most = RATIOS[suffix]
    ratio = medians["kbv"] / medians[peer]
    document = read_document(path)
    size = f", {document.pages} pages" if document.pages else ""
    print(f"{suffix}: {sum(1 for _ in document.paragraphs())} paragraphs, {sum(1 for _ in document.sections())} headings{size}")
    for name, median in medians.items():
        print(f"  {name:<12} {median * 1000:>7.0f} ms {median / medians[peer]:>6.2f}x")
    seconds, memory = cold(path, max(3, runs // 3))
    verdicts = {
        f"at most {most:g}x {peer}": ratio <= most,
        f"cold {seconds:.2f} s, at most {SECONDS[suffix]:g} s": seconds <= SECONDS[suffix],
        f"peak {memory:.0f} MB, at most {MEMORY} MB": memory <= MEMORY,
    }
    for verdict, met in verdicts.items():
        print(f"  {verdict}: {'met' if met else 'MISSED'}")
    return all(verdicts.values())


def main() -> int:
    """Print the tables; exit code 1 when a goal is missed."""
    parser = argparse.ArgumentParser(description="Reading a long document, against the barest way to get its text.")
    parser.add_argument("--runs", type=int, default=9, help="how often each is run (default: 9)")
    runs = max(1, parser.parse_args().runs)
    met = []
    with tempfile.TemporaryDirectory() as folder:
        for suffix, write in WRITERS.items():
            path = Path(folder, f"plan.{suffix}")
            write(path)
            met.append(compare(path, runs))
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
