"""The five elements of a priority: explanation, approach, flanking policy, and a goal in words and in figures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from kbv_rules.check.measured import period_of
from kbv_rules.check.phrases import fold, heading_list, phrase_list
from kbv_rules.check.sentences import count_words, sentences_of
from kbv_rules.check.titles import bare
from kbv_rules.check.view import Hit

if TYPE_CHECKING:
    from kbv_rules.check.outline import Place
    from kbv_rules.check.priority import Priority
    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import ElementReading, ElementsWhen
    from kbv_rules.model.document import Paragraph

# A label in front of a paragraph: 'Doel: ...', 'Flankerend beleid. ...'.
_LABEL = re.compile(r"^\W*([^.:]{3,60}?)\s*(?:[.:]|\s[–—-])(?:\s|$)")
_PARTS = re.compile(r"\s+(?:en|&)\s+|\s*[,/]\s*")
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_TIME = re.compile(r"\d+\s+(?:seconden|minuten|uur|uren|dagen|weken|maanden|jaar)\b")
_FIGURE = re.compile(r"\d")
# A year as the moment at which something is so: 'in 2030', 'eind 2030'; not 'de regiovisie 2025-2029' or 'tot en met 2028'.
_MOMENT = re.compile(
    r"\b(?:in|eind|einde|medio|begin|per|tegen|uiterlijk|vanaf|anno|jaar)\s+(20\d\d)(?!\s*[-–/]\s*\d)", re.IGNORECASE
)
# What may follow a name in a label: 'De aanpak op hoofdlijnen'; a verb makes it a sentence ('De aanpak rust op drie pijlers').
_GOES_ON = re.compile(
    r"\W*(?:$|\W\s|(?:aan|achter|als|bij|binnen|buiten|daar\w*|dat|dit|door|en|het|hier\w*|in|met|na|naar|of|om|onder|op|over|per|rond|rondom|te|tegen"
    r"|tot|tussen|uit|van|vanuit|voor|waar\w*|zonder|20\d\d)\b)"
)
# A question has its verb at the end: 'Hoe we het aanpakken', 'Waaraan we dat zien'.
_ASKS = re.compile(r"(?:wat|hoe|waar\w*|wie|wanneer|welke?)\b")
_LABEL_WORDS = 7
_SHORT = 3  # a heading with fewer spaces may begin with an adjective
_SOMETHING = 4  # words that must follow a label or heading for it to be worked out
_RUNNING = ("paragraph", "list_item")
_AHEAD = 8  # words of a sentence that says how things will be
_DISTINCT = 2  # different signs in running text, where other elements do have a heading


def missing(view: View, when: ElementsWhen) -> Iterator[Hit]:
    """Per priority the elements that no heading, label or sentence shows; all at once when it has no section."""
    chapter = next(one for one in view.knowledge.catalogue.chapters if one.number == view.plan.priority_chapter)
    names = {element.id: element for element in chapter.elements}
    wanted = [element for element in view.plan.reading.elements if element.id in when.elements]
    headed = [_headings(view, priority, wanted) for priority in view.plan.priorities]
    for index, priority in enumerate(view.plan.priorities):
        lacking = list(when.elements) if not priority.places else _lacking(view, index, when, headed)
        nowhere = not priority.places
        for place, id_ in enumerate(lacking):
            element = names[id_]
            told = {"priority": priority.name, "element": id_, "name": element.name, "text": getattr(element, "text", "")}
            about = {"priority": priority.name, "element": id_}
            rest = tuple({"priority": priority.name, "element": other} for other in lacking[1:]) if nowhere else ()
            more = ("nowhere",) if nowhere else ()
            yield Hit(about, told, view.at_priority(priority), more=more, rank=(index, place), joined=rest)  # type: ignore[arg-type]
            if nowhere:
                break


def _headings(view: View, priority: Priority, wanted: Iterable[ElementReading]) -> dict[str, bool]:
    """Which elements have a heading or label of their own in a priority."""
    return {one.id: _headed(view, priority, one) and _in_figures(view, priority, one) for one in wanted}


def _lacking(view: View, index: int, when: ElementsWhen, headed: list[dict[str, bool]]) -> list[str]:
    """The elements a priority lacks. `headed` tells of all priorities which have a heading of their own for each element."""
    priority, own = view.plan.priorities[index], headed[index]
    usual = _usual(index, headed)
    left = _left_over(view, index, when, headed)
    structured = sum(own.values()) + len(left) > 1
    taken = set(view.plan.outline.numbers(left.values()))
    elements = {element.id: element for element in view.plan.reading.elements}
    return [
        id_
        for id_ in when.elements
        if not own[id_]
        and id_ not in left
        and not _told(view, priority, elements[id_], taken=taken, structured=structured, usual=id_ in usual)
    ]


def _usual(index: int, headed: list[dict[str, bool]]) -> set[str]:
    """The elements that have their own heading in every other priority that works with headings, where this one does so too."""
    others = [one for place, one in enumerate(headed) if place != index and sum(one.values()) > 1]
    if not others or sum(headed[index].values()) <= 1:
        return set()
    return {id_ for id_ in headed[index] if all(one[id_] for one in others)}


def _left_over(view: View, index: int, when: ElementsWhen, headed: list[dict[str, bool]]) -> dict[str, Place]:
    """The sections of a priority whose heading says nothing, each as the element that is still looked for.

    Before the first heading that is understood it is the explanation, unless that is told right under the heading of the
    priority; anywhere else the approach. A heading that stands beside a known heading of the element elsewhere is no such one.
    """
    priority = view.plan.priorities[index]
    found: dict[str, Place] = {}
    if not any(headed[index].values()):
        return found
    elements = {element.id: element for element in view.plan.reading.elements}
    candidates = _unknown(view, priority, when)
    for id_ in when.left_over:
        if headed[index].get(id_, True):
            continue
        first = id_ == when.elements[0]
        if first and _opening(view, priority) >= elements[id_].least_words > 0:
            continue
        known = _titles(view, [one for place, one in enumerate(view.plan.priorities) if headed[place][id_]])
        fitting = [
            place
            for place in candidates
            if fold(bare(place.title)) not in known and not (first and _understood_before(view, priority, place))
        ]
        if fitting:
            found[id_] = fitting[0]
            candidates = [place for place in candidates if place is not fitting[0]]
    return found


def _unknown(view: View, priority: Priority, when: ElementsWhen) -> list[Place]:
    """The sections right below a priority whose headings are no element and nothing else that is usual, with enough text."""
    outline, others = view.plan.outline, phrase_list((*when.others, *view.plan.reading.treatment.link_words))
    fits = [heading_list(element.headings).fits for element in view.plan.reading.elements]
    measured = {one.paragraph for one in view.measured(priority) if one.has_target}
    return [
        below
        for place in priority.places
        for below in outline.children(place)
        if not any(_says(below.title, fit) for fit in fits)
        and not others.first(fold(bare(below.title)))
        and not measured & set(outline.numbers([below]))
        and not _tells_who(view, below, when.partners)
        and sum(count_words(one.text) for one in outline.texts_of(below) if one.kind in _RUNNING) >= when.least_words
    ]


def _tells_who(view: View, place: Place, least: int) -> bool:
    """Whether a section begins with a row of so many partners: it is about who take part, and not about what they do."""
    first = next((one for one in view.plan.outline.texts_of(place) if one.kind in _RUNNING), None)
    if first is None or not least:
        return False
    end = next(iter(sentences_of(first.text, view.plan.reading.abbreviations))).end
    named = {one.id for one in view.plan.mentions_at.get(first.number, ()) if one.kind == "partner" and one.start < end}
    return len(named) >= least


def _understood_before(view: View, priority: Priority, place: Place) -> bool:
    """Whether a section with a heading that is understood stands in front of a section of a priority."""
    fits = [heading_list(element.headings).fits for element in view.plan.reading.elements]
    earlier = [one for top in priority.places for one in view.plan.outline.children(top) if one.index < place.index]
    return any(_says(one.title, fit) for one in earlier for fit in fits)


def _titles(view: View, priorities: Iterable[Priority]) -> set[str]:
    """The headings right below these priorities, as they are compared."""
    outline = view.plan.outline
    return {fold(bare(below.title)) for one in priorities for place in one.places for below in outline.children(place)}


def _headed(view: View, priority: Priority, element: ElementReading) -> bool:
    """Whether a heading or a label says that this is the element, with something under it."""
    wanted = heading_list(element.headings)
    outline = view.plan.outline
    for place in priority.places:
        for below in outline.below(place):
            if _says(below.title, wanted.fits) and _has_text(outline.texts_of(below), element):
                return True
    texts = [outline.paragraphs[number] for number in priority.paragraphs]
    for index, paragraph in enumerate(texts):
        if paragraph.kind == "heading":
            continue
        if paragraph.kind == "table_cell" and element.running:
            continue
        if paragraph.kind == "table_cell":
            # A row or column with the element as its head.
            if _says(paragraph.text, wanted.fits) and count_words(paragraph.text) <= _LABEL_WORDS and index + 1 < len(texts):
                return True
            continue
        label = _label_of(paragraph)
        if label and label.is_of(element):
            rest = replace(paragraph, text=paragraph.text[label.end :])
            if _has_text([rest, *texts[index + 1 : index + 2]], element):
                return True
        elif (
            count_words(paragraph.text) <= _LABEL_WORDS
            and _says(paragraph.text.rstrip(" :"), wanted.fits)
            and _has_text(texts[index + 1 : index + 3], element)
        ):
            return True
    return False


def _in_figures(view: View, priority: Priority, element: ElementReading) -> bool:
    """Whether an element that is one of figures has any: 'we horen het wel' under 'Zo meten we dat' is no goal in figures."""
    return element.id != _FIGURES or bool(view.measured(priority))


class _Label(NamedTuple):
    """What stands in front of a paragraph, as 'Doel: ...'; `end` is where the text behind it begins.

    With a point behind it (`ends`), it may also be a short sentence.
    """

    name: str
    ends: bool
    end: int

    def is_of(self, element: ElementReading) -> bool:
        """Whether this is the label of an element, and no sentence that begins with the same words."""
        wanted = heading_list(element.headings)
        if not _says(self.name, wanted.fits):
            return False
        plain = fold(bare(self.name))
        return not self.ends or bool(_ASKS.match(plain) or _GOES_ON.match(wanted.behind(plain)))


def _label_of(paragraph: Paragraph) -> _Label | None:
    """The label in front of a paragraph; None where that has none, or one of too many words."""
    match = _LABEL.match(paragraph.text)
    if match is None or count_words(match[1]) > _LABEL_WORDS:
        return None
    return _Label(match[1], match[0].rstrip().endswith("."), match.end())


def _has_text(texts: Iterable[Paragraph], element: ElementReading) -> bool:
    """Whether something stands there; for an element in words, running text without figures."""
    if not element.running:
        return sum(count_words(one.text) for one in texts) >= _SOMETHING
    plain = [one for one in texts if one.kind in ("paragraph", "list_item")]
    sentences = [sentence.text for one in plain for sentence in sentences_of(one.text)]
    return sum(count_words(text) for text in sentences if _in_words(text, element)) >= element.running


def _in_words(sentence: str, element: ElementReading) -> bool:
    """Whether a sentence is one of words: it announces nothing, is not about figures, and has none but years and times."""
    return not (
        sentence.rstrip().endswith(":")
        or phrase_list(element.not_running).first(fold(sentence))
        or _FIGURE.search(_TIME.sub("", _YEAR.sub("", sentence)))
    )


def _says(title: str, fits: Callable[[str], int]) -> bool:
    """Whether a heading is the element: the whole, a part ('Doel en streefwaarden'), or its end ('Gezamenlijke koers')."""
    plain = fold(bare(title))
    short = plain.partition(" ")[2] if plain.count(" ") < _SHORT else ""
    return any(part and fits(part) for part in (plain, *_PARTS.split(plain), short))


def _told(view: View, priority: Priority, element: ElementReading, *, taken: set[int], structured: bool, usual: bool) -> bool:
    """Whether running text shows the element: more signs are asked where the other elements have headings.

    Text that is `taken` is another element's. An element that is `usual` has its own heading in all other priorities.
    """
    outline = view.plan.outline
    if element.least_words and _opening(view, priority) >= element.least_words:
        return True
    if element.id == _FIGURES and any(one.target is not None or one.keeps for one in view.measured(priority)):
        return True
    phrases = phrase_list(element.sentences)
    taken = taken | _of_others(view, priority, element, usual=usual) if structured else taken
    if element.id == _GOAL and (_stands_with_figures(view, priority, element) or _looks_ahead(view, priority, element, taken)):
        return True
    hits = {
        text
        for number in priority.paragraphs
        if outline.paragraphs[number].kind != "heading" and number not in taken
        for text in phrases.texts(outline.folded(number))
    }
    return len(hits) >= (_DISTINCT if structured else 1) or _lists(view, priority, element, taken)


def _lists(view: View, priority: Priority, element: ElementReading, taken: set[int]) -> bool:
    """Whether one sentence names several things of a kind that make the element together: a row of plans and policies."""
    if not element.together:
        return False
    wanted, outline = phrase_list(element.together), view.plan.outline
    return any(
        len(wanted.texts(fold(sentence.text))) >= element.least_together
        for number in priority.paragraphs
        if number not in taken and outline.paragraphs[number].kind in _RUNNING
        for sentence in sentences_of(outline.paragraphs[number].text, view.plan.reading.abbreviations)
    )


def _stands_with_figures(view: View, priority: Priority, element: ElementReading) -> bool:
    """Whether words of a goal stand in the section of the figures of a priority, whatever its heading says."""
    outline, tops = view.plan.outline, {place.index for place in priority.places}
    homes = {outline.home[one.paragraph].index for one in view.measured(priority) if one.target is not None} - tops
    fits = [heading_list(one.headings).fits for one in view.plan.reading.elements]
    unknown = [outline.places[index] for index in homes if not any(_says(outline.places[index].title, fit) for fit in fits)]
    return any(_has_text(outline.texts_of(place), element) for place in unknown)


def _looks_ahead(view: View, priority: Priority, element: ElementReading, taken: set[int]) -> bool:
    """Whether a sentence tells in words how things are at the end of the period of the plan: 'In 2030 zijn de parken ...'."""
    period = period_of(view.plan)
    if period is None:
        return False
    texts = (view.plan.outline.paragraphs[number] for number in priority.paragraphs if number not in taken)
    return any(
        count_words(sentence.text) >= _AHEAD
        and any(int(year[1]) > period[0] for year in _MOMENT.finditer(sentence.text))
        and _in_words(sentence.text, element)
        for text in texts
        if text.kind in ("paragraph", "list_item")
        for sentence in sentences_of(text.text, view.plan.reading.abbreviations)
    )


def _of_others(view: View, priority: Priority, element: ElementReading, *, usual: bool) -> set[int]:
    """The text that is another element's by its heading or label, or that is about links with other themes."""
    elements = [other for other in view.plan.reading.elements if other.id != element.id]
    others = [heading_list(other.headings).fits for other in elements]
    # Text on links with other themes names them; only for the policy that helps along it is as good a place as any, unless that
    # has a heading of its own everywhere else.
    links = phrase_list(() if element.id == _BESIDE and not usual else view.plan.reading.treatment.link_words)
    outline, tops = view.plan.outline, {place.index for place in priority.places}
    found: set[int] = set()
    labelled = False
    for number in priority.paragraphs:
        paragraph, home = outline.paragraphs[number], outline.home[number]
        if paragraph.kind == "heading":
            labelled = False
            continue
        short = count_words(paragraph.text) <= _LABEL_WORDS
        label = _label_of(paragraph) or (_Label(paragraph.text.rstrip(" :"), ends=False, end=0) if short else None)
        if label and (any(label.is_of(other) for other in elements) or (short and links.first(fold(label.name)))):
            labelled = True
        elif label and label.is_of(element):
            labelled = False
        headings = [here for here in (home, *home.above()) if here.index not in tops and here.depth > priority.places[0].depth]
        headed = any(any(_says(here.title, fits) for fits in others) or links.first(fold(here.title)) for here in headings)
        if labelled or headed:
            found.add(number)
    return found


_GOAL = "qualitative-goal"
_FIGURES = "quantitative-goal"
_BESIDE = "flanking-policy"


def _opening(view: View, priority: Priority) -> int:
    """How many words stand right under the heading of a priority, before any other heading."""
    return max(
        (
            sum(count_words(paragraph.text) for paragraph in place.section.paragraphs if paragraph.kind == "paragraph")
            for place in priority.places
            if place.section.sections
        ),
        default=0,
    ) or (0 if any(place.section.sections for place in priority.places) else _first(view, priority))


def _first(view: View, priority: Priority) -> int:
    """The words of the longest text that a priority without headings begins with; a label says where something else begins."""
    words = 0
    for number in priority.paragraphs:
        paragraph = view.plan.outline.paragraphs[number]
        if paragraph.kind == "heading":
            continue
        label = _label_of(paragraph)
        if paragraph.kind != "paragraph" or (label and any(label.is_of(one) for one in view.plan.reading.elements)):
            break
        words = max(words, count_words(paragraph.text))
    return words
