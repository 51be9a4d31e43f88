"""Finding mentions in a text of a hundred pages: ours beside a regex, a plain automaton and rapidfuzz, in one run.

`python benchmarks/mentions.py [--words 45000] [--runs 5] [--text FILE]`. Without a file the text is made of the sentences of
tests/check and neutral text, with every ninth paragraph naming something at random. The peers only find: they give no forms,
no compounds and no places in paragraphs, and rapidfuzz is run on a sample and scaled up. See docs/benchmarks.md.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from kbv_rules.check.mentions import find_exact, find_mentions
from kbv_rules.check.vocabulary import Vocabulary, make_vocabulary
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.document import Paragraph
from kbv_rules.rules.rule_set import load_bundles

NEUTRAL = Path(__file__).parents[1] / "tests" / "check" / "neutral_text.txt"
SAMPLE = 40  # paragraphs for rapidfuzz
SLOWEST = 60.0  # ours, with forms, compounds and slips, against the plain automaton


def made_up(vocabulary: Vocabulary, words: int) -> list[str]:
    """Neutral sentences in changing order, one in nine with a term in it."""
    chance = random.Random(1)
    text = NEUTRAL.read_text(encoding="utf-8")
    sentences = [sentence for sentence in re.split(r"(?<=[.])\s+", text) if sentence]
    paragraphs, count = [], 0
    while count < words:
        chosen = [chance.choice(sentences) for _ in range(chance.randint(2, 6))]
        if chance.random() < 0.5:
            chosen.append(
                f"Daarbij gaat het om {chance.choice(vocabulary.labels).label} en {chance.choice(vocabulary.labels).label}."
            )
        paragraphs.append(" ".join(chosen))
        count += len(paragraphs[-1].split())
    return paragraphs


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """Time of the processor, the least of so many runs: what else the machine does should not count."""
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append((time.process_time() - started) * 1000)
    return min(taken)


def main() -> int:
    """All of them on the same text."""
    parser = argparse.ArgumentParser(description="Finding mentions: ours beside its peers.")
    parser.add_argument("--words", type=int, default=45_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--text", type=Path, help="a text to read instead of a made-up one")
    asked = parser.parse_args()
    from ahocorasick_rs import AhoCorasick
    from rapidfuzz import fuzz, process

    knowledge, bundles = load_knowledge(), load_bundles()

    def make() -> Vocabulary:
        made = make_vocabulary(knowledge, bundles)
        _ = made.automaton, made.literal, made.compounds, made.slips
        return made

    making, vocabulary = milliseconds(make, asked.runs), make()
    texts = asked.text.read_text(encoding="utf-8").splitlines() if asked.text else made_up(vocabulary, asked.words)
    paragraphs = [Paragraph(number, text) for number, text in enumerate(texts, 1) if text.strip()]
    labels = sorted({label.label.lower() for label in vocabulary.labels})
    whole = "\n".join(paragraph.text for paragraph in paragraphs).lower()
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, sorted(labels, key=len, reverse=True))) + r")\b")
    plain = AhoCorasick(labels)
    sample = [paragraph.text.lower() for paragraph in paragraphs[:SAMPLE]]

    def fuzzy() -> object:
        return [process.extract(text, labels, scorer=fuzz.partial_ratio, score_cutoff=90, limit=None) for text in sample]

    found = find_mentions(paragraphs, vocabulary)
    rows = {
        "plain ahocorasick-rs": milliseconds(lambda: plain.find_matches_as_indexes(whole, overlapping=True), asked.runs),
        "regex, one alternation": milliseconds(lambda: pattern.findall(whole), 1),
        "rapidfuzz partial_ratio": milliseconds(fuzzy, 1) * len(paragraphs) / len(sample),
        "ours, exact": milliseconds(lambda: find_exact(paragraphs, vocabulary), asked.runs),
        "ours, all": milliseconds(lambda: find_mentions(paragraphs, vocabulary), asked.runs),
    }
    base = rows["plain ahocorasick-rs"]
    print(f"{len(whole.split())} words, {len(labels)} labels, {len(found)} mentions {dict(Counter(one.how for one in found))}")
    for name, taken in rows.items():
        print(f"  {name:26}{taken:10.1f} ms {taken / base:8.1f} x")
    print(f"  {'making the vocabulary':26}{making:10.1f} ms {making / base:8.1f} x, once for any number of documents")
    print(f"  goal: all within {SLOWEST:.0f} x the plain automaton, and faster than the regex")
    return int(rows["ours, all"] > SLOWEST * base or rows["ours, all"] > rows["regex, one alternation"])


if __name__ == "__main__":
    sys.exit(main())
