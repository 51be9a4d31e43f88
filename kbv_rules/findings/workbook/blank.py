"""A form that is still to be filled in, with what is known of a municipality."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kbv_rules.findings.workbook.choices import Choices
from kbv_rules.findings.workbook.contents import Contents, form_for
from kbv_rules.findings.workbook.form import load_form
from kbv_rules.findings.workbook.write import workbook

if TYPE_CHECKING:
    import datetime

    from kbv_rules.knowledge.base import Knowledge
    from kbv_rules.rules.rule_set import RuleSet


def blank_workbook(knowledge: Knowledge, rules: RuleSet, *, today: datetime.date, municipality: str | None = None) -> bytes:
    """The form as the bytes of an .xlsx file; with a municipality (name, old name or code) its code and population filled in.

    Raises:
        UnknownTermError, AmbiguousTermError: no municipality, or two, that could be meant.
    """
    form = load_form()
    contents = _known_of(municipality, knowledge, form.years) if municipality else form_for({}, {})
    return workbook(contents, Choices(form, knowledge, rules), today)


def _known_of(municipality: str, knowledge: Knowledge, years: int) -> Contents:
    from kbv_rules.findings.police.municipalities import Gazetteer
    from kbv_rules.findings.police.population import shipped_population

    population = shipped_population()
    meant = Gazetteer(population.names, knowledge.catalogue.municipalities).find(municipality)
    inhabitants = population.of(meant.code)
    last = sorted(inhabitants)[-years:]
    block = {
        "municipality.name": meant.name,
        "municipality.code": meant.code,
        "municipality.population_source": population.source if last else None,
    }
    return form_for(block, {year: inhabitants[year] for year in last})
