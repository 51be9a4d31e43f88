"""The rules that come with kbv-rules judge as an adviser would expect, on every boundary and between them."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import chain, combinations, pairwise, product

import pytest

from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.judgement import Criterion
from kbv_rules.rules.evaluate import CompiledTable, Values, because
from kbv_rules.rules.hit_policy import HitPolicy, Status
from kbv_rules.rules.ranges import parse_range
from kbv_rules.rules.rule_set import load_rule_set
from kbv_rules.rules.table import Input
from kbv_rules.rules.template import fields_in
from kbv_rules.rules.unary import Value, limits_in, parse_unary_test

RULES = load_rule_set()
KNOWLEDGE = load_knowledge()
CRITERIA = {criterion.id: criterion for criterion in RULES.criteria}
SCORING = sorted({name for criterion in RULES.criteria for name in (*criterion.tables, *criterion.default)})
PERSON = {"by": "wijkagent", "reason": "veel meldingen"}


def outcome(table: CompiledTable, values: Values) -> float | None:
    """What the table gives: the sum of what counts, or nothing."""
    hits = table.hits(values)
    return sum(float(hit.output) for hit in hits) if hits else None


def points_of(column: Input, table: CompiledTable) -> list[Value]:
    """Every value of an input that a rule could tell from another: each boundary, just beside it, halfway and beyond."""
    if column.type == "boolean":
        return [False, True]
    if column.type == "text":
        return list(column.values)
    cells = [cells[column.name] for cells in (table.table.applies, *_whens(table)) if column.name in cells]
    named = sorted({limit for cell in cells for limit in limits_in(parse_unary_test(cell))})
    low, high = parse_range(column.range)
    ends = [end for end in (low, high) if math.isfinite(end)]
    if column.type == "integer":
        around = {int(limit) + step for limit in (*named, *ends) for step in (-1, 0, 1)}
        return sorted(value for value in around if low <= value <= high)
    known = sorted({*named, *ends})
    halfway = [(one + other) / 2 for one, other in pairwise(known)]
    beside = [limit + step for limit in known for step in (-1e-9, 1e-9)]
    beyond = [known[0] - 1, known[-1] + 1] if known else [0.0]
    return sorted(value for value in {*known, *halfway, *beside, *beyond} if low <= value <= high)


def _whens(table: CompiledTable) -> list[Mapping[str, str]]:
    return [rule.when for rule in table.table.rules]


def judged(table: CompiledTable) -> list[Input]:
    """The inputs a table judges, not those that only its texts show."""
    asked = {name for cells in (table.table.applies, *_whens(table)) for name in cells} | {
        rule.then for rule in table.table.rules if isinstance(rule.then, str)
    }
    return [column for column in table.table.inputs if column.name in asked]


def rows_of(table: CompiledTable, *, missing: bool = True) -> Iterator[dict[str, Value | None]]:
    """Every combination of values a rule could tell from another; with `missing` also of values that are not there."""
    columns = judged(table)
    choices = [[*points_of(column, table), *([None] if missing else [])] for column in columns]
    for values in product(*choices):
        yield dict(zip((column.name for column in columns), values, strict=True))


@pytest.mark.parametrize(
    ("table", "values", "rule", "score"),
    [
        ("omvang-cijfer", {"kind": "objective", "level_ratio": 0.79}, "omvang-cijfer-0", 0),
        ("omvang-cijfer", {"kind": "objective", "level_ratio": 0.8}, "omvang-cijfer-1", 1),
        ("omvang-cijfer", {"kind": "objective", "level_ratio": 1.0}, "omvang-cijfer-1", 1),
        ("omvang-cijfer", {"kind": "objective", "level_ratio": 1.1}, "omvang-cijfer-2", 2),
        ("omvang-cijfer", {"kind": "objective", "level_ratio": 1.54}, "omvang-cijfer-3", 3),
        ("omvang-cijfer", {"kind": "objective", "level_ratio": 1.7}, "omvang-cijfer-4", 4),
        ("omvang-cijfer", {"kind": "objective", "level_ratio": 12}, "omvang-cijfer-4", 4),
        ("omvang-scenario", {"likelihood": 3}, "omvang-scenario-kans", 3),
        ("trend-cijfer", {"kind": "objective", "trend_per_year": -0.2}, "trend-cijfer-0", 0),
        ("trend-cijfer", {"kind": "objective", "trend_per_year": 0.0}, "trend-cijfer-1", 1),
        ("trend-cijfer", {"kind": "objective", "trend_per_year": 0.05}, "trend-cijfer-2", 2),
        ("trend-cijfer", {"kind": "objective", "trend_per_year": 0.1}, "trend-cijfer-3", 3),
        ("trend-cijfer", {"kind": "objective", "trend_per_year": 0.3}, "trend-cijfer-4", 4),
        ("trend-cijfer", {"kind": "objective", "change": 0.35, "small": False}, "trend-cijfer-sprong", 3),
        ("trend-cijfer", {"kind": "objective", "trend_per_year": -0.1, "change": 0.35, "small": False}, "trend-cijfer-sprong", 3),
        ("beleving-cijfer", {"kind": "subjective", "level_ratio": 1.0}, "beleving-cijfer-1", 1),
        ("beleving-cijfer", {"kind": "subjective", "level_ratio": 1.3}, "beleving-cijfer-3", 3),
        ("beleving-cijfer", {"kind": "subjective", "level_ratio": 0.8, "trend_per_year": 0.1}, "beleving-cijfer-trend-3", 3),
        ("beleving-consultatie", {"groups": 1}, "beleving-consultatie-genoemd", 2),
        ("beleving-consultatie", {"groups": 2}, "beleving-consultatie-breed", 3),
        ("beleving-consultatie", {"groups": 1, "share": 20.0}, "beleving-consultatie-15", 3),
        ("beleving-consultatie", {"groups": 1, "share": 45.0}, "beleving-consultatie-30", 4),
        ("aanpak-knelpunten", {"bottlenecks": 0, "reinforcements": 0}, "aanpak-loopt", 0),
        ("aanpak-knelpunten", {"bottlenecks": 1, "reinforcements": 0}, "aanpak-knelpunt-1", 2),
        ("aanpak-knelpunten", {"bottlenecks": 3, "reinforcements": 1}, "aanpak-knelpunt-2", 3),
        ("aanpak-knelpunten", {"bottlenecks": 5, "reinforcements": 0}, "aanpak-knelpunt-4", 4),
        ("aanpak-knelpunten", {"bottlenecks": None, "reinforcements": 1}, "aanpak-versterking-1", 2),
        ("aanpak-knelpunten", {"bottlenecks": 1, "reinforcements": 3}, "aanpak-versterking-3", 3),
        ("beinvloedbaarheid-kennis", {"measures": 3}, "beinvloedbaarheid-kennis-1", 1),
        ("beinvloedbaarheid-kennis", {"measures": 12}, "beinvloedbaarheid-kennis-3", 3),
        ("bestuurlijk-belang-agendas", {"agendas": 1, "legal_duty": False}, "bestuurlijk-belang-1", 2),
        ("bestuurlijk-belang-agendas", {"agendas": 4, "legal_duty": False}, "bestuurlijk-belang-3", 4),
        ("bestuurlijk-belang-agendas", {"agendas": 1, "legal_duty": True}, "bestuurlijk-belang-plicht", 3),
        ("ernst-kennis", {"high_impact": True}, "ernst-kennis-hic", 3),
        ("ernst-scenario", {"impact": 4}, "ernst-scenario-impact", 4),
        ("oordeel", {"score": 3, **PERSON}, "oordeel-telt", 3),
        ("samenhang-verbonden", {"linked_strength": 2.25}, "samenhang-verbonden", 2.25),
        ("kandidaat-breedte", {"kind": "theme", "container": False, "burning": 0}, "breedte-thema", 0),
        ("kandidaat-breedte", {"kind": "theme", "container": True, "burning": 3}, "breedte-verzamelnaam", -0.25),
        ("kandidaat-breedte", {"kind": "sub_theme", "container": False, "burning": 1}, "breedte-deelthema", -0.05),
        ("kandidaat-breedte", {"kind": "bundle", "container": False, "burning": 2}, "breedte-bundel", 0.2),
        ("kandidaat-breedte", {"kind": "bundle", "container": False, "burning": 1}, "breedte-bundel-een", -0.3),
        ("kandidaat-breedte", {"kind": "cross_cutting", "container": False, "burning": 3}, "breedte-overstijgend", 0.2),
    ],
)  # fmt: skip
def test_a_finding_scores_as_an_adviser_would_expect(table: str, values: Values, rule: str, score: float) -> None:
    (hit,) = RULES.tables[table].hits(values)
    assert (hit.rule.id, hit.output) == (rule, score)


@pytest.mark.parametrize(
    ("table", "values"),
    [
        ("omvang-cijfer", {"kind": "subjective", "level_ratio": 1.54}),
        ("trend-cijfer", {"kind": "subjective", "trend_per_year": 0.2}),
        ("trend-cijfer", {"kind": "objective", "change": 0.35, "small": True}),
        ("beleving-cijfer", {"kind": "objective", "level_ratio": 1.3}),
        ("omvang-cijfer", {"kind": "objective", "level_ratio": None}),
        ("ernst-kennis", {"high_impact": None}),
    ],
)
def test_what_a_table_is_not_about_or_does_not_know_it_leaves_alone(table: str, values: Values) -> None:
    assert RULES.tables[table].hits(values) == []


def test_a_reason_reads_as_a_sentence() -> None:
    values: Values = {
        "name": "Woninginbraken", "kind": "objective", "level_ratio": 1.5432,
        "group": "vergelijkbare gemeenten", "latest_year": "2025", "small_note": "",
    }  # fmt: skip
    (hit,) = RULES.tables["omvang-cijfer"].hits(values)
    assert because(hit.rule, values) == "Woninginbraken: 1,54 keer zo veel als vergelijkbare gemeenten, dus duidelijk meer (2025)"


@pytest.mark.parametrize("name", SCORING)
def test_a_score_stays_on_the_scale(name: str) -> None:
    scores = [score for row in rows_of(RULES.tables[name]) if (score := outcome(RULES.tables[name], row)) is not None]
    assert scores
    assert 0 <= min(scores) <= max(scores) <= 4


@pytest.mark.parametrize("name", SCORING)
def test_a_worse_value_never_lowers_the_score_nor_takes_it_away(name: str) -> None:
    """All inputs a criterion is judged on count upward; whatever else is known, also when much is missing."""
    table = RULES.tables[name]
    columns = [column for column in judged(table) if column.type in ("number", "integer")]
    assert columns or name == "ernst-kennis"
    for column in columns:
        for row in rows_of(table):
            if row[column.name] is not None:
                continue
            scores = [outcome(table, {**row, column.name: value}) for value in points_of(column, table)]
            ranks = [-1.0 if score is None else score for score in scores]
            assert ranks == sorted(ranks), (column.name, row)


def test_a_legal_duty_never_lowers_the_score() -> None:
    table = RULES.tables["bestuurlijk-belang-agendas"]
    for row in rows_of(table, missing=False):
        without, with_duty = (outcome(table, {**row, "legal_duty": duty}) or 0.0 for duty in (False, True))
        assert without <= with_duty


@pytest.mark.parametrize(
    "name", ["omvang-cijfer", "trend-cijfer", "beleving-cijfer", "kandidaat-breedte", "beinvloedbaarheid-kennis"]
)
def test_a_known_value_always_gets_an_answer(name: str) -> None:
    table = RULES.tables[name]
    for row in rows_of(table, missing=False):
        if all(parse_unary_test(cell).holds(row[column]) for column, cell in table.table.applies.items()):  # type: ignore[arg-type]
            assert outcome(table, row) is not None, row


@pytest.mark.parametrize("name", sorted(RULES.tables))
def test_every_rule_can_count(name: str) -> None:
    table = RULES.tables[name]
    counted = {hit.rule.id for row in rows_of(table) for hit in table.hits(row)}
    assert counted == {rule.id for rule in table.table.rules}


@pytest.mark.parametrize("name", sorted(id_ for id_, table in RULES.tables.items() if table.table.hit_policy == HitPolicy.UNIQUE))
def test_of_a_unique_table_never_more_than_one_rule_holds(name: str) -> None:
    table = RULES.tables[name]
    for row in rows_of(table):
        fired = [trace.rule for trace in table.trace(row) if trace.status is Status.FIRED]
        assert len(fired) <= 1, row


@pytest.mark.parametrize("name", sorted(RULES.tables))
def test_every_outcome_is_within_what_the_table_declares(name: str) -> None:
    table = RULES.tables[name]
    low, high = parse_range(table.table.output.range)
    for row in rows_of(table):
        value = outcome(table, row)
        assert value is None or low - 1e-9 <= value <= high + 1e-9, row


@pytest.mark.parametrize("name", sorted(RULES.tables))
def test_every_declared_input_is_used(name: str) -> None:
    table = RULES.tables[name].table
    shown = {field for rule in table.rules for field, _ in fields_in(rule.because)}
    used = {column.name for column in judged(RULES.tables[name])} | shown
    assert {column.name for column in table.inputs} == used


@pytest.mark.parametrize("name", sorted(RULES.tables))
def test_every_table_says_where_it_comes_from(name: str) -> None:
    table = RULES.tables[name].table
    assert "Kernbeleid" in table.source or "Format Veiligheidsanalyse" in table.source


def test_every_table_is_used_by_something() -> None:
    used = {*SCORING, RULES.certainty_table, RULES.candidates.breadth_table, RULES.indicators.value_table}
    used |= {RULES.indicators.realistic_table, RULES.indicators.ambitious_table}
    assert set(RULES.tables) == used


# Certainty


def certainty(**values: Value | None) -> float:
    known: dict[str, Value | None] = {"coverage": 1.0, "sources": 5, "age": 0, "small": False, "conflict": 0}
    return outcome(RULES.tables[RULES.certainty_table], {**known, **values}) or 0.0


def test_many_fresh_sources_that_agree_on_everything_give_full_certainty() -> None:
    assert certainty() == pytest.approx(1.0)


def test_one_old_source_on_a_single_question_is_to_be_researched_first() -> None:
    assert certainty(coverage=0.14, sources=1, age=5, small=True) < RULES.limits.investigate_below


def test_where_certainty_is_called_good_several_recent_sources_answer_most_questions() -> None:
    """What the sentence `certainty_high` says is so wherever it is shown."""
    table = RULES.tables[RULES.certainty_table]
    good = [row for row in rows_of(table, missing=False) if (outcome(table, row) or 0.0) >= RULES.work_out.certainty_high]
    least = {
        name: (min if name != "age" else max)(float(row[name] or 0) for row in good) for name in ("sources", "coverage", "age")
    }
    assert least == {"sources": 2, "coverage": 0.5, "age": 3}


def test_two_fresh_sources_on_half_of_the_questions_need_no_research_first() -> None:
    assert RULES.limits.investigate_below <= certainty(coverage=0.55, sources=2) < RULES.work_out.certainty_high


@pytest.mark.parametrize(
    ("name", "worse"),
    [
        ("coverage", [1.0, 0.75, 0.74, 0.5, 0.49, 0.25, 0.24, 0.0]),
        ("sources", [6, 4, 3, 2, 1, 0]),
        ("age", [0, 1, 2, 3, 4, 10]),
        ("small", [False, True]),
        ("conflict", [0, 1, 2, 4]),
    ],
)
def test_less_to_go_on_never_gives_more_certainty(name: str, worse: list[Value]) -> None:
    values = [certainty(**{name: value}) for value in worse]
    assert values == sorted(values, reverse=True)
    assert values[0] > values[-1]


# Indicators and targets


def points(**facts: bool) -> float:
    table = RULES.tables[RULES.indicators.value_table]
    return outcome(table, {**{column.name: False for column in table.table.inputs}, **facts}) or 0.0


def test_an_indicator_that_is_measured_is_worth_more_than_one_that_is_not() -> None:
    for others in product([False, True], repeat=3):
        facts = dict(zip(("stable_source", "fits_lead", "same_field"), others, strict=True))
        assert points(**facts, available=True) > points(**facts)


def test_an_indicator_of_the_theme_itself_is_worth_more_than_one_that_is_borrowed_or_made_at_home() -> None:
    assert points() > points(borrowed=True)
    assert points() > points(local=True)


def test_an_indicator_of_another_part_gives_way_to_one_of_what_weighs_most() -> None:
    assert points(available=True, other_part=True) < points(fits_lead=True)


def targets() -> Iterator[tuple[dict[str, Value | None], float | None, float | None]]:
    realistic, ambitious = (RULES.tables[name] for name in (RULES.indicators.realistic_table, RULES.indicators.ambitious_table))
    for row in chain(rows_of(realistic), rows_of(ambitious)):
        if row["has_benchmark"] == (row["level_ratio"] is not None):
            yield row, outcome(realistic, row), outcome(ambitious, row)


def test_every_figure_gets_a_realistic_and_an_ambitious_target_that_ask_for_no_deterioration() -> None:
    for row, realistic, ambitious in targets():
        assert realistic is not None, row
        assert ambitious is not None, row
        assert -0.5 <= ambitious <= realistic <= 0, row


def test_without_benchmark_a_figure_still_gets_a_modest_target() -> None:
    row = {"trend_per_year": None, "has_benchmark": False, "level_ratio": None}
    told = [outcome(RULES.tables[name], row) for name in (RULES.indicators.realistic_table, RULES.indicators.ambitious_table)]
    assert told == [-0.05, -0.1]


def test_the_further_above_others_the_more_is_asked_while_the_figure_is_stable() -> None:
    for name in (RULES.indicators.realistic_table, RULES.indicators.ambitious_table):
        rows = [{"trend_per_year": 0.0, "has_benchmark": True, "level_ratio": ratio} for ratio in (1.0, 1.2, 1.5, 2.0)]
        asked = [outcome(RULES.tables[name], row) for row in rows]
        assert asked == sorted(set(asked), key=lambda change: -(change or 0.0))


def test_two_or_three_indicators_are_asked_and_experience_is_borrowed_where_it_is_measured() -> None:
    assert (RULES.indicators.minimum, RULES.indicators.maximum) == (2, 3)
    general = KNOWLEDGE.themes[RULES.indicators.general_theme]
    assert any(KNOWLEDGE.indicators[mention.id].kind == "subjective" for mention in general.indicators)


# Criteria, weights and thresholds


@pytest.mark.parametrize("criterion", RULES.criteria, ids=lambda criterion: criterion.id)
def test_every_criterion_asks_a_question_and_says_what_its_scores_mean(criterion: Criterion) -> None:
    assert criterion.question.endswith("?")
    assert len({*criterion.anchors.values()}) == 5
    assert criterion.tables


def test_a_person_may_judge_every_criterion_but_the_one_that_rests_on_other_themes() -> None:
    assert [id_ for id_, criterion in CRITERIA.items() if "oordeel" not in criterion.tables] == ["samenhang"]
    assert [id_ for id_, criterion in CRITERIA.items() if not criterion.in_choice] == ["samenhang"]


def test_figures_of_a_whole_theme_say_nothing_of_one_of_its_parts() -> None:
    figures = {id_ for id_, table in RULES.tables.items() if table.table.per == "figure"}
    sizes = {id_ for id_, criterion in CRITERIA.items() if figures & set(criterion.tables)} - {"beleving"}
    assert sizes == {"omvang", "trend"}
    assert {CRITERIA[id_].inherit for id_ in sizes} == {"none"}


def share(profile: str, *criteria: str) -> float:
    weights = RULES.profile(profile).weights
    return sum(weights[id_] for id_ in criteria) / sum(weights.values())


@pytest.mark.parametrize(
    ("profile", "criteria"),
    [("cijfers", ("omvang", "trend")), ("inwoners", ("beleving",)), ("bestuur", ("bestuurlijk_belang",))],
)
def test_a_profile_gives_most_weight_to_what_it_is_named_after(profile: str, criteria: tuple[str, ...]) -> None:
    assert all(share(profile, *criteria) > share(other.id, *criteria) for other in RULES.profiles.profiles if other.id != profile)


@pytest.mark.parametrize("profile", [profile.id for profile in RULES.profiles.profiles])
def test_every_criterion_counts_in_every_profile_and_none_outweighs_all_others(profile: str) -> None:
    assert all(0 < share(profile, id_) < 0.5 for id_ in CRITERIA)


def test_weights_of_the_shipped_profiles_are_percentages() -> None:
    assert {sum(profile.weights.values()) for profile in RULES.profiles.profiles} == {100.0}


def test_at_most_four_priorities_and_each_next_one_must_carry_more() -> None:
    minimum = RULES.limits.minimum
    assert len(minimum) == 4
    assert all(one < other for one, other in pairwise(minimum))


def test_nothing_is_chosen_that_scores_lower_than_what_burns() -> None:
    """A theme that burns can be chosen; research is asked for before certainty is called good."""
    assert RULES.limits.minimum[0] <= RULES.candidates.burning
    assert RULES.limits.investigate_below < RULES.work_out.certainty_high


# Names


def test_candidates_name_what_the_knowledge_holds() -> None:
    assert set(RULES.candidates.cross_cutting) <= set(KNOWLEDGE.cross_cutting)
    assert set(RULES.candidates.containers) <= set(KNOWLEDGE.themes)
    named = {id_ for bundle in RULES.candidates.bundles for id_ in (*bundle.members, *bundle.takes)}
    assert {id_ for id_ in named if not KNOWLEDGE.is_subject(id_)} == set()


def test_clusters_name_what_the_knowledge_holds_and_every_theme_has_a_name_of_its_own() -> None:
    named = {theme for name in RULES.other_themes.names for theme in name.members}
    assert named == set(KNOWLEDGE.themes)
    alone = Counter(name.members for name in RULES.other_themes.names if len(name.members) == 1)
    assert alone == {(theme,): 1 for theme in KNOWLEDGE.themes}


def test_no_two_clusters_and_no_two_bundles_are_the_same() -> None:
    for kinds in (RULES.other_themes.names, RULES.candidates.bundles):
        for one, other in combinations(kinds, 2):
            assert one.name.lower() != other.name.lower()
            assert {*one.members, *getattr(one, "takes", ())} != {*other.members, *getattr(other, "takes", ())}


def test_a_bundle_takes_along_only_what_is_not_its_own() -> None:
    for bundle in RULES.candidates.bundles:
        assert not set(bundle.members) & set(bundle.takes)
        assert all(taken.partition("/")[0] not in bundle.members for taken in bundle.takes)


def test_no_two_bundles_answer_to_the_same_name() -> None:
    names = Counter(name.lower() for bundle in RULES.candidates.bundles for name in {bundle.name, *bundle.aliases})
    assert [name for name, count in names.items() if count > 1] == []


def test_every_bundle_says_why_it_is_one() -> None:
    assert [bundle.id for bundle in RULES.candidates.bundles if "Handboek" not in bundle.source] == []
