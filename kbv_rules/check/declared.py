"""What a draft declares as its priorities and other themes: in headings, lists, tables and sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kbv_rules.check.names import before, clean, enumerated, items_after, listed
from kbv_rules.check.phrases import fold, heading_list, phrase_list
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.check.titles import bare, without_lead

if TYPE_CHECKING:
    from kbv_rules.check.chapters import Served
    from kbv_rules.check.meaning import Meaning, Meanings
    from kbv_rules.check.outline import Outline, Place
    from kbv_rules.check.phrases import PhraseList
    from kbv_rules.model.check_rules import DeclaredReading, Reading
    from kbv_rules.model.document import Paragraph


@dataclass(slots=True)
class Named:
    """A declared priority or other theme: its name, what that means, where it is declared and worked out.

    `heading` is the name as the draft has it ('Speerpunt 2. Veilig onderweg'), its number left out. `texts` are the numbers of
    the paragraphs that work out one that has no heading: that behind its label, or its row.
    """

    name: str
    meaning: Meaning
    paragraph: int
    places: list[Place] = field(default_factory=list)
    heading: str = ""
    texts: tuple[int, ...] = ()

    def same(self, other: Named) -> bool:
        return self.meaning.same(other.meaning) or fold(self.name) == fold(other.name)


class Finder:
    """Finds the declared names of one draft."""

    def __init__(self, outline: Outline, served: Served, meanings: Meanings, reading: Reading, chapters: tuple[int, int]) -> None:
        self.outline = outline
        self.served = served
        self.meanings = meanings
        self.reading: DeclaredReading = reading.declared
        self.all = reading
        self.priority, self.other = chapters
        self.plain = heading_list(self.reading.plain)
        self.not_ours = phrase_list(self.reading.not_ours)
        self.titles = {fold(bare(place.title, reading.chapters.numbering)) for place in outline.places[1:]}
        self.titles -= {title for title in self.titles if self.plain.fits(title)}

    def priorities(self) -> list[Named]:
        """Headings first, for they are worked out; then what sentences, lists and tables add to those.

        A list as long as the headings, with one of them in it, is those headings in other words.
        """
        found = [*self._below(self.priority, self.reading.lead), *self._led()]
        merged = _merged(found)
        for group in self._announced(self.reading.announce, strong=True):
            # A list that shares nothing with the headings is about something else.
            if not merged or any(one.same(other) for one in group for other in merged):
                added = [one for one in group if not any(_is_part(one, other) for other in merged)]
                merged = merged if merged and len(group) == len(merged) else _merged([*merged, *added])
        if not merged:
            groups = list(self._announced(self.reading.announce_weakly, strong=False))
            merged = _merged(groups[0]) if groups else []
        merged.extend(one for one in self._labelled(self.priority) if not any(one.same(other) for other in merged))
        for one in merged:
            one.places = one.places or self._worked_out(one)
        return merged

    def others(self, priorities: Sequence[Named]) -> list[Named]:
        """The other themes; what is a priority is none."""
        found = [*self._below(self.other, self.reading.lead_others), *self._labelled(self.other)]
        for group in self._announced(self.reading.others, strong=True):
            found.extend(group)
        return [one for one in _merged(found) if not any(one.same(other) for other in priorities)]

    def _below(self, chapter: int, lead: tuple[str, ...]) -> Iterator[Named]:
        """The headings right below a chapter; a heading that names no theme is looked through."""
        combined = {place.index for place in self.served.places.get(self._counterpart(chapter), ())}
        for place in self.served.places.get(chapter, ()):
            yield from self._children(place, lead, chapter, shared=place.index in combined)

    def _counterpart(self, chapter: int) -> int:
        return self.other if chapter == self.priority else self.priority

    def _children(self, place: Place, lead: tuple[str, ...], chapter: int, *, shared: bool) -> Iterator[Named]:
        against = self.reading.lead_others if chapter == self.priority else self.reading.lead
        children = self.outline.children(place)
        meant = [self._heading(child, lead) for child in children]
        some = any(one.meaning.score >= self.reading.meant for one, _ in meant)
        for child, (named, led) in zip(children, meant, strict=True):
            here = self.served.of(child)
            if chapter not in here or without_lead(bare(child.title), against)[1]:
                continue
            if shared and not led:
                # One chapter for both: only what calls itself so, or is told to be so, is a priority or another theme.
                continue
            if led or named.meaning.score >= self.reading.meant:
                yield named
            elif self.plain.fits(fold(named.name)) or self._only_holds(child, lead):
                yield from self._children(child, lead, chapter, shared=shared)
            elif some or child.section.sections:
                yield named

    def _only_holds(self, place: Place, lead: tuple[str, ...]) -> bool:
        """Whether a heading that means nothing only stands above those that do: 'Uitwerking' above 'Ondermijning' and 'Jeugd'."""
        below = [self._heading(child, lead) for child in self.outline.children(place)]
        meant = [led or named.meaning.score >= self.reading.meant for named, led in below]
        return sum(meant) > 1 and all(meant)

    def _is_led(self, place: Place) -> bool:
        return without_lead(bare(place.title, self.all.chapters.numbering), self.reading.lead)[1]

    def _heading(self, place: Place, lead: tuple[str, ...]) -> tuple[Named, bool]:
        name, led = without_lead(bare(place.title, self.all.chapters.numbering), lead)
        name = bare(name) if led else name
        number = place.section.heading.number if place.section.heading else 0
        return Named(name, self.meanings.of(name), number, [place], place.title), led

    def _led(self) -> Iterator[Named]:
        """Headings and paragraphs anywhere that say 'Prioriteit 2: ...'."""
        for place in self.outline.places[1:]:
            if self.served.is_outside(place) or self.other in self.served.of(place) - {self.priority}:
                continue
            if self._is_led(place):
                named, _ = self._heading(place, self.reading.lead)
                if named.name:
                    yield named

    def _labelled(self, chapter: int) -> Iterator[Named]:
        """Where a chapter has no headings below it: paragraphs and cells that begin with a name ('Verkeersveiligheid. ...')."""
        for place in self.served.places.get(chapter, ()):
            if chapter == self.priority and place.section.sections:
                continue
            here = place.section.paragraphs
            named = [(paragraph.kind, one) for paragraph in here if (one := self._by_label(paragraph, here))]
            rows = Counter(paragraph.kind for paragraph in here if paragraph.cell is None or paragraph.cell[2] == 1)
            telling = Counter(kind for kind, one in named if one.texts)
            # Where most items, paragraphs or rows have a label, those that are not understood by their name are themes as well.
            kinds = {
                kind
                for kind, times in telling.items()
                if chapter == self.other and times >= self.all.chapters.themed and times * 2 > rows[kind]
            }
            for kind, one in named:
                if one.meaning.score >= self.reading.known or (kind in kinds and one.texts):
                    yield one

    def _by_label(self, paragraph: Paragraph, around: Sequence[Paragraph]) -> Named | None:
        """What a paragraph is about by the name it begins with ('Verkeersveiligheid. ...'), or a row by its first cell."""
        if paragraph.cell is not None and paragraph.cell[2] != 1:
            return None
        name = clean(paragraph.text)
        if not name or count_words(name) > self.reading.longest / 2 or self.plain.fits(fold(name)):
            return None
        texts: tuple[int, ...] = (paragraph.number,)
        if paragraph.cell is not None:
            row = paragraph.cell[:2]
            texts = tuple(one.number for one in around if one.cell is not None and one.cell[:2] == row) if row[1] > 1 else ()
        elif count_words(paragraph.text) < 2 * count_words(name):
            texts = ()
        return Named(name, self.meanings.of(name), paragraph.number, [], texts=texts)

    def _announced(self, words: tuple[str, ...], *, strong: bool) -> Iterator[list[Named]]:
        """Groups of names that a sentence, a list after it, or the column of a table declares."""
        announce = phrase_list(words)
        for place in self.outline.places:
            chapters = self.served.of(place)
            if self._elsewhere(place, chapters):
                continue
            texts = place.section.paragraphs
            if strong:
                yield from self._columns(texts)
            for index, paragraph in enumerate(texts):
                if paragraph.kind == "table_cell" or announce.first(self.outline.folded(paragraph.number)) is None:
                    continue
                group = self._in_paragraph(paragraph, items_after(texts, index), announce)
                if group:
                    yield group

    def _elsewhere(self, place: Place, chapters: set[int]) -> bool:
        """Appendices, and the elaboration of a theme, declare nothing."""
        if self.served.is_outside(place) and place.depth and self.served.outside:
            top = next((one for one in self.served.outside if place.is_within(one)), place)
            if top.index > len(self.outline.places) / 2:
                return True
        inside = chapters & {self.priority, self.other}
        return bool(inside) and not any(place is one for number in inside for one in self.served.places[number])

    def _in_paragraph(self, paragraph: Paragraph, items: list[Paragraph], announce: PhraseList) -> list[Named]:
        sentences = sentences_of(paragraph.text, self.all.abbreviations)
        continued = phrase_list(self.reading.continued)
        for position, sentence in enumerate(sentences):
            folded = fold(sentence.text)
            match = announce.first(folded)
            if match is None or self.not_ours.first(folded):
                continue
            tail = sentence.text[match.end :]
            follows = sentences[position + 1].text if position + 1 < len(sentences) else ""
            begin = continued.starts(fold(follows))
            if begin:
                tail = follows[begin.end :]
            last = position == len(sentences) - 1
            if last and items and (sentence.text.rstrip().endswith(":") or not tail.strip(" .:")):
                group = self._named([(clean(item.text), item.number) for item in items])
            else:
                inline = listed(paragraph.text[sentence.start + match.end :])
                told = tail.partition(":")[2] or tail
                names = inline or enumerated(told, self._plain_name)
                group = self._named([(name, paragraph.number) for name in names])
                if len(group) < 2:
                    in_front = enumerated(before(sentence.text[: match.start]), self._plain_name)
                    group = self._named([(name, paragraph.number) for name in in_front])
            if len(group) > 1:
                return group
        return []

    def _columns(self, texts: Sequence[Paragraph]) -> Iterator[list[Named]]:
        """Tables with a column of priorities."""
        heads = phrase_list(self.reading.columns)
        cells = [paragraph for paragraph in texts if paragraph.cell is not None]
        columns = {
            (cell.cell[0], cell.cell[2]) for cell in cells if cell.cell and cell.cell[1] == 1 and heads.is_whole(fold(cell.text))
        }
        for table, column in sorted(columns):
            names = [
                (clean(cell.text), cell.number)
                for cell in cells
                if cell.cell and cell.cell[0] == table and cell.cell[2] == column and cell.cell[1] > 1
            ]
            group = self._named(names)
            if len(group) > 1:
                yield group

    def _named(self, names: Sequence[tuple[str, int]]) -> list[Named]:
        """Those names that mean something for sure; of a list in which most do, the rest too, as names not understood."""
        short = [(without_lead(name, self.reading.lead)[0], number) for name, number in names]
        short = [(name, number) for name, number in short if name and count_words(name) <= self.reading.longest]
        found = [Named(name, self.meanings.of(name), number) for name, number in short]
        sure = [one for one in found if self._sure(one.name) >= self.reading.known]
        if len(sure) > 1 and len(sure) * 2 >= len(names):
            return [one for one in found if one in sure or count_words(one.name) <= self.reading.longest / 2]
        return []

    def _plain_name(self, name: str) -> float:
        """How sure a name is one thing, not several."""
        return 1.0 if fold(name) in self.titles else self.meanings.plainness(name)

    def _sure(self, name: str) -> float:
        """How sure a name is one: by what it means, or because it is a heading of the draft."""
        return 1.0 if fold(name) in self.titles else self.meanings.of(name).score

    def _worked_out(self, one: Named) -> list[Place]:
        """The headings under which a name that a sentence declared is worked out: those that mean the same."""
        found: list[Place] = []
        for place in self.outline.places[1:]:
            if self.served.is_outside(place) or any(place.is_within(other) for other in found):
                continue
            chapters = self.served.of(place)
            if chapters and self.priority not in chapters:
                continue
            name = bare(place.title, self.all.chapters.numbering)
            meaning = self.meanings.of(without_lead(name, self.reading.lead)[0])
            if (meaning.score >= self.reading.meant and meaning.same(one.meaning)) or fold(name) == fold(one.name):
                found.append(place)
        return found


def _merged(found: Sequence[Named]) -> list[Named]:
    """Each priority once: the first that names it stays, with the headings of all."""
    kept: list[Named] = []
    for one in found:
        known = next((other for other in kept if one.same(other)), None)
        if known is None:
            kept.append(one)
        else:
            known.places.extend(place for place in one.places if all(place is not other for other in known.places))
    return kept


def _is_part(one: Named, other: Named) -> bool:
    """Whether a name is one of several that a heading takes together: 'overvallen' of 'Inbraak, straatroof en overvallen'."""
    whole, part = fold(other.name), fold(one.name)
    return bool(other.places) and part != whole and part in _PARTS.split(whole)


_PARTS = re.compile(r"\s*[,;/&]\s*|\s+en\s+")
