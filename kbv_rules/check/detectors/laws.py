"""Laws that lapsed or were replaced, named as if they still held; and laws in force called a bill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.check.phrases import fold, phrase_list
from kbv_rules.check.sentences import sentences_of
from kbv_rules.check.view import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kbv_rules.check.mentions import Mention
    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import LawsWhen
    from kbv_rules.model.knowledge import Law


def outdated(view: View, when: LawsWhen) -> Iterator[Hit]:
    """Each outdated law once, at its first mention that is no matter of history."""
    told: set[str] = set()
    for mention in view.plan.mentions:
        if mention.kind != "law" or mention.id in told:
            continue
        law = view.knowledge.laws[mention.id]
        lapsed = law.status == "lapsed"
        if lapsed and not _historical(view, mention, law):
            told.add(law.id)
            yield _hit(view, mention, law, when, "lapsed")
        elif law.status == "in_force" and _new(law, when.since) and _called_a_bill(view, mention):
            told.add(law.id)
            yield _hit(view, mention, law, when, "in_force")


def _new(law: Law, since: str) -> bool:
    return any(change.date >= since and change.article is None for change in law.changes)


def _around(view: View, mention: Mention) -> tuple[str, int, int]:
    """The sentence of a mention, folded, and where the mention stands in it."""
    text = view.plan.outline.paragraphs[mention.paragraph].text
    for sentence in sentences_of(text, view.plan.reading.abbreviations):
        if sentence.start <= mention.start < sentence.end:
            return fold(text[sentence.start : sentence.end]), mention.start - sentence.start, mention.end - sentence.start
    return fold(text), mention.start, mention.end


def _historical(view: View, mention: Mention, law: Law) -> bool:
    """Whether the sentence says that the law is history, or names what came in its place."""
    sentence, start, end = _around(view, mention)
    if phrase_list(view.plan.reading.laws.historical).first(f"{sentence[:start]} {sentence[end:]}"):
        return True
    text = view.plan.outline.paragraphs[mention.paragraph].text
    return any(
        other.id == law.successor and sentence.find(fold(other.text)) >= 0
        for other in view.plan.mentions_at[mention.paragraph]
        if other.kind == "law" and fold(text[other.start : other.end]) in sentence
    )


def _called_a_bill(view: View, mention: Mention) -> bool:
    sentence, start, _ = _around(view, mention)
    bill = phrase_list(view.plan.reading.laws.bill)
    return bill.first(sentence[max(0, start - 60) : start + len(mention.text) + 60]) is not None


def _hit(view: View, mention: Mention, law: Law, when: LawsWhen, why: str) -> Hit:
    successor = view.knowledge.laws.get(law.successor or "")
    newest = max((change for change in law.changes if change.article is None), key=lambda change: change.date, default=None)
    date = newest.date if newest else None
    about: dict[str, str | int] = {"law": law.id, "successor": successor.id if successor else law.id if why == "in_force" else ""}
    values = {
        "law": law.id,
        "name": law.name,
        "successor": about["successor"],
        "successor_name": successor.name if successor else law.name,
        "date": date,
        "what": newest.what if newest else None,
        "written": mention.text,
    }
    at = view.plan.outline.at(mention.paragraph, quoted=_quoted(view, mention))
    return Hit(about, values, at, when.mild_severity if law.id in when.mild else None, (why,), (mention.paragraph, mention.start))


def _quoted(view: View, mention: Mention) -> tuple[int, int]:
    text = view.plan.outline.paragraphs[mention.paragraph].text
    for sentence in sentences_of(text, view.plan.reading.abbreviations):
        if sentence.start <= mention.start < sentence.end:
            return sentence.start, sentence.end
    return 0, len(text)
