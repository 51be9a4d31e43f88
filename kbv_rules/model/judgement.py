"""How we judge, apart from the decision tables: criteria, weights, candidates, limits. Filled from `rules/`."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from kbv_rules.model.base import Frozen, Misfit, Term

CandidateKind = Literal["theme", "sub_theme", "cross_cutting", "bundle"]
Weight = Annotated[float, Field(ge=0, le=1e6)]
Shown = Annotated[int, Field(ge=0, le=1000)]


class Criterion(Frozen):
    """One criterion of the score, on a fixed scale of 0 to 4 with anchors (never min-max).

    `tables` judge what was found, `default` what the knowledge says when nothing was found. `inherit` says what a
    sub-theme does with what was found for its theme as a whole: `replace` (only where it has nothing of its own), `pool`
    (both count together) or `none`. `in_choice` is false for a criterion that rests on the findings of other themes: no
    finding may lift two priorities.
    """

    id: str
    name: str
    question: str
    anchors: dict[int, str]
    source: str
    tables: tuple[str, ...]
    default: tuple[str, ...] = ()
    inherit: Literal["replace", "pool", "none"] = "pool"
    in_choice: bool = True

    @model_validator(mode="after")
    def _anchored(self) -> Criterion:
        if sorted(self.anchors) != [0, 1, 2, 3, 4]:
            raise Misfit("de schaal loopt van 0 tot en met 4.", "Zeg bij elk van 0, 1, 2, 3 en 4 wat het betekent.", "anchors")
        return self


class Criteria(Frozen):
    """The criteria; which table says how certain a score is; how many of the strongest linked themes count for a link."""

    schema_: Literal[1] = Field(alias="schema")
    certainty_table: str
    strongest_links: Annotated[int, Field(ge=1, le=22)]
    criteria: tuple[Criterion, ...]


class Profile(Frozen):
    """A named set of weights, one per criterion. Only their proportions count."""

    id: str
    name: str
    because: str
    weights: dict[str, Weight]

    @model_validator(mode="after")
    def _not_all_zero(self) -> Profile:
        if not any(self.weights.values()):
            raise Misfit("alle gewichten zijn nul.", "Geef minstens één criterium gewicht.", "weights")
        return self


class Profiles(Frozen):
    schema_: Literal[1] = Field(alias="schema")
    standard: str
    profiles: tuple[Profile, ...]


class Derivation(Frozen):
    """Numbers used in the derived facts of figures, see `kbv_rules.findings.derive`."""

    schema_: Literal[1] = Field(alias="schema")
    source: str
    trend_years: Annotated[int, Field(ge=3, le=20)]
    trend_minimum_years: Annotated[int, Field(ge=3, le=20)]
    trend_pseudo_count: Annotated[float, Field(ge=0)]
    level_pseudo_count: Annotated[float, Field(ge=0)]
    small_count: Annotated[float, Field(ge=0)]
    pooled_years: Annotated[int, Field(ge=2, le=10)]

    @model_validator(mode="after")
    def _reachable(self) -> Derivation:
        if self.trend_minimum_years > self.trend_years:
            told = f"een trend kijkt {self.trend_years} jaar terug en vraagt er {self.trend_minimum_years}; zo is er nooit een."
            raise Misfit(told, "Maak 'trend_minimum_years' hoogstens zo groot als 'trend_years'.", "trend_minimum_years")
        return self


class Bundle(Term):
    """Themes (or sub-themes) that councils name together. `takes` are sub-themes it takes along from elsewhere.

    `candidate: false` keeps the name for recognising headings, but does not propose it.
    """

    members: Annotated[tuple[str, ...], Field(min_length=1)]
    takes: tuple[str, ...] = ()
    candidate: bool = True
    source: str


class Candidates(Frozen):
    """What can be a priority, and how its strength follows from its members: the shares of its strongest few."""

    schema_: Literal[1] = Field(alias="schema")
    source: str
    cross_cutting: tuple[str, ...]
    containers: tuple[str, ...]
    shares: dict[CandidateKind, tuple[Annotated[float, Field(gt=0, le=1)], ...]]
    burning: Annotated[float, Field(ge=0, le=4)]
    own_criteria: Annotated[int, Field(ge=1, le=8)]
    breadth_table: str
    bundles: tuple[Bundle, ...]

    @model_validator(mode="after")
    def _whole(self) -> Candidates:
        for kind in get_args(CandidateKind):
            if kind not in self.shares:
                raise Misfit(f"'{kind}' ontbreekt.", f"Voeg '{kind}: [1]' toe, of hoe de aandelen verdeeld zijn.", "shares")
        for kind, shares in self.shares.items():
            if abs(sum(shares) - 1) > 1e-9:
                told = f"de aandelen van '{kind}' tellen op tot {sum(shares):g}, niet tot 1."
                raise Misfit(told, "Verdeel het geheel: bijvoorbeeld [1], of [0.6, 0.4].", "shares", kind)
        return self


class Limits(Frozen):
    """How many priorities, and how strong each must be: `minimum[k]` for the k-th strongest."""

    schema_: Literal[1] = Field(alias="schema")
    source: str
    minimum: Annotated[tuple[Annotated[float, Field(ge=0, le=4)], ...], Field(min_length=1, max_length=4)]
    because: str
    investigate_below: Annotated[float, Field(ge=0, le=1)]
    ties: str

    @model_validator(mode="after")
    def _rising(self) -> Limits:
        if list(self.minimum) != sorted(self.minimum):
            raise Misfit("de drempels lopen niet op.", "Maak elke volgende drempel minstens zo hoog als de vorige.", "minimum")
        return self


class ClusterName(Frozen):
    """A name a council would recognise, with the themes it fits."""

    id: str
    name: str
    members: Annotated[tuple[str, ...], Field(min_length=1)]


class OtherThemesRules(Frozen):
    """How the remaining themes are clustered: what ties two of them, and what a cluster is called.

    `fit` is the least overlap (shared themes over all themes of both) at which a name is given to a cluster.
    """

    schema_: Literal[1] = Field(alias="schema")
    source: str
    mutual: Weight
    one_way: Weight
    shared_partner: Weight
    same_field: Weight
    resolution: Annotated[float, Field(gt=0)]
    fit: Annotated[float, Field(ge=0, le=1)]
    separator: str
    names: tuple[ClusterName, ...]


class IndicatorRules(Frozen):
    """How many indicators a priority gets and which tables value and set targets for them."""

    schema_: Literal[1] = Field(alias="schema")
    source: str
    minimum: Annotated[int, Field(ge=1, le=10)]
    maximum: Annotated[int, Field(ge=1, le=10)]
    general_theme: str
    value_table: str
    realistic_table: str
    ambitious_table: str

    @model_validator(mode="after")
    def _ordered(self) -> IndicatorRules:
        if self.minimum > self.maximum:
            told = f"minstens {self.minimum} en hoogstens {self.maximum} indicatoren kan niet allebei."
            raise Misfit(told, "Maak 'maximum' minstens zo groot als 'minimum'.", "maximum")
        return self


class WorkOut(Frozen):
    """How much of the handbook's material a priority shows in the text (all of it stands in the JSON)."""

    schema_: Literal[1] = Field(alias="schema")
    source: str
    measures: Shown
    partners: Shown
    laws: Shown
    cross_links: Shown
    reasons: Shown
    dropped: Shown
    said: Shown
    certainty_high: Annotated[float, Field(ge=0, le=1)]


class RobustnessRules(Frozen):
    """How many draws robustness takes, how far they stray, and when a priority is said to stand firm.

    `concentration` of the Dirichlet around the profile: the higher, the nearer. `shown` is the least share at which a
    candidate that was not chosen is shown.
    """

    schema_: Literal[1] = Field(alias="schema")
    source: str
    draws: Annotated[int, Field(ge=100, le=1_000_000)]
    seed: int
    concentration: Annotated[float, Field(gt=0)]
    firm: Annotated[float, Field(ge=0, le=1)]
    shown: Annotated[float, Field(ge=0, le=1)]


class Texts(Frozen):
    """Every Dutch sentence of an advice that does not come from a rule: by name, with names in braces."""

    schema_: Literal[1] = Field(alias="schema")
    texts: dict[str, str]
