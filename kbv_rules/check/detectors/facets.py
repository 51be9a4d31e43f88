"""Overarching themes that belong in certain chapters and priorities: care and safety, digital, information management."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.check.stated import signs_of
from kbv_rules.check.view import Hit
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kbv_rules.check.priority import Priority
    from kbv_rules.check.stated import Signs
    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import FacetWhen
    from kbv_rules.model.knowledge import CareTopic


def missing(view: View, when: FacetWhen) -> Iterator[Hit]:
    """Chapters and priorities that lack the facet. A chapter or priority that is not there at all is another remark."""
    topics = _topics_at_stake(view) if when.topics else []
    if when.topics and not topics and not _named(view, when):
        return
    subject = view.knowledge.name(when.subject)
    told = listing([topic.name for topic in topics])
    for wanted in when.chapters:
        if view.has_chapter(wanted.chapter):
            paragraphs = view.plan.chapter_paragraphs([wanted.chapter])
            if not _carried(view, when, signs_of(when, wanted), paragraphs, wanted.least):
                values = {"place": view.chapter_name(wanted.chapter), "subject": subject, "topics": told}
                at = view.at_chapter(wanted.chapter)
                yield Hit({"chapter": wanted.chapter}, values, at, more=("chapter",), rank=(0, wanted.chapter))
    for index, priority in enumerate(view.worked_out):
        asked = _concerns(view, when, priority)
        if not when.priorities or not (asked or _may_concern(when, priority)):
            continue
        if not _carried(view, when, signs_of(when), priority.paragraphs, when.least):
            own = [topic.name for topic in topics if _touches(view, topic, priority)]
            values = {"place": priority.name, "subject": subject, "topics": listing(own)}
            # Not every priority that must carry it touches a topic: then that sentence says nothing.
            more = ("priority",) if own else ()
            severity = None if asked else when.lesser_severity
            yield Hit({"priority": priority.name}, values, view.at_priority(priority), severity, more, (1, index))


def _carried(view: View, when: FacetWhen, signs: Signs, paragraphs: Sequence[int], least: int) -> bool:
    """Whether enough different signs are there: what is stated, and its own name or that of one of its sub-themes."""
    ids = view.mentions_in(paragraphs, ("cross_cutting", "sub_theme")) if when.named else set()
    wanted = least - (when.subject in {id_.partition("/")[0] for id_ in ids})
    return wanted <= 0 or len(view.stated_in(signs, when.listing, paragraphs, wanted)) >= wanted


def _named(view: View, when: FacetWhen) -> bool:
    """Whether the overarching theme itself is a priority or other theme."""
    return any(when.subject in one.candidates for one in (*view.plan.priorities, *view.plan.others))


def _topics_at_stake(view: View) -> list[CareTopic]:
    """The topics of care and safety that live in a priority or other theme of the plan."""
    themes = (*view.plan.priorities, *view.plan.others)
    return [topic for topic in view.knowledge.catalogue.care_topics if any(_touches(view, topic, one) for one in themes)]


def _touches(view: View, topic: CareTopic, one: Priority) -> bool:
    """Whether a topic lives in a priority: as what it is called, or as a sub-theme its text speaks of."""
    subs = set(topic.sub_themes)
    if subs & ({*one.candidates} | one.subs):
        return True
    if not set(one.members) & set(topic.themes):
        return False
    spoken = view.mentions_in(one.paragraphs, ("sub_theme", "care_topic"))
    return bool(spoken & subs) or topic.id in spoken


def _concerns(view: View, when: FacetWhen, priority: Priority) -> bool:
    """Whether a priority must carry the facet; one that is the facet itself does by what it is."""
    if when.subject in priority.candidates:
        return False
    if _is_on(priority, when.themes):
        return True
    return when.topics and any(_touches(view, topic, priority) for topic in view.knowledge.catalogue.care_topics)


def _may_concern(when: FacetWhen, priority: Priority) -> bool:
    """Whether a priority had better carry the facet: it plays there often, but not always."""
    return when.subject not in priority.candidates and _is_on(priority, when.often)


def _is_on(priority: Priority, themes: tuple[str, ...]) -> bool:
    """Whether a priority is on one of these themes; a broad one that only takes sub-themes of them along is not."""
    if priority.candidates and priority.candidates[0] in themes:
        return True
    return bool(set(priority.members) & set(themes)) and (not priority.subs or len(priority.members) <= len(themes))
