"""What only shows when the rules are held against the knowledge and against each other: dangling ids, bundles, weights.

That names within the rules lead somewhere (tables of criteria, weights of profiles, texts the program needs) is checked
when a folder is read, see `kbv_rules.rules.files`. Tables read rows of findings and never each other's outcome, so between
tables there can be no cycle.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import TYPE_CHECKING

from kbv_rules.knowledge.base import theme_of
from kbv_rules.model.rule_report import Proven, RulePlace, RuleProblem, Severity
from kbv_rules.rules.template import listing

if TYPE_CHECKING:
    from kbv_rules.errors import Place
    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.model.judgement import Bundle
    from kbv_rules.rules.places import RulePlaces
    from kbv_rules.rules.rule_set import RuleSet

_HIGHEST = 4.0


def problem(id_: str, severity: Severity, place: Place, message: str, remedy: str, **more: object) -> RuleProblem:
    """A problem at a place in a file."""
    where = RulePlace(file=place.file, line=place.line, column=place.column)
    return RuleProblem.model_validate(
        {"id": id_, "severity": severity, "place": where, "message": message, "remedy": remedy, **more}
    )


def find_incoherence(rules: RuleSet, knowledge: Knowledge, places: RulePlaces) -> list[RuleProblem]:
    """All that does not fit together in a folder of rules that could be read."""
    return [
        *_dangling(rules, knowledge, places),
        *_bundles(rules, knowledge, places),
        *_names(rules, places),
        *_weights(rules, places),
        *_limits(rules, places),
        *_unused(rules, places),
    ]


def prove_coherence(rules: RuleSet, problems: Iterable[RuleProblem]) -> Iterator[Proven]:
    """What holds across the files when nothing was found against it."""
    found = {one.id for one in problems}
    settings = rules.candidates
    if "dangling-id" not in found:
        ids = sum(len(bundle.members) + len(bundle.takes) for bundle in settings.bundles)
        ids += len(settings.cross_cutting) + len(settings.containers) + 1
        ids += sum(len(name.members) for name in rules.other_themes.names)
        yield Proven(what="elk thema en deelthema dat de regels noemen, bestaat in de kennis", cases=ids)
    if "bundle-counts-twice" not in found:
        yield Proven(what="geen bundel telt een thema of deelthema dubbel", cases=len(settings.bundles))
    if "weights-all-zero" not in found:
        profiles = len(rules.profiles.profiles)
        yield Proven(what="elk profiel geeft gewicht aan iets dat in de keuze telt", cases=profiles)
    yield Proven(what="elke beslistabel en elk gewicht waarnaar de regels verwijzen, bestaat", cases=len(rules.tables))
    yield Proven(what="alle teksten van een advies zijn er, zonder namen die het programma niet kent", cases=len(rules.texts))


def _dangling(rules: RuleSet, knowledge: Knowledge, places: RulePlaces) -> Iterator[RuleProblem]:
    themes = {id_: knowledge.name(id_) for id_ in knowledge.themes}
    parts = {sub.id: sub.name for sub in knowledge.sub_themes.values()}
    parts_of_themes = {id_: name for id_, name in parts.items() if theme_of(id_) in themes}
    overarching = {id_: knowledge.name(id_) for id_ in knowledge.cross_cutting}
    bundles = {bundle.id: bundle.name for bundle in rules.candidates.bundles}

    def check(what: str, id_: str, known: Mapping[str, str], place: Place) -> Iterator[RuleProblem]:
        if id_ not in known:
            yield problem("dangling-id", "error", place, f"'{id_}' is geen {what}.", _meant(id_, known))

    for index, id_ in enumerate(rules.candidates.cross_cutting):
        yield from check("overstijgend thema", id_, overarching, places.setting("candidates", "cross_cutting", index))
    for index, id_ in enumerate(rules.candidates.containers):
        anything = themes | parts | overarching | bundles
        yield from check("thema of bundel", id_, anything, places.setting("candidates", "containers", index))
    for index, bundle in enumerate(rules.candidates.bundles):
        for position, id_ in enumerate(bundle.members):
            place = places.setting("candidates", "bundles", index, "members", position)
            yield from check("thema of deelthema van een thema", id_, themes | parts_of_themes, place)
        for position, id_ in enumerate(bundle.takes):
            place = places.setting("candidates", "bundles", index, "takes", position)
            yield from check("deelthema, en alleen een deelthema kan uit een ander thema mee", id_, parts, place)
    for index, name in enumerate(rules.other_themes.names):
        for position, id_ in enumerate(name.members):
            yield from check("thema", id_, themes, places.setting("other_themes", "names", index, "members", position))
    yield from check("thema", rules.indicators.general_theme, themes, places.setting("indicators", "general_theme"))


def _meant(id_: str, known: Mapping[str, str]) -> str:
    close = difflib.get_close_matches(id_, known, n=1, cutoff=0.5)
    if close:
        return f"Bedoelde u '{close[0]}' ({known[close[0]]})?"
    return "Gebruik een id uit 'kbv knowledge export'; 'kbv resolve TEKST' zoekt het bij uw woorden."


def _bundles(rules: RuleSet, knowledge: Knowledge, places: RulePlaces) -> Iterator[RuleProblem]:
    bundles = rules.candidates.bundles
    for index, bundle in enumerate(bundles):
        if doubles := _doubles(bundle):
            yield problem(
                "bundle-counts-twice",
                "error",
                places.setting("candidates", "bundles", index, "members"),
                f"de bundel '{bundle.id}' telt {listing(doubles)} dubbel: een bevinding daarover zou twee keer meewegen.",
                "Noem een thema in zijn geheel, of de deelthema's apart, en elk één keer.",
            )
        if bundle.candidate and not bundle.takes and len(bundle.members) == 1 and bundle.members[0] in knowledge.themes:
            yield problem(
                "bundle-is-a-theme",
                "warning",
                places.setting("candidates", "bundles", index, "members"),
                f"de bundel '{bundle.id}' bestaat alleen uit thema {bundle.members[0]}, en dat is zelf al een kandidaat.",
                "Voeg leden toe, of schrijf 'candidate: false' en houd alleen de naam.",
            )
    offered = [(index, bundle) for index, bundle in enumerate(bundles) if bundle.candidate]
    for (_, one), (index, other) in combinations(offered, 2):
        if {*one.members, *one.takes} == {*other.members, *other.takes}:
            yield problem(
                "bundle-twice",
                "warning",
                places.setting("candidates", "bundles", index, "id"),
                f"de bundels '{one.id}' en '{other.id}' hebben dezelfde leden: een van beide kan nooit winnen.",
                "Voeg ze samen: zet de andere naam bij 'aliases'.",
            )
    for index, bundle in offered:
        mine = set(bundle.members)
        crossing = [other for _, other in offered if _cross(mine, set(other.members))]
        if later := [other.id for other in crossing if other.id > bundle.id]:
            yield problem(
                "bundles-overlap",
                "note",
                places.setting("candidates", "bundles", index, "id"),
                f"de bundel '{bundle.id}' deelt een deel van zijn leden met {listing(later)}; samen gekozen worden ze nooit.",
                "Dit mag; de keuze neemt nooit twee kandidaten die een thema delen. Kijk of de namen elkaar niet verdringen.",
            )


def _doubles(bundle: Bundle) -> list[str]:
    """Members named twice, and sub-themes that stand beside the whole theme they belong to."""
    named = [*bundle.members, *bundle.takes]
    return sorted({id_ for id_ in named if named.count(id_) > 1 or ("/" in id_ and theme_of(id_) in bundle.members)})


def _cross(one: set[str], other: set[str]) -> bool:
    """Whether two sets share something and neither lies within the other."""
    return bool(one & other) and not one <= other and not other <= one


def _names(rules: RuleSet, places: RulePlaces) -> Iterator[RuleProblem]:
    first: dict[frozenset[str], str] = {}
    for index, name in enumerate(rules.other_themes.names):
        members = frozenset(name.members)
        if members in first:
            yield problem(
                "cluster-name-twice",
                "warning",
                places.setting("other_themes", "names", index, "members"),
                f"de namen '{first[members]}' en '{name.id}' passen bij precies dezelfde thema's.",
                "Houd er één.",
            )
        first.setdefault(members, name.id)


def _weights(rules: RuleSet, places: RulePlaces) -> Iterator[RuleProblem]:
    counting = [criterion.id for criterion in rules.criteria if criterion.in_choice]
    for index, profile in enumerate(rules.profiles.profiles):
        if not any(profile.weights[id_] for id_ in counting):
            yield problem(
                "weights-all-zero",
                "error",
                places.setting("profiles", "profiles", index, "weights"),
                f"in profiel '{profile.id}' telt alles wat de keuze bepaalt voor nul: er komt nooit een prioriteit.",
                f"Geef minstens één van {listing(counting)} gewicht.",
            )
    for index, criterion in enumerate(rules.criteria):
        if not any(profile.weights[criterion.id] for profile in rules.profiles.profiles):
            yield problem(
                "criterion-never-counts",
                "note",
                places.setting("criteria", "criteria", index, "id"),
                f"het criterium '{criterion.id}' heeft in elk profiel gewicht nul.",
                "Geef het ergens gewicht, of verwijder het.",
            )


def _limits(rules: RuleSet, places: RulePlaces) -> Iterator[RuleProblem]:
    """Thresholds above the highest strength that anything can reach under the standard profile."""
    profile = rules.profile(None)
    total = sum(profile.weights.values())
    counting = sum(profile.weights[criterion.id] for criterion in rules.criteria if criterion.in_choice)
    breadth = rules.tables[rules.candidates.breadth_table].table
    most = max((rule.then for rule in breadth.rules if isinstance(rule.then, (int, float))), default=0.0)
    highest = _HIGHEST * counting / total + max(0.0, most)
    for position, minimum in enumerate(rules.limits.minimum):
        if minimum > highest:
            yield problem(
                "limit-unreachable",
                "warning",
                places.setting("limits", "minimum", position),
                f"de drempel {minimum:g} is hoger dan wat een kandidaat met profiel '{profile.id}' ooit haalt ({highest:.2f}).",
                "Verlaag de drempel, of laat hem weg als er minder prioriteiten mogen zijn.",
            )


def _unused(rules: RuleSet, places: RulePlaces) -> Iterator[RuleProblem]:
    used = {name for criterion in rules.criteria for name in (*criterion.tables, *criterion.default)}
    used |= {rules.certainty_table, rules.candidates.breadth_table}
    used |= {rules.indicators.value_table, rules.indicators.realistic_table, rules.indicators.ambitious_table}
    for id_ in sorted(set(rules.tables) - used):
        yield problem(
            "table-unused",
            "warning",
            places.in_table(id_),
            f"geen criterium gebruikt de beslistabel '{id_}': haar regels gelden nooit.",
            "Noem de tabel bij een criterium in criteria.yaml, of verwijder haar.",
            table=id_,
        )
