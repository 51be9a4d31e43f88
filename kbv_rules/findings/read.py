"""Reads a findings file, and refuses what cannot be true: each fault with its place, in Dutch."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kbv_rules.errors import Fault, InputError, Place
from kbv_rules.findings.formats import looks_like_workbook
from kbv_rules.knowledge.base import Knowledge, theme_of
from kbv_rules.knowledge.load import load_knowledge
from kbv_rules.model.findings import Figure, Findings
from kbv_rules.rules.rule_set import RuleSet, load_rule_set
from kbv_rules.yaml_file import Path_, YamlFile, read_yaml
from kbv_rules.yaml_model import to_model

_WITH_POINT = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")


def read_findings(path: Path | str, *, knowledge: Knowledge | None = None, rules: RuleSet | None = None) -> Findings:
    """Read the findings of one municipality, from YAML or from the workbook of `kbv findings template`.

    Raises:
        InputError: every fault found, with file:line:column or sheet and cell, what is wrong and what to do.
    """
    knowledge, rules = knowledge or load_knowledge(), rules or load_rule_set()
    if not looks_like_workbook(Path(path)):
        return to_findings(read_yaml(Path(path)), knowledge, rules)
    from kbv_rules.findings.workbook.form import load_form
    from kbv_rules.findings.workbook.read import read_workbook
    from kbv_rules.findings.workbook.words import in_words_of_the_form

    file = read_workbook(Path(path), knowledge, rules)
    try:
        return to_findings(file, knowledge, rules)
    except InputError as error:
        raise in_words_of_the_form(error, load_form()) from None


def to_findings(file: YamlFile, knowledge: Knowledge, rules: RuleSet) -> Findings:
    """The findings in a file that was read.

    Raises:
        InputError: every fault found.
    """
    if isinstance(file.value, dict):
        early = [*_numbers_as_themes(file), *_unknown_themes(file, knowledge), *_twice(file), *_thousands(file)]
        if early:
            raise InputError(early)
    findings = to_model(file, Findings)
    faults = [
        *_years(file, findings),
        *_criteria(file, findings, rules),
        *_indicators(file, findings, knowledge),
        *_overrides(file, findings, knowledge, rules),
        *_proposals(file, findings, knowledge, rules),
    ]
    if faults:
        raise InputError(faults)
    return with_directions(findings, knowledge)


def with_directions(findings: Findings, knowledge: Knowledge) -> Findings:
    """The findings with, for every figure that does not say so itself, what is better: as its indicator has it.

    What counts the municipality's own work (an output) is no effect, and so neutral.
    """

    def directed(figure: Figure) -> Figure:
        if figure.direction is not None:
            return figure
        indicator = knowledge.indicators.get(figure.indicator or "")
        if indicator is None:
            return figure.model_copy(update={"direction": "lower_is_better"})
        return figure.model_copy(update={"direction": "neutral" if indicator.kind == "output" else indicator.direction})

    items = tuple(
        item.model_copy(update={"figures": tuple(directed(figure) for figure in item.figures)}) for item in findings.findings
    )
    return findings.model_copy(update={"findings": items})


def _theme_places(file: YamlFile) -> Iterator[tuple[Path_, Any]]:
    """Every place in the file where a theme is named."""
    value = file.value
    for index, item in enumerate(_list(value.get("findings"))):
        if isinstance(item, dict) and "theme" in item:
            yield ("findings", index, "theme"), item["theme"]
    for index, agenda in enumerate(_list(value.get("agendas"))):
        if isinstance(agenda, dict):
            for position, theme in enumerate(_list(agenda.get("themes"))):
                yield ("agendas", index, "themes", position), theme
    for index, theme in enumerate(_list(value.get("earlier_priorities"))):
        yield ("earlier_priorities", index), theme


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _numbers_as_themes(file: YamlFile) -> Iterator[Fault]:
    for path, theme in _theme_places(file):
        if isinstance(theme, (int, float)) and not isinstance(theme, bool):
            written = file.written.get(path, str(theme))
            yield Fault(
                file.place(path),
                f"thema {written} staat zonder aanhalingstekens en wordt daardoor als getal gelezen.",
                f'Schrijf "{written}", met aanhalingstekens.',
                "Als getal zijn 1.1 en 1.10 hetzelfde.",
            )


def _unknown_themes(file: YamlFile, knowledge: Knowledge) -> Iterator[Fault]:
    for path, theme in _theme_places(file):
        if isinstance(theme, str) and not knowledge.is_subject(theme):
            yield Fault(file.place(path), f"thema '{theme}' bestaat niet.", *_nearest(theme, knowledge))


def _nearest(theme: str, knowledge: Knowledge) -> tuple[str, str]:
    """What to do, and why: the nearest theme, and the numbers the field does have."""
    field = [id_ for id_ in knowledge.themes if id_.split(".")[0] == theme.split(".")[0]]
    why = f"Veld {theme.split('.')[0]} telt de thema's {field[0]} t/m {field[-1]}." if field and "/" not in theme else ""
    best = _by_words(theme, knowledge) if re.search(r"[^\W\d_]{3}", theme) else _by_number(theme, knowledge)
    if best is None:
        return "'kbv resolve TEKST' zoekt het thema bij uw woorden.", why
    return f"Bedoelde u '{best}' ({knowledge.name(best)})?", why


def _by_words(theme: str, knowledge: Knowledge) -> str | None:
    """The theme that is meant by words or by the name of a sub-theme, one of the theme before the slash first."""
    from kbv_rules.knowledge.resolve import lexicon

    owner, _, words = theme.rpartition("/")
    found = lexicon(knowledge, (), ("theme", "cross_cutting", "sub_theme")).search(words.replace("-", " "), limit=30)
    return next((match.id for match in [*(one for one in found if theme_of(one.id) == owner), *found]), None)


def _by_number(theme: str, knowledge: Knowledge) -> str | None:
    owner = theme_of(theme)
    if owner in knowledge.themes or owner in knowledge.cross_cutting:
        return owner
    return next(iter(difflib.get_close_matches(owner, [*knowledge.themes, *knowledge.cross_cutting], n=1, cutoff=0.4)), None)


def _twice(file: YamlFile) -> Iterator[Fault]:
    first: dict[str, Path_] = {}
    for path, theme in _theme_places(file):
        if path[0] != "findings" or not isinstance(theme, str):
            continue
        if theme in first:
            yield Fault(
                file.place(path),
                f"thema '{theme}' heeft twee keer bevindingen (eerder op regel {file.place(first[theme]).line}).",
                "Voeg ze samen onder één '- theme:'.",
            )
        first.setdefault(theme, path)


def _thousands(file: YamlFile) -> Iterator[Fault]:
    """Whole numbers written the Dutch way, 55.392 inhabitants: as a decimal they would pass for 55."""
    for path in _whole_numbers(file.value):
        written = file.written.get(path, "")
        if _WITH_POINT.fullmatch(written):
            yield Fault(
                file.place(path),
                f"bij '{path[-1]}' staat {written}, met een punt voor de duizendtallen.",
                f"Schrijf {written.replace('.', '')}, zonder punt.",
                f"Een punt begint hier de decimalen: dit zou als {float(written):g} worden gelezen.",
            )


def _whole_numbers(value: Any) -> Iterator[Path_]:
    """Every place in the file that holds inhabitants or cases."""
    municipality = value.get("municipality")
    if isinstance(municipality, dict) and isinstance(municipality.get("population"), dict):
        yield from (("municipality", "population", year) for year in municipality["population"])
    for index, item in enumerate(_list(value.get("findings"))):
        for position, figure in enumerate(_list(item.get("figures")) if isinstance(item, dict) else []):
            if isinstance(figure, dict) and figure.get("unit") == "count" and isinstance(figure.get("values"), dict):
                yield from (("findings", index, "figures", position, "values", year) for year in figure["values"])


def _years(file: YamlFile, findings: Findings) -> Iterator[Fault]:
    today = datetime.date.today()
    if findings.date > today:
        yield Fault(
            file.place(("date",)),
            f"de datum {findings.date} ligt in de toekomst.",
            "Vul de datum van de bevindingen in.",
        )
    for year in findings.municipality.population:
        if year > findings.date.year:
            path: Path_ = ("municipality", "population", str(year))
            yield Fault(file.key_place(path), f"het jaar {year} ligt na de datum van de bevindingen.", "Controleer het jaar.")
    for index, item in enumerate(findings.findings):
        for position, figure in enumerate(item.figures):
            base: Path_ = ("findings", index, "figures", position, "values")
            for year in figure.values:
                if year > findings.date.year:
                    yield Fault(
                        file.key_place((*base, str(year))),
                        f"het jaar {year} ligt in de toekomst (de bevindingen zijn van {findings.date}).",
                        "Controleer het jaar; een verwachting is geen cijfer.",
                    )
            if len(figure.values) < 2:
                yield Fault(
                    file.place(base),
                    f"'{figure.name}' heeft maar één jaar; dat is geen reeks.",
                    "Voeg eerdere jaren toe. Is er maar één meting, zet die dan als oordeel (judgements) met de bron erbij.",
                    "Uit één jaar volgt geen trend, en één jaar kan toeval zijn.",
                )
        for position, judgement in enumerate(item.judgements):
            if judgement.date > today:
                yield Fault(
                    file.place(("findings", index, "judgements", position, "date")),
                    f"de datum {judgement.date} ligt in de toekomst.",
                    "Vul de datum van het oordeel in.",
                )


def _criteria(file: YamlFile, findings: Findings, rules: RuleSet) -> Iterator[Fault]:
    known = [
        criterion.id
        for criterion in rules.criteria
        if any(rules.tables[name].table.per == "judgement" for name in criterion.tables)
    ]
    for index, item in enumerate(findings.findings):
        for position, judgement in enumerate(item.judgements):
            if judgement.criterion not in known:
                close = difflib.get_close_matches(judgement.criterion, known, n=1)
                hint = f"Bedoelde u '{close[0]}'?" if close else f"Kies uit: {', '.join(known)}."
                path: Path_ = ("findings", index, "judgements", position, "criterion")
                yield Fault(file.place(path), f"over het criterium '{judgement.criterion}' kan niet geoordeeld worden.", hint)


def _indicators(file: YamlFile, findings: Findings, knowledge: Knowledge) -> Iterator[Fault]:
    for index, item in enumerate(findings.findings):
        for position, figure in enumerate(item.figures):
            if figure.indicator is not None and figure.indicator not in knowledge.indicators:
                close = difflib.get_close_matches(figure.indicator, knowledge.indicators, n=1)
                hint = f"Bedoelde u '{close[0]}'?" if close else "Laat 'indicator' weg, of kies er een uit 'kbv indicators'."
                path: Path_ = ("findings", index, "figures", position, "indicator")
                yield Fault(file.place(path), f"de indicator '{figure.indicator}' bestaat niet.", hint)


def _overrides(file: YamlFile, findings: Findings, knowledge: Knowledge, rules: RuleSet) -> Iterator[Fault]:
    possible = _possible(knowledge, rules)
    seen: set[str] = set()
    for index, override in enumerate(findings.overrides):
        place = file.place(("overrides", index, "candidate"))
        if override.candidate in seen:
            yield Fault(place, f"over '{override.candidate}' is twee keer besloten.", "Laat één besluit staan.")
        seen.add(override.candidate)
        if override.candidate not in possible:
            yield _no_candidate(place, override.candidate, possible)


def _proposals(file: YamlFile, findings: Findings, knowledge: Knowledge, rules: RuleSet) -> Iterator[Fault]:
    possible = _possible(knowledge, rules)
    for index, proposal in enumerate(findings.proposals):
        if proposal.candidate is not None and proposal.candidate not in possible:
            yield _no_candidate(file.place(("proposals", index, "candidate")), proposal.candidate, possible)


def _possible(knowledge: Knowledge, rules: RuleSet) -> list[str]:
    """What can be a priority."""
    subs = [id_ for id_ in knowledge.sub_themes if theme_of(id_) in knowledge.themes]
    return [*(bundle.id for bundle in rules.candidates.bundles), *knowledge.themes, *knowledge.cross_cutting, *subs]


def _no_candidate(place: Place, candidate: str, possible: Sequence[str]) -> Fault:
    owner = theme_of(candidate)
    close = [owner] if owner in possible else difflib.get_close_matches(candidate, possible, n=1)
    hint = f"Bedoelde u '{close[0]}'?" if close else "Noem een thema, deelthema, overstijgend thema of bundel."
    return Fault(place, f"'{candidate}' kan geen prioriteit zijn.", hint)
