"""How a draft is read and judged: the check rules of `rules/checks/` and the words of `rules/check/reading.yaml`.

A phrase is one or more words; `*` stands for any letters (`raakvla*`), between words any space, hyphen or slash may stand,
capitals and accents do not count.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from kbv_rules.model.base import Frozen
from kbv_rules.model.judgement import Bundle
from kbv_rules.model.remark import Severity

Phrase = Annotated[str, Field(min_length=1, max_length=120)]
Phrases = tuple[Phrase, ...]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0, le=1000)]
ChapterNumber = Annotated[int, Field(ge=1, le=7)]


class ChapterWords(Frozen):
    """Beside the names in the knowledge: headings met in practice, and what a chapter of another name is known by.

    `headings` may hold phrases with `*`. `content` are phrases that show what a section under an unknown heading is about,
    `nouns` those that show it when they stand anywhere in that heading.
    """

    number: ChapterNumber
    headings: Phrases = ()
    nouns: Phrases = ()
    content: Phrases = ()


class ChapterReading(Frozen):
    """How headings are tied to the chapters of the method.

    `slip`: how much alike (0 to 1) a heading and a name must be when the letters differ. `deepest`: how many levels below the
    top a chapter may start. `content_hits`: how many different content phrases a section under an unknown heading must hold;
    `content_in_order`: how many where it stands between the chapters that come before and after; `content_sure`: how many show
    that a section with themes in it is another chapter after all; `noun_hits`: for how many a noun in its heading counts.
    `themed`: how many sections below an unknown heading must each be about a theme for it to be the chapter of the other themes.
    `worked_out`: how many sections below an unknown heading must have the elements of a priority for it to be their chapter;
    `told`: how many of these elements the text of each must tell, where they have no headings.
    `outside`: headings of parts that are no chapter and declare nothing (summary, contents, appendices).
    `preface`: headings of parts that are no chapter by their content, though chapters may stand below them. `leading`: words that
    may stand in front of any heading.
    """

    slip: Share
    deepest: Annotated[int, Field(ge=1, le=9)]
    content_hits: Count
    content_in_order: Count
    content_sure: Count
    noun_hits: Count
    themed: Count
    worked_out: Count
    told: Count
    chapters: tuple[ChapterWords, ...]
    outside: Phrases
    preface: Phrases
    leading: Phrases
    numbering: Phrases


class DeclaredReading(Frozen):
    """By what words a plan declares its priorities and other themes, and what looks like that but is not.

    `lead`: words in front of a name in a heading ('Prioriteit 1:'). `announce`: words in a sentence that is followed by names;
    `announce_weakly`: words that only count when nothing else declares a priority; `continued`: how the next sentence begins
    when the names are in there. `others`: the same for other themes. `not_ours`: words in a sentence that speaks of someone
    else's priorities or an earlier plan. `columns`: heads of a table column with names. `plain`: subheadings that name no theme.
    `meant` and `part`: how sure the meaning of a name, or of one part of it, must be. `known`: how sure it must be when only a
    sentence declares it; `sure`: when it is a label of the knowledge.
    `longest`: how many words a name has at most. A name that says too little is understood from its text: `least_mentions`
    mentions, of which at least the share `by_content` is of one theme or bundle, where a bundle holds `least_part` more than any
    of its members. Before that counts what its rows, items and sentences are about: at least `least_units` of one theme, and
    `near_units` times as many of each that is meant with it; or an overarching
    theme, in at least `least_sentences` sentences. What a name leaves open is settled by where the other themes have
    their home, when no more than `most_homeless` have none.
    """

    lead: Phrases
    announce: Phrases
    announce_weakly: Phrases
    continued: Phrases
    lead_others: Phrases
    others: Phrases
    not_ours: Phrases
    columns: Phrases
    plain: Phrases
    meant: Share
    part: Share
    known: Share
    sure: Share
    least_mentions: Count
    least_part: Share
    by_content: Share
    least_units: Count
    least_sentences: Count
    near_units: Share
    most_homeless: Count
    longest: Annotated[int, Field(ge=3, le=60)]


class TreatmentReading(Frozen):
    """What counts as 'behandeld', see docs/decisions/0014-checking-drafts.md.

    A sentence of at least `least_words` words that names at most `most_themes` themes treats each of them; where the
    paragraph or its heading speaks of links (`link_words`), `least_words_linking` and `most_themes_linking` hold instead, and
    a theme is also treated by `least_signs` different signs of it in one sentence: the plain words of `rules/check/signs.yaml`,
    general words for it, or measures, partners, laws and indicators that the handbook prints with at most `sign_of` themes.
    Elsewhere that takes `least_signs_elsewhere`, and `least_signs_subject` make a text among the other themes be about it. No
    more than `most_signed` themes of a sentence count, those with most signs.

    A list of at least `least_links` items of which most name another theme is one of links. A label of at most `label_words`
    words in front of a text says what that is about. `ordinals` before `refers`, or a number after them,
    call another priority by its place; one of `paragraphs` does by the number of its heading, and
    a word of its name with at least `word_of_name` letters after 'de opgave over'.
    A name that ends in one of `documents` is that of a document, and tells little of a theme.
    """

    least_words: Count
    most_themes: Count
    least_words_linking: Count
    most_themes_linking: Count
    least_signs: Count
    least_signs_elsewhere: Count
    least_signs_subject: Count
    most_signed: Count
    sign_of: Count
    least_links: Count
    links_in_text: Count
    link_share: Share
    label_words: Count
    refers: Phrases
    ordinals: tuple[str, ...]
    paragraphs: tuple[str, ...]
    word_of_name: Count
    link_words: Phrases
    no_links: Phrases
    documents: tuple[str, ...]


class ElementReading(Frozen):
    """How an element of a priority is known: by a heading or a label in front of a paragraph, or by words in a sentence.

    `running`: how many words of running text without figures must stand under the heading, sentences with one of `not_running`
    left out. `least_words`: how many words right under the heading of the priority do as well. `least_together` different phrases
    of `together` in one sentence do too: a row of plans and policies.
    """

    id: Literal["explanation", "approach", "flanking-policy", "qualitative-goal", "quantitative-goal"]
    headings: Phrases
    sentences: Phrases
    least_words: Count = 0
    running: Count = 0
    not_running: Phrases = ()
    together: Phrases = ()
    least_together: Count = 2


class IndicatorReading(Frozen):
    """How an indicator, its kind, its baseline and its target are known.

    `common`: words of names of indicators that tell nothing of what is measured. `surveys`: words for a survey; what one asks
    after is no indicator of the data sources `registers`. `counted`: words of `objective` that say no more than that something
    is counted; `reported`: what is registered and not asked. `worse` and `better`: words that turn round what a figure is about.
    `people`: who are counted. What they do (`acts`), report (`reports`) or suffer (`suffers`) tells which way is better, turned
    round by `negations`; of those to whom something happened (`hit`) more should report it. `compared`: words of `rising` and
    `falling` that compare, and do not say which way a figure goes. `source_columns`: heads of the column that says where a figure
    comes from; `registered`: such sources, `unsure_sources`: those that may be a survey or not. `announces`: words of a sentence
    behind which indicators follow.
    """

    headings: Phrases
    names: Phrases
    subjective: Phrases
    objective: Phrases
    output: Phrases
    baseline: Phrases
    target: Phrases
    past: Phrases
    columns: Phrases
    source_columns: Phrases
    announces: Phrases
    registered: Phrases
    unsure_sources: Phrases
    baseline_columns: Phrases
    target_columns: Phrases
    lower_is_better: Phrases
    higher_is_better: Phrases
    neutral: Phrases
    seen: Phrases
    hidden: Phrases
    rising: Phrases
    intended: Phrases
    common: Phrases
    surveys: Phrases
    registers: tuple[str, ...]
    counted: Phrases
    reported: Phrases
    people: Phrases
    hit: Phrases
    acts: Phrases
    reports: Phrases
    suffers: Phrases
    negations: Phrases
    compared: Phrases
    worse: Phrases
    better: Phrases
    falling: Phrases
    keeping: Phrases


class RecogniseReading(Frozen):
    """When a document is a Dutch safety plan at all."""

    dutch: Phrases
    least_dutch: Share
    terms: Phrases
    least_terms: Count
    least_words: Count


class LawReading(Frozen):
    """Words beside the name of a law that make its mention a matter of history, or call a law in force a bill."""

    historical: Phrases
    bill: Phrases


class Reading(Frozen):
    """`rules/check/reading.yaml`: by what words a draft is understood.

    From `rules/check/signs.yaml` come, per theme, the plain words that point to it (`signs`), those that only do so beside one of
    these (`beside`), and the words in front of the name of a place that belongs to it (`places`: 'bedrijvenpark De Schans'). A
    name that stands elsewhere after one of `towns` is that of a town or a quarter, and says nothing.
    """

    schema_: Literal[1] = Field(alias="schema")
    source: str
    abbreviations: tuple[str, ...]
    chapters: ChapterReading
    declared: DeclaredReading
    treatment: TreatmentReading
    signs: dict[str, Phrases] = {}
    beside: dict[str, Phrases] = {}
    places: dict[str, tuple[str, ...]] = {}
    towns: tuple[str, ...] = ()
    elements: tuple[ElementReading, ...]
    indicators: IndicatorReading
    recognise: RecogniseReading
    laws: LawReading


# What a detector may be told, one model per detector.


class ChapterWhen(Frozen):
    """`chapters` that must be there, in that order."""

    chapters: tuple[ChapterNumber, ...]


class NothingWhen(Frozen):
    """A detector that needs no threshold."""


class CountWhen(Frozen):
    """At most so many."""

    most: Count


class RangeWhen(Frozen):
    """At least and at most so many."""

    least: Count
    most: Count


class ElementsWhen(Frozen):
    """`elements` every priority must have; for another theme fewer may do.

    A sub-heading that says nothing may still be the element of `left_over`, in this order, where that is found nowhere else: one
    with so many words of running text under it, that is none of the `others` that priorities often have, and that does not begin
    with a row of so many `partners`.
    """

    elements: tuple[Literal["explanation", "approach", "flanking-policy", "qualitative-goal", "quantitative-goal"], ...]
    left_over: tuple[Literal["explanation", "approach"], ...] = ()
    least_words: Count = 0
    others: Phrases = ()
    partners: Count = 0


class DirectionWhen(Frozen):
    """`lesser_severity` is for a rising count of reports, which may be what is wished for."""

    lesser_severity: Severity


class CrossLinksWhen(Frozen):
    """`direction`: only links printed with the priority's own themes, or also those printed with the other theme only.

    At most `at_most` remarks per priority are shown at once. Of a priority of several themes only links of at least `share` of
    them are, of an overarching theme only links with another priority; all others are held back. `lesser_severity` is for
    one-way links, for links of an overarching theme (which has none of its own, only those of the themes it touches), and where
    a priority already treats the share `enough` of its links; not for a link with another priority of the plan that both
    themes print. `not_printed` says that the handbook has no such link: two priorities of one plan that do not speak of each
    other are a suggestion.
    """

    direction: Literal["printed", "either"]
    at_most: Count
    share: Share
    enough: Share
    lesser_severity: Severity
    not_printed: str


class Listing(Frozen):
    """When a name merely stands in an enumeration: at least `least` items of at most `words` words, of which less than `share`
    are names of the same subject."""

    least: Count = 4
    words: Count = 3
    share: Share = 0.5


class FacetChapter(Frozen):
    """A chapter that must carry the facet by at least `least` different signs.

    `phrases` are signs in this chapter only. `together` are the groups that count here, in place of those of the facet.
    """

    chapter: ChapterNumber
    least: Count = 1
    phrases: Phrases = ()
    together: tuple[tuple[str, ...], ...] = ()


class FacetWhen(Frozen):
    """An overarching theme (`subject`) that belongs in `chapters`, and in priorities on `themes` or on what `topics` name.

    In priorities on themes where it plays `often` it is missed as well, by a remark of `lesser_severity`.

    Its signs: `phrases` say it wherever they stand; `names` (of partners, teams, products) only where something is said of them,
    not in a list of other names or alone in a cell; `together` names groups of `words` that say it with one word of each in a
    sentence, that of the first group not in such a list. `nothing`: words that look like a sign and mean something else
    ('draagt zorg voor'). `named`: whether the name of the overarching theme and those of its sub-themes count as well. `topics`:
    ask it only where a topic of care and safety plays. `least`: how many different signs a priority must hold. `own`: where
    so great a share of its sentences state it, a section whose name tells too little is on the theme itself.
    """

    subject: str
    own: Share | None = None
    phrases: Phrases = ()
    names: Phrases = ()
    words: dict[str, Phrases] = {}
    together: tuple[tuple[str, ...], ...] = ()
    nothing: Phrases = ()
    listing: Listing = Listing()
    least: Count = 1
    chapters: tuple[FacetChapter, ...] = ()
    themes: tuple[str, ...] = ()
    often: tuple[str, ...] = ()
    lesser_severity: Severity = "note"
    topics: bool = False
    named: bool = True
    priorities: bool = True

    @model_validator(mode="after")
    def _groups_exist(self) -> FacetWhen:
        combinations = [*self.together, *(groups for asked in self.chapters for groups in asked.together)]
        used = {name for groups in combinations for name in groups}
        if unknown := sorted(used - set(self.words)):
            raise ValueError(f"'together' noemt '{unknown[0]}', maar die groep staat niet bij 'words'.")
        return self


class ThemesWhen(Frozen):
    """When more than `join_above` themes are missing, one remark stands for all of them."""

    join_above: Count


class PartnersWhen(Frozen):
    """Which partners a priority cannot do without.

    An outside partner that the handbook prints with at least `share` of the priority's themes, and that is either printed with
    at least `themes` of all themes, or with at least `measures` measures of these themes. For a priority on one theme also those
    of `own` that the handbook prints with it: they belong to few themes, and there every municipality deals with them. `beside`
    names, per theme, sub-theme or bundle that a priority is on, who else is indispensable there and not with every theme.
    `exceptions` have a rule of their own or are too general. `called` are common words by which a draft names a partner, beside
    its names in the knowledge. The further organisations that the handbook prints with a theme are
    held back.
    """

    share: Share
    themes: Count
    measures: Count
    own: tuple[str, ...] = ()
    beside: dict[str, tuple[str, ...]] = {}
    at_most: Count
    exceptions: tuple[str, ...] = ()
    called: dict[str, Phrases] = {}


class PhrasesWhen(Frozen):
    """At least `least` different ones of `phrases` in these chapters, or anywhere when there are none; headings do not count.

    Of `and_also` there must be as many, where there are any. In a paragraph with one of `not_beside` a phrase is about something
    else, unless one of `beside` stands in its sentence. One of `passing` only counts beside one of the phrases that is not, or
    in a sentence with another such word or one of `beside`.

    Where one of `chapters` is missing as a whole, another remark says so.
    """

    phrases: Phrases
    and_also: Phrases = ()
    beside: Phrases = ()
    not_beside: Phrases = ()
    passing: Phrases = ()
    least: Count = 1
    chapters: tuple[ChapterNumber, ...] = ()


class BudgetWhen(Frozen):
    """`chapter` and the phrases that speak of money; `amounts` are phrases that make a number an amount of it, `people` speak of
    those who do the work.

    Elsewhere in a draft sections with amounts must hold `least` different phrases.
    """

    chapter: ChapterNumber
    phrases: Phrases
    least: Count
    amounts: Phrases
    people: Phrases = ()


class LawsWhen(Frozen):
    """`since`: changes before that date are not looked at. `mild`: laws whose mention only deserves a note."""

    since: str
    mild: tuple[str, ...] = ()
    mild_severity: Severity = "note"


class CheckRule(Frozen):
    """One check: when it remarks, what it says, why, what to do, and when it is fine to leave it.

    Texts may hold names in braces, see `kbv_rules.rules.template`. `more` are sentences that follow the message where they
    apply. `when` is what the detector is told: as written in a file, packed in a rule that was read (see `when_of`). `order`
    says what comes first among remarks that weigh the same. `fails` and `passes` are small drafts (Markdown) on which the check
    must, and must not, remark; tests run them.
    """

    schema_: Literal[1] = Field(alias="schema")
    id: str
    name: str
    enabled: bool = True
    severity: Severity
    order: Annotated[int, Field(ge=0, le=999)]
    detector: str
    when: dict[str, Any] = {}
    message: str
    more: dict[str, str] = {}
    why: str
    source: str
    advice: str
    fine_when: str
    fails: str
    passes: str


class CheckRules(Frozen):
    """All check rules of one folder, and how drafts are read."""

    reading: Reading
    checks: tuple[CheckRule, ...]
    bundles: tuple[Bundle, ...]
    summary: dict[str, str]
