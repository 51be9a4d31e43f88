"""Themes that have no home in the draft: no priority, no other theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.check.homes import label_themes, subjects
from kbv_rules.check.linking import under_link_heading
from kbv_rules.check.phrases import fold
from kbv_rules.check.view import Hit, Values
from kbv_rules.knowledge.base import theme_of
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kbv_rules.check.mentions import Mention
    from kbv_rules.check.priority import Priority
    from kbv_rules.check.view import View
    from kbv_rules.model.check_rules import ThemesWhen
    from kbv_rules.model.remark import Severity


def not_covered(view: View, when: ThemesWhen) -> Iterator[Hit]:
    """Themes without a home; many at once are one remark, and none where the other themes are missing altogether."""
    if not view.plan.others and not view.has_chapter(view.plan.other_chapter):
        return
    left = uncovered(view)
    place = view.at_chapter(view.plan.other_chapter)
    names = [view.knowledge.name(theme) for theme, _ in left]
    for index, (theme, severity) in enumerate(left):
        values: Values = {"theme": theme, "name": view.knowledge.name(theme), "count": len(left), "names": listing(names)}
        if len(left) > when.join_above:
            rest = tuple({"theme": other} for other, _ in left[1:])
            least = None if any(one is None for _, one in left) else severity
            yield Hit({"theme": theme}, values, place, least, ("several",), (theme,), joined=rest)  # type: ignore[arg-type]
            return
        yield Hit({"theme": theme}, values, place, severity, rank=(index,))


def uncovered(view: View) -> list[tuple[str, Severity | None]]:
    """Themes that are no priority or other theme and are not spoken of there, each with another severity where it is less sure.

    An overarching theme is no home for the themes it touches. Under the heading of a bundle each theme must be spoken of too, but
    it may be so in words that are not understood, or too general to tell: that is a lesser remark. A theme that is only named in
    passing elsewhere (the picture of the present, a priority on one other theme, the coordination) has no home by that.
    """
    plan = view.plan
    named = {one.candidates[0] for one in (*plan.priorities, *plan.others) if one.candidates}
    alone = {
        theme
        for one in (*plan.priorities, *plan.others)
        if _is_home(view, one) and (len(one.members) < 3 or one.by_text)
        for theme in one.members
    }
    bundled = {theme for one in (*plan.priorities, *plan.others) if _is_home(view, one) for theme in one.members} - alone
    alone -= _barely_named(view)
    own = {number for one in plan.others for number in one.paragraphs}
    texts = sorted({*plan.chapter_paragraphs([plan.other_chapter]), *own})
    named_there = _named(view, texts)
    spoken = {theme_of(mention.id) for mention in named_there if _says(view, mention)} | set(subjects(plan, texts))
    spoken |= _taken_along(view)
    hinted = {theme_of(mention.id) for mention in named_there} | bundled | _by_signs(view)
    left = [theme for theme in sorted(view.knowledge.themes) if theme not in alone | spoken | named]
    return [(theme, "note" if theme in hinted else None) for theme in left]


def _barely_named(view: View) -> set[str]:
    """The themes that clusters only name in the name of a document, or by a general word in a text on another theme.

    'Personeelsbeleid en het informatiebeveiligingsplan sluiten hierop aan' gives informatieveiligheid no home.
    """
    plan = view.plan
    clusters = [one for one in plan.others if one.by_text and len(one.members) > 2]
    found: dict[str, bool] = {}
    for one in clusters:
        told = {theme_of(mention.id) for mention in _named(view, one.paragraphs) if _tells(view, mention)}
        told |= set(subjects(plan, one.paragraphs)) | {theme_of(id_) for id_ in one.candidates}
        for theme in one.members:
            found[theme] = found.get(theme, True) and theme not in told
    elsewhere = {theme for one in (*plan.priorities, *plan.others) if one not in clusters for theme in one.members}
    return {theme for theme, barely in found.items() if barely} - elsewhere


def _tells(view: View, mention: Mention) -> bool:
    """Whether a name says something of its theme: a general word does not in a text with another theme for a label."""
    paragraph = view.plan.outline.paragraphs[mention.paragraph]
    if _says(view, mention) or paragraph.kind == "heading":
        return True
    return mention.weak and label_themes(view.plan, paragraph) <= {theme_of(mention.id)}


def _says(view: View, mention: Mention) -> bool:
    """Whether a name is no general word and no name of a document."""
    return not mention.weak and not fold(mention.text).endswith(view.plan.reading.treatment.documents)


def _by_signs(view: View) -> set[str]:
    """The themes that the text of a cluster of several points to by plain words."""
    least = view.plan.reading.treatment.least_signs_subject
    rows = (view.plan.signs.of_row(one.paragraphs) for one in view.plan.others if _is_home(view, one))
    return {theme for row in rows for theme, signs in row.items() if len(signs) >= least}


def _named(view: View, numbers: Iterable[int]) -> list[Mention]:
    """The themes and sub-themes that are named in these paragraphs."""
    found = view.plan.mentions_at
    return [one for number in numbers for one in found.get(number, ()) if one.kind in ("theme", "sub_theme")]


def _taken_along(view: View) -> set[str]:
    """The themes that the text of priorities that are bundles or overarching themes speaks of, where it is not about links."""
    return {
        theme_of(mention.id)
        for one in view.plan.priorities
        if len(one.members) > 1
        for mention in _named(view, (at for at in one.paragraphs if not under_link_heading(view.plan, at, one.places)))
        if not mention.weak
    }


def _is_home(view: View, one: Priority) -> bool:
    return bool(one.candidates) and one.candidates[0].partition("/")[0] not in view.knowledge.cross_cutting
