"""The words by which mentions are judged: what may be skipped, what is too weak, what only looks like a term."""

from __future__ import annotations

from kbv_rules.model.base import Frozen


class SlipLimits(Frozen):
    """How many letters a word may differ from a term: `one` from that length on, `two` from that length on.

    `alone` is the least length of a term that is one word; a shorter one needs the rest of its term beside it.
    """

    one: int
    two: int
    alone: int


class CompoundLimits(Frozen):
    """When a part of a longer word is a mention: a term of at least `free` letters with anything around it, a shorter one
    (of at least `least` letters) only before or after a known word; `rest` is the least length of what is around it."""

    free: int
    least: int
    rest: int


class WordLists(Frozen):
    """Lists for finding mentions; all in lower case but `capitals`.

    `skipped`: words that may stand between the words of a term. `weak`: labels too general to name anything on their own,
    by kind ('*' for all). `silent`: labels that are never looked for. `also`: by kind and id, more
    words that name something in running text, though they are no name of it. `capitals`: short names that are ordinary words in
    lower case. `look_alikes`: words that are themselves and no slip, form or compound of a term. `not_forms`: words that
    look like a form of another one. `nothing`: phrases in which the terms they hold are not meant. `parts`: words that
    make a compound with a term. `closed`: kinds whose terms are names; what stands inside is not a mention of its own.
    """

    skipped: tuple[str, ...]
    weak: dict[str, tuple[str, ...]]
    silent: dict[str, tuple[str, ...]] = {}
    also: dict[str, dict[str, tuple[str, ...]]] = {}
    capitals: tuple[str, ...]
    look_alikes: tuple[str, ...]
    not_forms: dict[str, tuple[str, ...]]
    nothing: tuple[str, ...]
    parts: tuple[str, ...]
    closed: tuple[str, ...]
    slips: SlipLimits
    compounds: CompoundLimits
